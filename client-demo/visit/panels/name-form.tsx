import { useId, useState } from "preact/hooks";
import { displayName } from "../../../rooms/protocol/identity.ts";
import { DISPLAY_NAME_MAX } from "../../../rooms/protocol/limits.ts";
import { showToast } from "../../kit/toasts.ts";
import { explainError } from "../../sdk/api-error.ts";
import type { Commands } from "../state/commands.ts";
import { session } from "../state/store.ts";

/** Changes the name of a running visit. */
export function NameForm({ commands }: { readonly commands: Commands }) {
  const [name, setName] = useState(session.value?.visitor.displayName ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const save = async (event: Event) => {
    event.preventDefault();
    const checked = displayName.safeParse(name);
    setProblem(checked.success ? null : (checked.error.issues[0]?.message ?? "Choose another name"));
    if (!checked.success) return;
    try {
      await commands.updateGuest({ displayName: checked.data });
      showToast("Saved. Others see your new name now.", "success");
    } catch (thrown) {
      setProblem(explainError(thrown));
    }
  };
  return (
    <form class="field" onSubmit={save}>
      <label for={id}>Your name in the room</label>
      <div class="name-field">
        <input
          id={id}
          class="input"
          value={name}
          maxLength={DISPLAY_NAME_MAX}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          Save name
        </button>
      </div>
      <p id={`${id}-problem`} class="field-problem" role="alert">
        {problem}
      </p>
    </form>
  );
}
