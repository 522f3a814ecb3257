import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { AcceptInvitation } from "../kit/accept-invitation.tsx";
import { SignIn } from "../kit/sign-in.tsx";
import { ToastStack } from "../kit/toast-stack.tsx";
import { createApi } from "../sdk/api.ts";
import { invitationIn } from "../sdk/members.ts";
import { MembersPage } from "./members/members-page.tsx";
import { OrdersPage } from "./orders/orders-page.tsx";
import { ProductList } from "./products/product-list.tsx";
import { ProductPage } from "./products/product-page.tsx";
import { Rail } from "./rail.tsx";
import { addressOfLayout, type Place, place } from "./session/places.ts";
import { brandApi, brandKey, showroomCalls } from "./session/session.ts";
import { UploadTray } from "./upload/upload-tray.tsx";
import { VersionPage } from "./versions/version-page.tsx";

/** What the layout editor is given by the console that it is opened in. */
export type LayoutParts = {
  /** The showroom to edit; null for the first there is. */
  readonly showroomId: string | null;
  readonly calls: typeof showroomCalls;
  readonly listAllProducts: typeof brandApi.listAllProducts;
  onOpen(showroomId: string): void;
};

type BrandPageProps = { readonly renderLayout: (parts: LayoutParts) => JSX.Element };

/** The brand console: sign in, pick a product, look after it. */
export function BrandPage({ renderLayout }: BrandPageProps) {
  // Both are read first: what is not read does not draw the page again when it changes.
  const key = brandKey.value.value;
  void place.value;
  const invitation = invitationIn(location.hash);
  if (invitation !== null) return <AcceptInvitation code={invitation} onKey={(key) => brandKey.keep(key)} />;
  if (key === null) return <SignIn title="Brand console" keyName="brand" onKey={signIn} />;
  return <Console renderLayout={renderLayout} />;
}

function Console({ renderLayout }: BrandPageProps) {
  const open = place.value;
  const content = useRef<HTMLElement>(null);
  const shown = useRef(open);
  useEffect(() => {
    // The link that was followed is gone with its page: without this the keyboard would start at the top again.
    if (shown.current !== open) content.current?.focus();
    shown.current = open;
  }, [open]);
  return (
    <div class="console">
      <a class="skip-link" href="#content">
        Skip to the content
      </a>
      <Rail />
      <main id="content" tabIndex={-1} ref={content}>
        <Content open={open} renderLayout={renderLayout} />
      </main>
      <UploadTray />
      <ToastStack />
    </div>
  );
}

function Content({ open, renderLayout }: BrandPageProps & { readonly open: Place }) {
  switch (open.page) {
    case "products":
      return <ProductList />;
    case "product":
      return <ProductPage key={open.productId} productId={open.productId} />;
    case "version":
      return <VersionPage key={open.versionId} productId={open.productId} versionId={open.versionId} />;
    case "layout":
      return renderLayout({
        showroomId: open.showroomId,
        calls: showroomCalls,
        listAllProducts: brandApi.listAllProducts,
        onOpen: (showroomId) => {
          location.hash = addressOfLayout(showroomId);
        },
      });
    case "orders":
      return <OrdersPage />;
    case "members":
      return <MembersPage />;
  }
}

async function signIn(key: string): Promise<void> {
  // What no other member may ask: products are read by everybody.
  await createApi(() => key).listOrders();
  brandKey.keep(key);
}
