import type { AnalyticsSummary } from "../../rooms/protocol/events.ts";
import { useLoad } from "../kit/load.ts";
import { Notice } from "../kit/notice.tsx";
import { ReadFailure } from "../kit/read-failure.tsx";
import { answer } from "./answers.ts";
import { type Days, rangeOfDays } from "./days.ts";
import { DwellBars } from "./dwell-bars.tsx";
import { Funnels } from "./funnels.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { insightsApi } from "./session.ts";

/** Everything about the chosen days. */
export function Report({ days }: { readonly days: Days }) {
  const [loaded, reload] = useLoad(`${days.first} ${days.last}`, () => insightsApi.readSummary(rangeOfDays(days)));
  if (loaded.state === "loading") return <div class="skeleton tall" role="status" aria-label="Adding up" />;
  if (loaded.state === "failed") {
    return <ReadFailure title="The numbers could not be read" problem={loaded.problem} onRetry={reload} />;
  }
  if (loaded.value.events === 0) return <NoData />;
  return <Numbers summary={loaded.value} onRefresh={reload} />;
}

function NoData() {
  return (
    <Notice title="Nothing happened in these days">
      <p>
        Choose other days, or get the first numbers: open the <a href="/">showroom</a>, agree to share anonymous
        behaviour, walk up to something and look closer. It shows here within seconds.
      </p>
      <p class="soft">
        To see it with a crowd, run <code>npm run bots -- 20</code> on the server.
      </p>
    </Notice>
  );
}

type NumbersProps = { readonly summary: AnalyticsSummary; readonly onRefresh: () => void };

function Numbers({ summary, onRefresh }: NumbersProps) {
  const products = [...summary.products].sort((a, b) => b.funnel.inspected - a.funnel.inspected);
  const [first, ...others] = answer(summary);
  return (
    <>
      <section class="answers" aria-label="In short">
        <p class="answer-first">{first}</p>
        {others.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      <KeyFigures summary={summary} />
      <Funnels products={products} currency={summary.currency} />
      <DwellBars products={products} />
      <p class="soft small">
        Only visitors who agreed to share are counted here; the live count is of everybody. These numbers come from{" "}
        {summary.events.toLocaleString()} events.{" "}
        <button type="button" class="link-button" onClick={onRefresh}>
          Add up again
        </button>
      </p>
    </>
  );
}
