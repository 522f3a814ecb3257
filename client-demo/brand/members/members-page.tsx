import { useState } from "preact/hooks";
import type { Member } from "../../../rooms/protocol/identity.ts";
import { useLoad } from "../../kit/load.ts";
import { ReadFailure } from "../../kit/read-failure.tsx";
import { showToast } from "../../kit/toasts.ts";
import { explainError } from "../../sdk/api-error.ts";
import { memberCalls } from "../session/session.ts";
import { InviteForm } from "./invite-form.tsx";
import { ROLE_NAMES } from "./role-names.ts";

/** Who works for the brand here, and how others join. */
export function MembersPage() {
  const [loaded, reload] = useLoad("members", memberCalls.list);
  return (
    <div class="page">
      <div class="page-head">
        <div class="page-title">
          <h1>People</h1>
          <p class="soft">Everybody has a key of their own, which you can take back here.</p>
        </div>
      </div>
      <InviteForm />
      {loaded.state === "loading" ? <div class="skeleton" role="status" aria-label="Reading who is here" /> : null}
      {loaded.state === "failed" ? (
        <ReadFailure title="The people could not be read" problem={loaded.problem} onRetry={reload} />
      ) : null}
      {loaded.state === "ready" ? <MemberList members={loaded.value} onChange={reload} /> : null}
    </div>
  );
}

type MemberListProps = { readonly members: readonly Member[]; readonly onChange: () => void };

function MemberList({ members, onChange }: MemberListProps) {
  if (members.length === 0) {
    return <p class="soft">Nobody has accepted an invitation yet. The keys of the server itself work beside them.</p>;
  }
  return (
    <ul class="member-rows" aria-label="Members">
      {members.map((member) => (
        <MemberRow key={member.id} member={member} onRemoved={onChange} />
      ))}
    </ul>
  );
}

/** One member; removing asks once more in the same place. */
function MemberRow({ member, onRemoved }: { readonly member: Member; readonly onRemoved: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const remove = async () => {
    try {
      await memberCalls.remove(member.id);
      showToast(`${member.name}'s key opens nothing from now on.`);
    } catch (thrown) {
      showToast(explainError(thrown), "danger");
    }
    onRemoved();
  };
  return (
    <li class="member-row">
      <div>
        <strong>{member.name}</strong>
        <p class="soft small">
          {ROLE_NAMES[member.role]} · since {new Date(member.since).toLocaleDateString()}
        </p>
      </div>
      {isAsking ? (
        <div class="member-ask">
          <button type="button" class="button danger" onClick={remove}>
            Take the key back
          </button>
          <button type="button" class="button" onClick={() => setAsking(false)}>
            Keep
          </button>
        </div>
      ) : (
        <button type="button" class="button" aria-label={`Remove ${member.name}`} onClick={() => setAsking(true)}>
          Remove
        </button>
      )}
    </li>
  );
}
