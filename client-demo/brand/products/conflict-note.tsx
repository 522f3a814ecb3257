type ConflictNoteProps = { readonly onLoadTheirs: () => void; readonly onSaveMine: () => void };

/** Two people edited the same product: the second one decides. */
export function ConflictNote({ onLoadTheirs, onSaveMine }: ConflictNoteProps) {
  return (
    <div class="note warning" role="alert">
      <strong>Somebody changed this while you were editing.</strong>
      <span>Load their version and lose your changes, or save yours over it.</span>
      <span class="note-actions">
        <button type="button" class="button" onClick={onLoadTheirs}>
          Load theirs
        </button>
        <button type="button" class="button" onClick={onSaveMine}>
          Save mine
        </button>
      </span>
    </div>
  );
}
