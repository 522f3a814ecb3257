import { megabytes } from "../../kit/wording.ts";
import type { SideState } from "./use-compare-view.ts";

type SideNoteProps = {
  readonly title: string;
  readonly state: SideState;
  readonly isShown: boolean;
  /** Where the file waits to be asked for. */
  readonly onLoad?: () => void;
};

/** What stands on one side of the stage, and how far it has come. */
export function SideNote({ title, state, isShown, onLoad }: SideNoteProps) {
  if (!isShown) return null;
  return (
    <div class="side-note">
      <p class="side-title">{title}</p>
      {onLoad ? (
        <button type="button" class="button" onClick={onLoad}>
          Load it
        </button>
      ) : (
        <p class="small soft numbers" role="status">
          {inWords(state)}
        </p>
      )}
    </div>
  );
}

function inWords(state: SideState): string {
  if (state.state === "failed") return "It could not be drawn. Everything else works.";
  if (state.state !== "loading") return "";
  return `Loading, ${megabytes(state.loadedBytes)} of ${megabytes(state.totalBytes)}`;
}
