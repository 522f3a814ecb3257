import { useId } from "preact/hooks";
import { Modal } from "../../kit/modal.tsx";
import { isMotionReduced, setMotionReduced } from "../../kit/motion.ts";
import { showToast } from "../../kit/toasts.ts";
import type { Quality } from "../../scene/quality.ts";
import { explainError } from "../../sdk/api-error.ts";
import type { Commands } from "../state/commands.ts";
import { quality, session } from "../state/store.ts";
import { NameForm } from "./name-form.tsx";

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
