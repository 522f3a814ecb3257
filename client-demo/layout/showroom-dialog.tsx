import { useState } from "preact/hooks";
import type { RoomPreset } from "../../rooms/protocol/showroom.ts";
import { Modal } from "../kit/modal.tsx";
import { explainError } from "../sdk/api-error.ts";
import { ChoiceField } from "./fields/choice-field.tsx";
import { PRESET_NAMES } from "./preset-names.ts";

type ShowroomDialogProps = {
  /** The name to change; null for a new showroom. */
  readonly name: string | null;
  readonly onSave: (name: string, preset: RoomPreset) => Promise<void>;
  readonly onClose: () => void;
};

/** Names a showroom: a new one with its first walls, or one that is there. */
export function ShowroomDialog({ name, onSave, onClose }: ShowroomDialogProps) {
  const [typed, setTyped] = useState(name ?? "");
  const [preset, setPreset] = useState<RoomPreset>("open-hall");
  const [problem, setProblem] = useState("");
  const save = async (event: Event) => {
    event.preventDefault();
    const trimmed = typed.trim();
    if (trimmed === "") return setProblem("Give it a name");
    await onSave(trimmed, preset)
      .then(onClose)
      .catch((thrown) => setProblem(explainError(thrown)));
  };
  return (
    <Modal title={name === null ? "New showroom" : "Rename the showroom"} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void save(event)}>
        <label class="field">
          <span>Name</span>
          <input
            class="input"
            value={typed}
            maxLength={80}
            aria-invalid={problem !== ""}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        {name === null ? (
          <ChoiceField label="Begins as" value={preset} choices={PRESET_NAMES} onChange={setPreset} />
        ) : null}
        <p role="alert" class="field-problem">
          {problem}
        </p>
        <button type="submit" class="button primary">
          {name === null ? "Create it" : "Rename"}
        </button>
      </form>
    </Modal>
  );
}
