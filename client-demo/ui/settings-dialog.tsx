import { useId, useState } from "preact/hooks";
import { displayName } from "../../rooms/protocol/identity.ts";
import { DISPLAY_NAME_MAX } from "../../rooms/protocol/limits.ts";
import { explainError } from "../net/api-error.ts";
import { type Quality, quality, session, showToast } from "../state/store.ts";
import type { Commands } from "./commands.ts";
import { Modal } from "./modal.tsx";
import { isMotionReduced, setMotionReduced } from "./motion.ts";

type SettingsDialogProps = { readonly commands: Commands; readonly onClose: () => void };

const QUALITIES: readonly (readonly [Quality, string])[] = [
  ["high", "High: all light and shadow"],
  ["medium", "Medium: softer shadows"],
  ["low", "Low: smoothest on a weak device"],
];

/** Name, consent, picture quality and motion; each takes effect at once. */
export function SettingsDialog({ commands, onClose }: SettingsDialogProps) {
  const allowsAnalytics = session.value?.consent.analytics ?? false;
  const consentId = useId();
  const setConsent = async (analytics: boolean) => {
    try {
      await commands.updateGuest({ consent: { analytics } });
      showToast(analytics ? "Your behaviour is shared anonymously from now on" : "Nothing is recorded from now on");
    } catch (thrown) {
      showToast(explainError(thrown), "danger");
    }
  };
  return (
    <Modal title="Settings" onClose={onClose}>
      <NameForm commands={commands} />
      <fieldset class="setting">
        <legend>Learning from your visit</legend>
        <label class="choice" for={consentId}>
          <input
            id={consentId}
            type="checkbox"
            checked={allowsAnalytics}
            onChange={(event) => setConsent(event.currentTarget.checked)}
          />
          Share anonymous behaviour with the brand
        </label>
        <p class="soft small">What you look at and for how long, never your name.</p>
      </fieldset>
      <fieldset class="setting">
        <legend>Picture quality</legend>
        <div class="choices">
          {QUALITIES.map(([value, label]) => (
            <label key={value} class="choice">
              <input
                type="radio"
                name="quality"
                checked={quality.value === value}
                onChange={() => commands.setQuality(value)}
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="setting">
        <legend>Motion</legend>
        <label class="choice">
          <input
            type="checkbox"
            checked={isMotionReduced.value}
            onChange={(event) => setMotionReduced(event.currentTarget.checked)}
          />
          Reduce motion
        </label>
      </fieldset>
      <button
        type="button"
        class="button"
        onClick={() => {
          onClose();
          commands.leave();
        }}
      >
        Leave the showroom
      </button>
    </Modal>
  );
}

function NameForm({ commands }: { readonly commands: Commands }) {
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
      showToast("Saved. Others see the new name when you come in next.", "success");
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
