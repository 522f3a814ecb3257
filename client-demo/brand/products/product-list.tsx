import { useState } from "preact/hooks";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import { Icon } from "../../kit/icons.tsx";
import { type Loaded, useLoad } from "../../kit/load.ts";
import { Notice } from "../../kit/notice.tsx";
import { formatPrice } from "../../kit/price.ts";
import { ReadFailure } from "../../kit/read-failure.tsx";
import { count } from "../../kit/wording.ts";
import { judgeModel } from "../report/verdict.ts";
import { addressOfProduct } from "../session/places.ts";
import { brandApi } from "../session/session.ts";
import { ListActions } from "./list-actions.tsx";

/** More than these would crowd the row. */
const SWATCHES_SHOWN = 5;

/** All products of the brand, each with what matters at a glance. */
export function ProductList() {
  const [search, setSearch] = useState("");
  const [loaded, reload] = useLoad("products", () => brandApi.listAllProducts());
  return (
    <div class="page">
      <div class="page-head">
        <div class="page-title">
          <h1>Products</h1>
          {loaded.state === "ready" && loaded.value.length > 0 ? <p class="soft">{inShort(loaded.value)}</p> : null}
        </div>
        <ListActions currency={currencyOf(loaded)} onImported={reload} />
      </div>
      <input
        class="input search"
        type="search"
        aria-label="Find a product"
        placeholder="Find by name, category or SKU"
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      {loaded.state === "loading" ? <ListSkeleton /> : null}
      {loaded.state === "failed" ? (
        <ReadFailure title="The products could not be read" problem={loaded.problem} onRetry={reload} />
      ) : null}
      {loaded.state === "ready" ? <Rows products={loaded.value} search={search} /> : null}
    </div>
  );
}

function Rows({ products, search }: { readonly products: readonly Product[]; readonly search: string }) {
  const wanted = search.trim().toLowerCase();
  const found = products.filter((each) => searchText(each).includes(wanted));
  if (products.length === 0) {
    return (
      <Notice title="No products yet">
        <p>
          Add the first one with “New product”, or many at once with “Import”. Then drop its model onto its page. Other
          systems can do the same through the <a href="/api/docs">API</a>.
        </p>
      </Notice>
    );
  }
  if (found.length === 0) {
    return (
      <Notice title="Nothing found">
        <p>No product has “{search.trim()}” in its name, category or SKU.</p>
      </Notice>
    );
  }
  return (
    <section class="products" aria-label="Products">
      <div class="product-head soft small" aria-hidden="true">
        <span />
        <span>Product</span>
        <span>Variants</span>
        <span>Price</span>
        <span>Stock</span>
        <span>Model</span>
      </div>
      <ul class="product-rows">
        {found.map((product) => (
          <ProductRow key={product.id} product={product} />
        ))}
      </ul>
    </section>
  );
}

function RowPicture({ product: { model } }: { readonly product: Product }) {
  const thumbnail = model?.outputs?.pictures[0]?.thumbnail;
  return (
    <span class="row-picture">
      {thumbnail ? <img src={thumbnail} alt="" loading="lazy" width={56} height={56} /> : <Icon name="box" />}
    </span>
  );
}

function searchText({ name, category, variants }: Product): string {
  return [name, category, ...variants.map(({ sku }) => sku)].join(" ").toLowerCase();
}

/** What a new product most likely costs in. */
function currencyOf(loaded: Loaded<readonly Product[]>): string {
  return (loaded.state === "ready" ? loaded.value[0]?.variants[0]?.currency : undefined) ?? "EUR";
}

function ProductRow({ product }: { readonly product: Product }) {
  const verdict = judgeModel(product.model);
  const [first] = product.variants;
  const prices = product.variants.map((each) => each.priceMinor);
  const cheapest = formatPrice(Math.min(...prices), first?.currency ?? "EUR");
  const units = product.variants.reduce((sum, each) => sum + each.stock, 0);
  return (
    <li>
      <a class="product-row" href={addressOfProduct(product.id)}>
        <RowPicture product={product} />
        <span class="row-name">
          <strong>{product.name}</strong>
          <span class="soft small">{product.category}</span>
        </span>
        <span class="row-variants">
          {product.variants.slice(0, SWATCHES_SHOWN).map(({ id, swatch }) => (
            <span key={id} class="swatch" style={swatch ? { background: swatch } : {}} aria-hidden="true" />
          ))}
          <span class="visually-hidden">{count(product.variants.length, "variant", "variants")}</span>
        </span>
        <span class="numbers row-price">
          {new Set(prices).size > 1 ? <span class="soft small">from </span> : null}
          {cheapest}
        </span>
        <span class={units === 0 ? "tag out numbers" : "numbers soft"}>
          {units === 0 ? "Sold out" : `${units} in stock`}
        </span>
        <span class={`tag ${verdict.tone}`}>
          <span class="visually-hidden">Model: </span>
          {verdict.label}
        </span>
      </a>
    </li>
  );
}

function inShort(products: readonly Product[]): string {
  const variants = products.flatMap((each) => each.variants);
  const soldOut = variants.filter((each) => each.stock === 0).length;
  const text = `${count(products.length, "product", "products")} in ${count(variants.length, "variant", "variants")}`;
  return soldOut === 0 ? `${text}, all in stock` : `${text}, ${soldOut} sold out`;
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Reading the products" class="skeleton-rows">
      {[1, 2, 3, 4].map((row) => (
        <div key={row} class="skeleton" />
      ))}
    </div>
  );
}
