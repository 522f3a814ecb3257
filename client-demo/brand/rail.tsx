import { Icon, type IconName } from "../kit/icons.tsx";
import { type Place, place } from "./session/places.ts";
import { brandKey } from "./session/session.ts";

type RailEntry = {
  readonly address: string;
  readonly icon: IconName;
  readonly label: string;
  /** The console's page that it leads to, and the pages that belong to it. */
  readonly page?: Place["page"];
  readonly within?: readonly Place["page"][];
};

/** Where the console leads, from top to bottom. */
const ENTRIES: readonly RailEntry[] = [
  { address: "#/products", icon: "box", label: "Products", page: "products", within: ["product", "version"] },
  { address: "#/layout", icon: "plan", label: "Layout", page: "layout" },
  { address: "#/orders", icon: "receipt", label: "Orders", page: "orders" },
  { address: "#/people", icon: "people", label: "People", page: "members" },
  { address: "/", icon: "door", label: "Showroom" },
  { address: "/insights", icon: "look", label: "Insights" },
];

/** The console's way around. */
export function Rail() {
  const { page } = place.value;
  return (
    <header class="rail">
      <p class="wordmark">Vitrine</p>
      <nav aria-label="Console">
        {ENTRIES.map((entry) => (
          <a key={entry.address} href={entry.address} class="rail-link" aria-current={currentOf(entry, page)}>
            <Icon name={entry.icon} />
            {entry.label}
          </a>
        ))}
      </nav>
      <button type="button" class="link-button rail-out" onClick={() => brandKey.forget()}>
        Sign out
      </button>
    </header>
  );
}

/** What `aria-current` says of a link to this very page, or to the list that the page belongs to. */
function currentOf({ page, within = [] }: RailEntry, open: Place["page"]): "page" | "true" | undefined {
  if (page === open) return "page";
  return within.includes(open) ? "true" : undefined;
}
