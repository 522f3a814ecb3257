import { useEffect, useId, useState } from "preact/hooks";
import type { Variant } from "../../../rooms/protocol/catalog.ts";
import type { GoodsReport, ModelVersionDetail } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { fileSize } from "../../kit/wording.ts";
import { targetTitle } from "../words/target-titles.ts";
import type { CompareLayout, Side } from "./compare-view.ts";
import { SideNote } from "./side-note.tsx";
import { TextureDialog } from "./texture-dialog.tsx";
import { type SideFile, useCompareView, useSide } from "./use-compare-view.ts";

/** Larger originals are fetched only when somebody asks: not every line or phone can take them. */
const EASY_BYTES = 20_000_000;

type CompareStageProps = {
  readonly version: ModelVersionDetail;
  readonly report: GoodsReport;
  /** Names for the model's variants; empty where nobody sells them. */
  readonly variants: readonly Variant[];
};

/** The model as it came beside what was made of it: they turn together, with wireframe, variants and every texture. */
export function CompareStage({ version, report, variants }: CompareStageProps) {
  const files = madeFiles(version, report);
  const original = originalFile(version);
  const [chosen, setChosen] = useState(files.find(({ id }) => id === "web-planner")?.id ?? files[0]?.id ?? "");
  const [layout, setLayout] = useState<CompareLayout>(original && files.length > 0 ? "both" : "after");
  const [isWire, setWire] = useState(false);
  const [variant, setVariant] = useState<string | null>(null);
  const [wantsOriginal, setWantsOriginal] = useState((original?.bytes ?? 0) <= EASY_BYTES);
  const [isLooking, setLooking] = useState(false);
  const { canvas, view, isBroken } = useCompareView();
  const before = useSide(view, "before", wantsOriginal ? original : null);
  const after = useSide(view, "after", files.find(({ id }) => id === chosen)?.file ?? null);
  useEffect(() => view?.setLayout(layout), [view, layout]);
  useEffect(() => view?.setWireframe(isWire), [view, isWire]);
  useEffect(() => view?.setVariant(variant), [view, variant]);
  const isReady = before.state === "ready" || after.state === "ready";

  if (isBroken || files.length === 0) return null;
  return (
    <section class="compare" aria-label="Before and after in 3D">
      <figure class={`stage compare-figure ${layout}`}>
        <canvas
          ref={canvas}
          role="img"
          tabIndex={0}
          aria-label="Both models in 3D. Drag or press the arrow keys to turn them."
        />
        <div class="compare-notes">
          <SideNote
            title={original ? `As it came, ${fileSize(original.bytes)}` : "As it came"}
            state={before}
            isShown={layout !== "after"}
            {...(original && !wantsOriginal ? { onLoad: () => setWantsOriginal(true) } : {})}
          />
          <SideNote title={titleOf(files, chosen)} state={after} isShown={layout !== "before"} />
        </div>
      </figure>
      <div class="compare-tools no-print">
        <LayoutChoice layout={layout} onChange={setLayout} canCompare={original !== null} />
        <OutputChoice files={files} chosen={chosen} onChange={setChosen} />
        <VariantChoice
          names={report.input.materialVariants}
          variants={variants}
          chosen={variant}
          onChange={setVariant}
        />
        <button type="button" class="button chip" aria-pressed={isWire} onClick={() => setWire(!isWire)}>
          <Icon name="wire" />
          Wireframe
        </button>
        <button type="button" class="button chip" disabled={!isReady} onClick={() => setLooking(true)}>
          <Icon name="look" />
          Textures
        </button>
      </div>
      {isLooking && view ? <TextureDialog view={view} onClose={() => setLooking(false)} /> : null}
    </section>
  );
}

type MadeFile = { readonly id: string; readonly title: string; readonly file: SideFile };

/** What can be looked at: each output, and where there is none what stands on the shelf instead. */
function madeFiles({ model }: ModelVersionDetail, { outputs }: GoodsReport): readonly MadeFile[] {
  const made = outputs
    .filter(({ url }) => url !== "")
    .map(({ target, url, bytes }) => ({ id: target, title: targetTitle(target), file: { url, bytes } }));
  const levels = (model?.outputs?.levels ?? []).map(({ url, bytes, triangles }, index) => ({
    id: `level-${index}`,
    title: `Level of detail ${index + 1}, ${triangles.toLocaleString()} triangles`,
    file: { url, bytes },
  }));
  if (made.length > 0) return [...made, ...levels];
  return model ? [{ id: "shelf", title: "On the shelf", file: { url: model.url, bytes: model.measures.bytes } }] : [];
}

/** The original as one GLB; null when it came as something that browsers cannot open. */
function originalFile({ original, fileName }: ModelVersionDetail): SideFile | null {
  const url = original.glbUrl ?? (/\.glb$/i.test(fileName) ? original.url : null);
  return url ? { url, bytes: original.bytes } : null;
}

function titleOf(files: readonly MadeFile[], chosen: string): string {
  const made = files.find(({ id }) => id === chosen);
  return made ? `${made.title}, ${fileSize(made.file.bytes)}` : "";
}

const LAYOUTS: readonly (readonly [CompareLayout, string])[] = [
  ["both", "Both"],
  ["before", "Before"],
  ["after", "After"],
] satisfies readonly (readonly ["both" | Side, string])[];

type LayoutChoiceProps = {
  readonly layout: CompareLayout;
  readonly onChange: (layout: CompareLayout) => void;
  readonly canCompare: boolean;
};

function LayoutChoice({ layout, onChange, canCompare }: LayoutChoiceProps) {
  if (!canCompare) return null;
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">What is shown</legend>
      {LAYOUTS.map(([value, label]) => (
        <button
          key={value}
          type="button"
          class="segment"
          aria-pressed={layout === value}
          onClick={() => onChange(value)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

type OutputChoiceProps = {
  readonly files: readonly MadeFile[];
  readonly chosen: string;
  readonly onChange: (id: string) => void;
};

function OutputChoice({ files, chosen, onChange }: OutputChoiceProps) {
  const id = useId();
  if (files.length < 2) return null;
  return (
    <div class="inline-field">
      <label class="visually-hidden" for={id}>
        What was made
      </label>
      <select id={id} class="input" value={chosen} onChange={(event) => onChange(event.currentTarget.value)}>
        {files.map((made) => (
          <option key={made.id} value={made.id}>
            {made.title}
          </option>
        ))}
      </select>
    </div>
  );
}

type VariantChoiceProps = {
  readonly names: readonly string[];
  readonly variants: readonly Variant[];
  readonly chosen: string | null;
  readonly onChange: (name: string | null) => void;
};

function VariantChoice({ names, variants, chosen, onChange }: VariantChoiceProps) {
  const id = useId();
  if (names.length === 0) return null;
  const soldAs = (name: string) => variants.find(({ materialVariant }) => materialVariant === name)?.name;
  return (
    <div class="inline-field">
      <label class="visually-hidden" for={id}>
        Variant
      </label>
      <select
        id={id}
        class="input"
        value={chosen ?? ""}
        onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.value)}
      >
        <option value="">As it is in the file</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {soldAs(name) && soldAs(name) !== name ? `${name} (${soldAs(name)})` : name}
          </option>
        ))}
      </select>
    </div>
  );
}
