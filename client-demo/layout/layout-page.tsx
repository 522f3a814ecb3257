import { useState } from "preact/hooks";
import type { Product } from "../../rooms/protocol/catalog.ts";
import type { Showroom } from "../../rooms/protocol/showroom.ts";
import { useLoad } from "../kit/load.ts";
import { Notice } from "../kit/notice.tsx";
import { ReadFailure } from "../kit/read-failure.tsx";
import type { ShowroomCalls } from "../sdk/showrooms.ts";
import { ShowroomDialog } from "./showroom-dialog.tsx";
import type { LoadWalk } from "./visitor-preview.tsx";
import { Workspace } from "./workspace.tsx";

type LayoutPageProps = {
  /** Lets a draft be walked through as a visitor would. */
  readonly loadWalk: LoadWalk;
  /** The showroom to edit; null for the first there is. */
  readonly showroomId: string | null;
  readonly calls: ShowroomCalls;
  listAllProducts(): Promise<readonly Product[]>;
  onOpen(showroomId: string): void;
};

/** The layout editor: picks the showroom, reads what it needs, and opens the desk. */
export function LayoutPage({ loadWalk, showroomId, calls, listAllProducts, onOpen }: LayoutPageProps) {
  const [dialog, setDialog] = useState<"none" | "new" | "rename">("none");
  const [listed, reload] = useLoad("showrooms", async () => {
    const [showrooms, products] = await Promise.all([calls.listOwnShowrooms(), listAllProducts()]);
    return { showrooms, products: new Map(products.map((product) => [product.id, product])) };
  });
  if (listed.state === "failed") {
    return (
      <div class="page">
        <ReadFailure title="The showrooms could not be read" problem={listed.problem} onRetry={reload} />
      </div>
    );
  }
  if (listed.state === "loading") return <Reading />;
  const { showrooms, products } = listed.value;
  const open = showrooms.find(({ id }) => id === showroomId) ?? showrooms[0];
  const create = async (name: string, preset: Parameters<ShowroomCalls["createShowroom"]>[0]["preset"]) => {
    const created = await calls.createShowroom({ name, preset });
    reload();
    onOpen(created.id);
  };
  const rename = async (name: string) => {
    if (!open) return;
    const { revision } = await calls.readShowroom(open.id);
    await calls.renameShowroom(open.id, name, revision);
    reload();
  };
  return (
    <>
      {open ? (
        <Desk
          key={open.id}
          loadWalk={loadWalk}
          showroom={open}
          calls={calls}
          showrooms={showrooms}
          products={products}
          onSwitch={onOpen}
          onNew={() => setDialog("new")}
          onRename={() => setDialog("rename")}
        />
      ) : (
        <NoShowroom onNew={() => setDialog("new")} />
      )}
      {dialog === "new" ? <ShowroomDialog name={null} onSave={create} onClose={() => setDialog("none")} /> : null}
      {dialog === "rename" && open ? (
        <ShowroomDialog name={open.name} onSave={rename} onClose={() => setDialog("none")} />
      ) : null}
    </>
  );
}

type DeskProps = Omit<Parameters<typeof Workspace>[0], "version">;

function Desk(props: DeskProps) {
  const { calls, showroom } = props;
  const [read, reload] = useLoad(showroom.id, async () => {
    // The draft after the showroom: it may be based on a newer one, never on an older one than is shown.
    const published: Showroom = await calls.readShowroom(showroom.id);
    return { published, version: await calls.readDraft(showroom.id) };
  });
  if (read.state === "loading") return <Reading />;
  if (read.state === "failed") {
    return (
      <div class="page">
        <ReadFailure title="This layout could not be read" problem={read.problem} onRetry={reload} />
      </div>
    );
  }
  return <Workspace {...props} showroom={read.value.published} version={read.value.version} />;
}

function NoShowroom({ onNew }: { readonly onNew: () => void }) {
  return (
    <div class="page">
      <Notice title="No showroom yet">
        <p>Begin with an empty room: walls, an entrance and daylight are there, your products are added next.</p>
        <button type="button" class="button primary" onClick={onNew}>
          New showroom
        </button>
      </Notice>
    </div>
  );
}

function Reading() {
  return (
    <div class="page">
      <div class="skeleton tall" role="status" aria-label="Reading the layout" />
    </div>
  );
}
