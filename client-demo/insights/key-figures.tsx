import type { AnalyticsSummary } from "../../rooms/protocol/events.ts";
import { formatPrice } from "../kit/price.ts";
import { duration } from "../kit/wording.ts";

/** The five numbers that are asked for first. */
export function KeyFigures({ summary }: { readonly summary: AnalyticsSummary }) {
  const { visits, uniqueVisitors, medianVisitMs, orders, revenueMinor, currency } = summary;
  const figures: readonly (readonly [string, string])[] = [
    ["Visits", visits.toLocaleString()],
    ["People", uniqueVisitors.toLocaleString()],
    ["Median stay", medianVisitMs === 0 ? "–" : duration(medianVisitMs)],
    ["Orders", orders.toLocaleString()],
    ["Revenue", currency === null ? "–" : formatPrice(revenueMinor, currency)],
  ];
  return (
    <dl class="figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt class="soft">{name}</dt>
          <dd class="numbers">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
