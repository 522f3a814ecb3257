import { Icon } from "../ui/icons.tsx";
import { brandKey, place } from "./session.ts";

/** Where the console leads. */
export function Rail() {
  const { page } = place.value;
  return (
    <header class="rail">
      <p class="wordmark">Vitrine</p>
      <nav aria-label="Console">
        <a href="#/products" class="rail-link" aria-current={currentOf(page === "products", page === "product")}>
          <Icon name="box" />
          Products
        </a>
        <a href="#/orders" class="rail-link" aria-current={currentOf(page === "orders", false)}>
          <Icon name="receipt" />
          Orders
        </a>
        <a href="/" class="rail-link">
          <Icon name="door" />
          Showroom
        </a>
        <a href="/insights" class="rail-link">
          <Icon name="look" />
          Insights
        </a>
      </nav>
      <button type="button" class="link-button rail-out" onClick={() => brandKey.forget()}>
        Sign out
      </button>
    </header>
  );
}

/** What `aria-current` says of a link to this very page, or to the list that the page belongs to. */
function currentOf(isPage: boolean, isWithin: boolean): "page" | "true" | undefined {
  if (isPage) return "page";
  return isWithin ? "true" : undefined;
}
