import { useState } from "preact/hooks";
import type { NewMember } from "../../rooms/protocol/identity.ts";
import { explainError } from "../sdk/api-error.ts";
import { acceptInvitation } from "../sdk/members.ts";
import { CopyField } from "./copy-field.tsx";

type AcceptInvitationProps = {
  readonly code: string;
  /** Opens the page with the new key. */
  readonly onKey: (key: string) => void;
};

/** What somebody sees who follows the link of an invitation: accept, take the key along, go on. */
export function AcceptInvitation({ code, onKey }: AcceptInvitationProps) {
  const [member, setMember] = useState<NewMember | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const accept = async () => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      setMember(await acceptInvitation(code));
      // Used up: neither the history nor a reload needs it again.
      history.replaceState(null, "", location.pathname);
    } catch (thrown) {
      setProblem(explainError(thrown));
    }
    setBusy(false);
  };

  return (
    <main class="sign-in">
      <div class="cover-card">
        <div class="greeting-head">
          <p class="soft">{member ? member.brandName : "Vitrine"}</p>
          <h1>{member ? `Welcome, ${member.name}` : "You are invited"}</h1>
        </div>
        {member ? (
          <>
            <CopyField label="Your key" text={member.key} />
            <p class="soft small">
              It is shown this once. Keep it in a password manager: you sign in with it, and nobody can look it up for
              you.
            </p>
            <button type="button" class="button primary" onClick={() => onKey(member.key)}>
              I have kept it, go on
            </button>
          </>
        ) : (
          <>
            <p>Accept to get a key of your own. The invitation is good for one person.</p>
            <p class="field-problem" role="alert">
              {problem}
            </p>
            <button type="button" class="button primary" aria-disabled={isBusy} onClick={accept}>
              {isBusy ? "Accepting" : "Accept the invitation"}
            </button>
          </>
        )}
      </div>
    </main>
  );
}
