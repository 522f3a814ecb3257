import { useId, useState } from "preact/hooks";
import type { Invitation, MemberRole } from "../../../rooms/protocol/identity.ts";
import { CopyField } from "../../kit/copy-field.tsx";
import { explainError } from "../../sdk/api-error.ts";
import { addressOfInvitation } from "../../sdk/members.ts";
import { memberCalls } from "../session/session.ts";
import { ROLE_NAMES } from "./role-names.ts";

type Given = { readonly name: string; readonly role: MemberRole; readonly invitation: Invitation };

/** Invites a colleague: the answer is a link to send them. */
export function InviteForm() {
  const [name, setName] = useState("");
  const [role, setRole] = useState<MemberRole>("brand-editor");
  const [given, setGiven] = useState<Given | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const id = useId();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    if (name.trim() === "") return setProblem("Enter the name of whom you invite.");
    setBusy(true);
    setProblem(null);
    try {
      const invitation = await memberCalls.invite({ name, role });
      setGiven({ name: name.trim(), role, invitation });
      setName("");
    } catch (thrown) {
      setProblem(explainError(thrown));
    }
    setBusy(false);
  };

  return (
    <section class="panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Invite a colleague</h2>
      <form class="invite-form" onSubmit={submit}>
        <div class="field">
          <label for={`${id}-name`}>Name</label>
          <input
            id={`${id}-name`}
            class="input"
            maxLength={80}
            autocomplete="off"
            value={name}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-problem`}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={`${id}-role`}>May</label>
          <select
            id={`${id}-role`}
            class="input"
            value={role}
            onChange={(event) => setRole(event.currentTarget.value === "marketer" ? "marketer" : "brand-editor")}
          >
            <option value="brand-editor">{ROLE_NAMES["brand-editor"]}</option>
            <option value="marketer">{ROLE_NAMES.marketer}</option>
          </select>
        </div>
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {isBusy ? "Making the link" : "Make a link"}
        </button>
      </form>
      <p id={`${id}-problem`} class="field-problem" role="alert">
        {problem}
      </p>
      {given ? (
        <div class="invitation" role="status">
          <CopyField
            label={`Send this to ${given.name}`}
            text={addressOfInvitation(given, given.invitation.code, location.href)}
          />
          <p class="soft small">
            Good for one person, until {new Date(given.invitation.expiresAt).toLocaleString()}. It is not shown again.
          </p>
        </div>
      ) : null}
    </section>
  );
}
