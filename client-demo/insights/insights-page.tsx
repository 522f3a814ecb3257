import { useState } from "preact/hooks";
import { AcceptInvitation } from "../kit/accept-invitation.tsx";
import { SignIn } from "../kit/sign-in.tsx";
import { ToastStack } from "../kit/toast-stack.tsx";
import { createApi } from "../sdk/api.ts";
import { invitationIn } from "../sdk/members.ts";
import { DayPicker } from "./day-picker.tsx";
import { type Days, lastDays, rangeOfDays } from "./days.ts";
import { Downloads } from "./downloads.tsx";
import { LiveCount } from "./live-count.tsx";
import { Report } from "./report.tsx";
import { marketerKey } from "./session.ts";

/** What happened on the floor: answers first, then the numbers behind them. */
export function InsightsPage() {
  const [days, setDays] = useState<Days>(() => lastDays(7, new Date()));
  // Read first: what is not read does not draw the page again when it changes.
  const key = marketerKey.value.value;
  const invitation = invitationIn(location.hash);
  if (invitation !== null) return <AcceptInvitation code={invitation} onKey={(key) => marketerKey.keep(key)} />;
  if (key === null) return <SignIn title="Insights" keyName="marketer" onKey={signIn} />;
  return (
    <div class="insights">
      <a class="skip-link" href="#content">
        Skip to the content
      </a>
      <header class="insights-bar">
        <p class="wordmark">Vitrine</p>
        <nav aria-label="Pages">
          <a class="rail-link" href="/">
            Showroom
          </a>
          <a class="rail-link" href="./brand.html">
            Brand
          </a>
        </nav>
        <button type="button" class="link-button" onClick={() => marketerKey.forget()}>
          Sign out
        </button>
      </header>
      <main id="content" tabIndex={-1} class="page">
        <div class="page-head">
          <div class="page-title">
            <h1>Insights</h1>
            <p class="soft">Days begin and end in {Intl.DateTimeFormat().resolvedOptions().timeZone} time.</p>
          </div>
          <LiveCount />
        </div>
        <div class="tools">
          <DayPicker days={days} onChange={setDays} />
          <Downloads days={days} />
        </div>
        <Report days={days} />
      </main>
      <ToastStack />
    </div>
  );
}

async function signIn(key: string): Promise<void> {
  // What only a marketer may ask: other members may count heads too.
  await createApi(() => key).readSummary(rangeOfDays(lastDays(1, new Date())));
  marketerKey.keep(key);
}
