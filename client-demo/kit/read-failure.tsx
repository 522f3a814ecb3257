import { Notice } from "./notice.tsx";

type ReadFailureProps = { readonly title: string; readonly problem: string; readonly onRetry: () => void };

/** What could not be read, why, and the way to try again. */
export function ReadFailure({ title, problem, onRetry }: ReadFailureProps) {
  return (
    <Notice title={title} tone="danger">
      <p>{problem}</p>
      <button type="button" class="button" onClick={onRetry}>
        Try again
      </button>
    </Notice>
  );
}
