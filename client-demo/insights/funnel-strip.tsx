import { FUNNEL_STEPS, type ProductBehaviour } from "../../rooms/protocol/events.ts";
import { percent } from "./answers.ts";

const HEIGHT = 40;

type FunnelStripProps = { readonly product: ProductBehaviour; readonly stepNames: readonly string[] };

/** One product's funnel as a shape that narrows, with the number of people below each step. */
export function FunnelStrip({ product, stepNames }: FunnelStripProps) {
  const counts = FUNNEL_STEPS.map((step) => product.funnel[step]);
  const most = Math.max(1, ...counts);
  return (
    <div class="funnel-row">
      <p class="funnel-name">
        <strong>{product.productName}</strong>
        <span class="soft small numbers">{shareInWords(product.funnel)}</span>
      </p>
      <div class="funnel-strip" aria-hidden="true">
        <svg viewBox={`0 0 ${counts.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {counts.map((people, step) => (
            <polygon
              key={FUNNEL_STEPS[step]}
              points={outline(step, people / most, (counts[step + 1] ?? people) / most)}
            />
          ))}
        </svg>
        <div class="funnel-counts">
          {counts.map((people, step) => (
            <span key={FUNNEL_STEPS[step]} class={people === 0 ? "numbers small soft" : "numbers small"}>
              {people.toLocaleString()} <span class="funnel-step-name">{stepNames[step]}</span>
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

/** How far of those who passed somebody came: to buying, or else to looking closer. */
function shareInWords({ passed, inspected, purchased }: ProductBehaviour["funnel"]): string {
  if (purchased > 0) return `${percent(purchased, Math.max(passed, purchased))} bought it`;
  return inspected > 0 ? `${percent(inspected, Math.max(passed, inspected))} looked closer` : "Nobody looked closer";
}

/** A step of the shape: its own share at its left side, the next one's at its right, centred on the strip. */
function outline(step: number, share: number, nextShare: number): string {
  const left = Math.max(share * HEIGHT, 1) / 2;
  const right = Math.max(nextShare * HEIGHT, 1) / 2;
  const middle = HEIGHT / 2;
  const bend = step + 0.6;
  const end = step + 0.98;
  return [
    [step, middle - left],
    [bend, middle - left],
    [end, middle - right],
    [end, middle + right],
    [bend, middle + left],
    [step, middle + left],
  ]
    .map((point) => point.join(","))
    .join(" ");
}
