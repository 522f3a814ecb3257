import { type Signal, signal } from "@preact/signals";
import type { Showroom, ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { explainError } from "../../sdk/api-error.ts";
import { hasCode } from "../../sdk/http.ts";
import type { DraftVersion, ShowroomCalls } from "../../sdk/showrooms.ts";
import { mergeLayouts } from "../rules/merge-layouts.ts";

/** What somebody else made of the layout that one is editing. */
export type Conflict = {
  /** The layout that both began from; null when that is not known any more. */
  readonly base: ShowroomLayout | null;
  readonly theirs: ShowroomLayout;
  /** Who saved it, "" when they did not say, and when. */
  readonly who: string;
  readonly at: string;
  /** Whether it is what visitors see, published past the draft. */
  readonly isPublished: boolean;
};

export type SaveState =
  | { readonly state: "saved" }
  | { readonly state: "waiting" }
  | { readonly state: "saving" }
  | { readonly state: "failed"; readonly problem: string }
  | { readonly state: "conflict"; readonly conflict: Conflict };

export type DraftKeeper = {
  readonly save: Signal<SaveState>;
  /** The showroom as it is published. */
  readonly published: Signal<Showroom>;
  /** Takes note of what is on the screen; it is saved a moment later. */
  note(layout: ShowroomLayout): void;
  /** Saves now what is not saved yet. Returns whether everything is. */
  flush(): Promise<boolean>;
  /** Ends a conflict: gives the layout to go on with. */
  takeTheirs(): ShowroomLayout | null;
  keepMine(): ShowroomLayout | null;
  /** Shows the draft to the visitors. Returns whether it was. @throws ApiError VALIDATION_FAILED */
  publish(): Promise<boolean>;
  /** Looks whether somebody else saved meanwhile, while nothing of one's own waits. Gives their layout. */
  refresh(): Promise<ShowroomLayout | null>;
  dispose(): void;
};

const SAVE_AFTER_MS = 900;
const RETRY_AFTER_MS = 4_000;

type Parts = {
  readonly calls: ShowroomCalls;
  readonly showroom: Showroom;
  readonly version: DraftVersion;
  readonly savedBy: () => string;
};

/** What a keeper knows: what the server has, as far as one hears, and what is on the screen. */
type Keeping = {
  readonly calls: ShowroomCalls;
  readonly showroomId: string;
  readonly savedBy: () => string;
  readonly save: Signal<SaveState>;
  readonly published: Signal<Showroom>;
  etag: string;
  basedOn: number;
  base: ShowroomLayout;
  mine: ShowroomLayout;
  /** What the next save goes on top of, once a conflict is decided. */
  next: { readonly etag: string; readonly basedOn: number } | null;
  running: Promise<void> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
};

const isSame = (one: ShowroomLayout, other: ShowroomLayout) => JSON.stringify(one) === JSON.stringify(other);

/** Saves a draft while it is worked on, one save at a time, and notices when somebody else works on it too. */
export function createDraftKeeper({ calls, showroom, version, savedBy }: Parts): DraftKeeper {
  const { etag, draft } = version;
  const keeping: Keeping = {
    calls,
    showroomId: showroom.id,
    savedBy,
    save: signal<SaveState>({ state: "saved" }),
    published: signal(showroom),
    etag,
    basedOn: draft.basedOn,
    base: draft.layout,
    mine: draft.layout,
    next: null,
    running: null,
    timer: undefined,
  };
  const { save, published } = keeping;
  return {
    save,
    published,
    note(layout) {
      keeping.mine = layout;
      if (save.value.state === "conflict" || isSame(layout, keeping.base)) return;
      if (save.value.state !== "saving") save.value = { state: "waiting" };
      schedule(keeping, SAVE_AFTER_MS);
    },
    flush: () => flush(keeping),
    takeTheirs: () => (save.value.state === "conflict" ? settle(keeping, save.value.conflict.theirs) : null),
    keepMine() {
      if (save.value.state !== "conflict") return null;
      const { base, theirs } = save.value.conflict;
      return settle(keeping, base ? mergeLayouts(base, keeping.mine, theirs) : keeping.mine);
    },
    publish: () => publish(keeping),
    refresh: () => refresh(keeping),
    dispose: () => clearTimeout(keeping.timer),
  };
}

function adopt(keeping: Keeping, { etag, draft }: DraftVersion): void {
  keeping.etag = etag;
  keeping.basedOn = draft.basedOn;
  keeping.base = draft.layout;
}

function schedule(keeping: Keeping, afterMs: number): void {
  clearTimeout(keeping.timer);
  keeping.timer = setTimeout(() => void flush(keeping), afterMs);
}

async function flush(keeping: Keeping): Promise<boolean> {
  const { save } = keeping;
  clearTimeout(keeping.timer);
  if (keeping.running) await keeping.running.catch(() => {});
  if (save.value.state === "conflict") return false;
  if (isSame(keeping.mine, keeping.base)) {
    save.value = { state: "saved" };
    return true;
  }
  keeping.running = saveOnce(keeping);
  try {
    await keeping.running;
  } catch (thrown) {
    save.value = { state: "failed", problem: explainError(thrown) };
    schedule(keeping, RETRY_AFTER_MS);
    return false;
  } finally {
    keeping.running = null;
  }
  return flush(keeping);
}

async function saveOnce(keeping: Keeping): Promise<void> {
  const { calls, showroomId, mine, basedOn, etag } = keeping;
  keeping.save.value = { state: "saving" };
  try {
    adopt(keeping, await calls.saveDraft(showroomId, { layout: mine, basedOn, savedBy: keeping.savedBy() }, etag));
    keeping.base = mine;
  } catch (thrown) {
    if (!hasCode(thrown, "PRECONDITION_FAILED")) throw thrown;
    await meetOther(keeping, await calls.readDraft(showroomId));
  }
}

/** Somebody saved or published in the meantime. Where that changed nothing, one's own save goes on top of it. */
async function meetOther(keeping: Keeping, read: DraftVersion): Promise<void> {
  const { draft } = read;
  if (isSame(draft.layout, keeping.base) || isSame(draft.layout, keeping.mine)) {
    adopt(keeping, read);
    await followPublished(keeping);
    return;
  }
  const { savedBy: who, savedAt: at, layout: theirs } = draft;
  raise(keeping, read, { base: keeping.base, theirs, who, at, isPublished: false });
}

async function followPublished({ calls, showroomId, published, basedOn }: Keeping): Promise<void> {
  if (basedOn > published.value.revision) published.value = await calls.readShowroom(showroomId);
}

function raise(keeping: Keeping, { etag, draft }: DraftVersion, conflict: Conflict): void {
  keeping.next = { etag, basedOn: draft.basedOn };
  keeping.save.value = { state: "conflict", conflict };
}

function settle(keeping: Keeping, layout: ShowroomLayout): ShowroomLayout {
  const { save, next } = keeping;
  const conflict = save.value.state === "conflict" ? save.value.conflict : null;
  if (next) ({ etag: keeping.etag, basedOn: keeping.basedOn } = next);
  // What was published past the draft is not what the draft has: the next save must go out, whatever it says.
  if (conflict && !conflict.isPublished) keeping.base = conflict.theirs;
  keeping.next = null;
  keeping.mine = layout;
  save.value = { state: "waiting" };
  schedule(keeping, 0);
  return layout;
}

async function publish(keeping: Keeping): Promise<boolean> {
  const { calls, showroomId, published } = keeping;
  if (!(await flush(keeping))) return false;
  try {
    const done = await calls.publishDraft(showroomId, keeping.etag);
    adopt(keeping, done);
    published.value = done.showroom;
    return true;
  } catch (thrown) {
    if (!hasCode(thrown, "PRECONDITION_FAILED")) throw thrown;
    await meetPublished(keeping);
    return false;
  }
}

/** The draft is not the one that was to be published, or is based on a layout that was replaced past it. */
async function meetPublished(keeping: Keeping): Promise<void> {
  const { calls, showroomId, published, basedOn } = keeping;
  const [read, current] = await Promise.all([calls.readDraft(showroomId), calls.readShowroom(showroomId)]);
  if (read.etag !== keeping.etag) return meetOther(keeping, read);
  const base = published.value.revision === basedOn ? published.value.layout : null;
  published.value = current;
  const { layout: theirs, updatedAt: at, revision } = current;
  const rebased = { etag: read.etag, draft: { ...read.draft, basedOn: revision } };
  raise(keeping, rebased, { base, theirs, who: "", at, isPublished: true });
}

async function refresh(keeping: Keeping): Promise<ShowroomLayout | null> {
  const isIdle = () => !keeping.running && keeping.save.value.state === "saved" && isSame(keeping.mine, keeping.base);
  if (!isIdle()) return null;
  const read = await keeping.calls.readDraft(keeping.showroomId);
  if (read.etag === keeping.etag || !isIdle()) return null;
  adopt(keeping, read);
  await followPublished(keeping);
  if (isSame(keeping.mine, keeping.base)) return null;
  keeping.mine = keeping.base;
  return keeping.base;
}
