import type { ProductBehaviour } from "../../rooms/protocol/events.ts";
import { duration } from "../kit/wording.ts";

/** How long people stayed with each product; a table whose bars are only for the eye. */
export function DwellBars({ products }: { readonly products: readonly ProductBehaviour[] }) {
  const seen = products.filter((each) => each.dwell.visits > 0).sort((a, b) => b.dwell.medianMs - a.dwell.medianMs);
  const longest = Math.max(1, ...seen.map((each) => each.dwell.medianMs));
  return (
    <section class="panel" aria-labelledby="dwell-title">
      <h2 id="dwell-title">Time spent with each product</h2>
      {seen.length === 0 ? <p class="soft">Nobody has stayed with a product in these days.</p> : null}
      {seen.length > 0 ? (
        <table class="dwell-table">
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col">Median</th>
              <th scope="col" class="dwell-total">
                In all
              </th>
              <th scope="col" class="dwell-total">
                Times
              </th>
            </tr>
          </thead>
          <tbody>
            {seen.map(({ productId, productName, dwell }) => (
              <tr key={productId}>
                <th scope="row">
                  {productName}
                  <svg class="dwell-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={(dwell.medianMs / longest) * 100} height="1" />
                  </svg>
                </th>
                <td class="numbers">{duration(dwell.medianMs)}</td>
                <td class="numbers dwell-total">{duration(dwell.totalMs)}</td>
                <td class="numbers dwell-total">{dwell.visits.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
