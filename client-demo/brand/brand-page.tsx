import { createApi } from "../net/api.ts";
import { SignIn } from "../ui/sign-in.tsx";
import { ToastStack } from "../ui/toast-stack.tsx";
import { ProductList } from "./product-list.tsx";
import { ProductPage } from "./product-page.tsx";
import { Rail } from "./rail.tsx";
import { brandKey, openProductId } from "./session.ts";

/** The brand console: sign in, pick a product, look after it. */
export function BrandPage() {
  if (brandKey.value.value === null) return <SignIn title="Brand console" keyName="brand" onKey={signIn} />;
  const productId = openProductId.value;
  return (
    <div class="console">
      <a class="skip-link" href="#content">
        Skip to the content
      </a>
      <Rail />
      <main id="content" tabIndex={-1}>
        {productId === null ? <ProductList /> : <ProductPage key={productId} productId={productId} />}
      </main>
      <ToastStack />
    </div>
  );
}

async function signIn(key: string): Promise<void> {
  await createApi(() => key).listProducts({ limit: 1 });
  brandKey.keep(key);
}
