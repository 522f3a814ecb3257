import { useId, useState } from "preact/hooks";
import type { GoodsReport } from "../../../rooms/protocol/goods.ts";
import { type Extent, FILE_UNITS, guessUnit, matches, sizeInWords } from "./real-size.ts";

type SizeSectionProps = {
  readonly report: GoodsReport;
  /** What the brand says about the real thing, if it does. */
  readonly declared: Extent | null;
  /** Null where the reader may not change anything. */
  readonly onRescale: ((factor: number) => void) | null;
};

/** How large the model is beside the real thing, and the way to put its unit right. */
export function SizeSection({ report, declared, onRescale }: SizeSectionProps) {
  const extent = report.extentMetres;
  const guess = guessUnit(extent, declared);
  return (
    <>
      <p class="size-line">
        <strong class="numbers">{sizeInWords(extent)}</strong>
        <span class="soft"> wide, high and deep in the room</span>
      </p>
      {guess ? (
        <div class="note warning">
          <strong>It looks like {guess.name}.</strong>
          <span>
            glTF is written in metres. Read as {guess.name} it would be {sizeInWords(scaled(extent, guess.factor))}.
          </span>
        </div>
      ) : (
        <p class="soft">{saidOfSize(extent, declared)}</p>
      )}
      {onRescale ? <RescaleForm extent={extent} suggested={guess?.factor ?? null} onRescale={onRescale} /> : null}
    </>
  );
}

type RescaleFormProps = {
  readonly extent: Extent;
  readonly suggested: number | null;
  readonly onRescale: (factor: number) => void;
};

function RescaleForm({ extent, suggested, onRescale }: RescaleFormProps) {
  const [factor, setFactor] = useState(suggested ?? FILE_UNITS[0]?.factor ?? 0.001);
  const id = useId();
  return (
    <details class="fold no-print" open={suggested !== null}>
      <summary>{suggested === null ? "Not the right size?" : "Put the size right"}</summary>
      <div class="rescale">
        <div class="field">
          <label for={id}>The file is written in</label>
          <select
            id={id}
            class="input"
            value={String(factor)}
            onChange={(event) => setFactor(Number(event.currentTarget.value))}
          >
            {FILE_UNITS.map((unit) => (
              <option key={unit.name} value={String(unit.factor)}>
                {unit.name}
              </option>
            ))}
          </select>
        </div>
        <p class="soft numbers">It will be {sizeInWords(scaled(extent, factor))}.</p>
        <button type="button" class="button" onClick={() => onRescale(factor)}>
          Make a version of that size
        </button>
      </div>
    </details>
  );
}

function saidOfSize(extent: Extent, declared: Extent | null): string {
  if (!declared) return "Say on the product's page how large the real thing is, and it is compared from then on.";
  if (matches(extent, declared, 1)) return `As the product says: ${sizeInWords(declared)}.`;
  return `The product says ${sizeInWords(declared)}. No unit makes them match, so have a look at the model.`;
}

function scaled([width, height, depth]: Extent, factor: number): Extent {
  return [width * factor, height * factor, depth * factor];
}
