import { Icon } from "../ui/icons.tsx";
import { brandKey, openProductId } from "./session.ts";

/** Where the console leads. */
export function Rail() {
  return (
    <header class="rail">
      <p class="wordmark">Vitrine</p>
      <nav aria-label="Console">
        <a href="#/products" class="rail-link" aria-current={openProductId.value === null ? "page" : "true"}>
          <Icon name="box" />
          Products
        </a>
        <a href="/" class="rail-link">
          <Icon name="door" />
          Showroom
        </a>
        <a href="./insights.html" class="rail-link">
          <Icon name="receipt" />
          Insights
        </a>
      </nav>
      <button type="button" class="link-button rail-out" onClick={() => brandKey.forget()}>
        Sign out
      </button>
    </header>
  );
}
