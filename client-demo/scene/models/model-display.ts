import type { Box3, Group } from "three";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import { type CrossFade, createCrossFade } from "./cross-fade.ts";
import { createDetailChoice } from "./detail-choice.ts";
import { type DetailState, pickStep, wishStep } from "./detail-plan.ts";
import type { Sighting, Wish } from "./download-order.ts";
import type { ModelLibrary } from "./model-library.ts";
import type { ModelTemplate } from "./read-model.ts";
import { createShownModel, type ShownModel } from "./shown-model.ts";
import { createStandIn } from "./stand-in.ts";

/** Gets a model's shaders and pictures onto the graphics card, so that showing it does not hold up a frame. */
export type Prepare = (shown: ShownModel, template: ModelTemplate) => Promise<void>;

/** The model inside an exhibit: coarse at first, finer as it is seen larger, exchanged while the room runs. */
export type ModelDisplay = {
  setProduct(product: Product | null, materialVariant: string | null): void;
  setOpen(open: boolean): void;
  setPlain(isPlain: boolean): void;
  setOutline(colour: string | null): void;
  /** Takes note of how it is seen, and begins to show what suits if that is here. `dtSeconds` since the last look. */
  look(sighting: Sighting, dtSeconds: number): void;
  /** The file that it is waiting for, as of the last look; null for none. */
  readonly wish: Wish | null;
  /** URL of the file that is on show; "" while there is none. */
  readonly shownUrl: string;
  /** Returns whether its shape changed since the last frame. */
  update(dtSeconds: number): boolean;
  dispose(): void;
};

type Dress = { variant: string | null; isPlain: boolean; open: boolean };

export function createModelDisplay(root: Group, bounds: Box3, library: ModelLibrary, prepare: Prepare): ModelDisplay {
  const standIn = createStandIn();
  root.add(standIn.object);
  const choice = createDetailChoice(library);
  const dress: Dress = { variant: null, isPlain: false, open: false };
  const stage = createStage(bounds, library, { prepare, choice, dress, fade: createCrossFade(root, standIn) });
  let product: Product | null | undefined;
  let wish: Wish | null = null;

  return {
    setProduct(next, materialVariant) {
      stage.setVariant(materialVariant);
      if (next === product) return;
      product = next;
      choice.setProduct(next);
      stage.drop();
      if (stage.shownUrl === "") standIn.show(next, choice.steps.length === 0 ? "broken" : "waiting", bounds);
    },
    setOpen(open) {
      dress.open = open;
    },
    setPlain: stage.setPlain,
    setOutline: stage.setOutline,
    look(sighting, dtSeconds) {
      const state = choice.look(sighting, dtSeconds, stage.shownUrl);
      stage.showWhatSuits(state);
      const missing = state.steps[wishStep(state)];
      wish = missing ? { url: missing.url, isFirst: state.isEmpty, sighting } : null;
      const isHopeless = state.isEmpty && state.steps.every((step) => library.hasFailed(step.url));
      if (isHopeless) standIn.show(product ?? null, "broken", bounds);
    },
    get wish() {
      return wish;
    },
    get shownUrl() {
      return stage.shownUrl;
    },
    update: stage.update,
    dispose() {
      stage.dispose();
      standIn.dispose();
    },
  };
}

type StageParts = {
  readonly prepare: Prepare;
  readonly choice: ReturnType<typeof createDetailChoice>;
  readonly dress: Dress;
  readonly fade: CrossFade;
};

/** Brings one file after the other on show. */
function createStage(bounds: Box3, library: ModelLibrary, { prepare, choice, dress, fade }: StageParts) {
  const keeping = createKeeping(library);
  let shownUrl = "";
  let leavingUrl = "";
  let comingUrl = "";
  let restless = true;

  /** The coarsest stays in memory: it is what is shown when memory is short. */
  function keepWhatIsUsed(): void {
    keeping.keepOnly([choice.steps[0]?.url ?? "", shownUrl, leavingUrl, comingUrl]);
  }

  async function show(url: string, template: ModelTemplate, isUnseen: boolean): Promise<void> {
    comingUrl = url;
    keepWhatIsUsed();
    const next = createShownModel(template);
    putOn(next, dress, fade.shown);
    if (!isUnseen) await prepare(next, template).catch(() => {});
    // Something else may have become more suitable while this one was made ready.
    if (comingUrl !== url) return next.dispose();
    putOn(next, dress, fade.shown);
    // The levels of one model are of one size; only another model is measured anew.
    if (!choice.has(shownUrl)) bounds.copy(template.bounds);
    leavingUrl = shownUrl;
    shownUrl = url;
    comingUrl = "";
    fade.exchange(next, isUnseen);
    keepWhatIsUsed();
    restless = true;
  }

  return {
    get shownUrl() {
      return shownUrl;
    },
    showWhatSuits(state: DetailState): void {
      if (fade.isFading) return;
      const url = state.steps[pickStep(state)]?.url;
      const template = url === undefined ? undefined : library.peek(url);
      if (url !== undefined && template && url !== comingUrl) void show(url, template, state.isUnseen);
    },
    /** Lets what is being made ready go when it belongs to a model that is no more. */
    drop(): void {
      if (!choice.has(comingUrl)) comingUrl = "";
      keepWhatIsUsed();
    },
    setVariant(variant: string | null): void {
      if (variant === dress.variant) return;
      dress.variant = variant;
      restless = true;
      fade.tell((model) => model.setVariant(variant));
    },
    setPlain(isPlain: boolean): void {
      dress.isPlain = isPlain;
      fade.tell((model) => model.setPlain(isPlain));
    },
    setOutline: fade.setOutline,
    update(dtSeconds: number): boolean {
      let changed = restless;
      restless = false;
      fade.tell((model) => {
        if (model.swing(dress.open, false, dtSeconds)) changed = true;
      });
      if (!fade.update(dtSeconds)) return changed;
      leavingUrl = "";
      keepWhatIsUsed();
      return true;
    },
    dispose(): void {
      comingUrl = "";
      fade.dispose();
      keeping.keepOnly([]);
    },
  };
}

/** Makes a model look like the one that it takes over from. */
function putOn(next: ShownModel, { variant, isPlain, open }: Dress, shown: ShownModel | null): void {
  next.setPlain(isPlain);
  next.setVariant(variant);
  if (shown) next.openness = shown.openness;
  else next.swing(open, true, 0);
}

/** The models that one exhibit keeps in memory. */
function createKeeping(library: ModelLibrary) {
  let kept = new Set<string>();
  return {
    keepOnly(urls: readonly string[]): void {
      const next = new Set(urls.filter((url) => kept.has(url) || library.peek(url)));
      for (const url of next) if (!kept.has(url)) library.keep(url);
      for (const url of kept) if (!next.has(url)) library.letGo(url);
      kept = next;
    },
  };
}
