import type { Order } from "../../../rooms/protocol/purchases.ts";
import { formatPrice } from "../../kit/price.ts";
import { count } from "../../kit/wording.ts";

const placedFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** One order in a line; opened, everything that was bought. */
export function OrderRow({ order }: { readonly order: Order }) {
  const { number, placedAt, lines, totalMinor, currency, payment } = order;
  return (
    <li>
      <details class="order">
        <summary class="order-row">
          <strong class="numbers">{number}</strong>
          <time class="numbers soft" dateTime={placedAt}>
            {placedFormat.format(new Date(placedAt))}
          </time>
          <span class="order-what">{inShort(order)}</span>
          <span class="numbers order-sum">{formatPrice(totalMinor, currency)}</span>
          <span class="tag good">Paid</span>
        </summary>
        <div class="order-body">
          <table class="order-table">
            <thead>
              <tr>
                <th scope="col">Bought</th>
                <th scope="col">Units</th>
                <th scope="col" class="order-unit">
                  Each
                </th>
                <th scope="col">Sum</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.variantId}>
                  <th scope="row">
                    {line.productName}, {line.variantName}
                    <span class="soft small sku">{line.sku}</span>
                  </th>
                  <td>{line.quantity}</td>
                  <td class="order-unit">{formatPrice(line.unitPriceMinor, currency)}</td>
                  <td>{formatPrice(line.lineTotalMinor, currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="soft small order-payment">
            Paid with the {payment.provider} provider, reference <code>{payment.reference}</code>
          </p>
        </div>
      </details>
    </li>
  );
}

/** "2 × Arc lamp, Brass", or the first line and how many more. */
function inShort({ lines }: Order): string {
  const [first, ...others] = lines;
  if (!first) return "";
  const text = `${first.quantity} × ${first.productName}, ${first.variantName}`;
  return others.length === 0 ? text : `${text} and ${count(others.length, "more line", "more lines")}`;
}
