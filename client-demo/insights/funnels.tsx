import { FUNNEL_STEPS, type FunnelStep, type ProductBehaviour } from "../../rooms/protocol/events.ts";
import { formatPrice } from "../kit/price.ts";
import { FunnelStrip } from "./funnel-strip.tsx";

/** What each step is called where a marketer reads it. */
const STEP_NAMES: Readonly<Record<FunnelStep, string>> = {
  passed: "Passed",
  approached: "Approached",
  inspected: "Looked closer",
  configured: "Tried variants",
  added: "Added",
  purchased: "Bought",
};

type FunnelsProps = {
  readonly products: readonly ProductBehaviour[];
  /** Of the revenue; null when nothing was sold. */
  readonly currency: string | null;
};

/** The way from passing a product to buying it, one strip each, and the same as a table. */
export function Funnels({ products, currency }: FunnelsProps) {
  return (
    <section class="panel" aria-labelledby="funnel-title">
      <h2 id="funnel-title">From passing to buying</h2>
      <p class="soft small">Different people at each step. Shares are of those who passed.</p>
      <div class="funnel-grid">
        <div class="funnel-steps" aria-hidden="true">
          {FUNNEL_STEPS.map((step) => (
            <span key={step} class="small soft">
              {STEP_NAMES[step]}
            </span>
          ))}
        </div>
        {products.map((product) => (
          <FunnelStrip
            key={product.productId}
            product={product}
            stepNames={FUNNEL_STEPS.map((step) => STEP_NAMES[step])}
          />
        ))}
      </div>
      <details>
        <summary>Show as a table</summary>
        <FunnelTable products={products} currency={currency} />
      </details>
    </section>
  );
}

function FunnelTable({ products, currency }: FunnelsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-label="Funnel as a table">
      <table class="number-table">
        <thead>
          <tr>
            <th scope="col">Product</th>
            {FUNNEL_STEPS.map((step) => (
              <th key={step} scope="col">
                {STEP_NAMES[step]}
              </th>
            ))}
            <th scope="col">Units sold</th>
            <th scope="col">Revenue</th>
          </tr>
        </thead>
        <tbody>
          {products.map((product) => (
            <tr key={product.productId}>
              <th scope="row">{product.productName}</th>
              {FUNNEL_STEPS.map((step) => (
                <td key={step}>{product.funnel[step].toLocaleString()}</td>
              ))}
              <td>{product.unitsSold.toLocaleString()}</td>
              <td>{currency === null ? "–" : formatPrice(product.revenueMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
