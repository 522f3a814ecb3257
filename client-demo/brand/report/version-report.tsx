import type { Variant } from "../../../rooms/protocol/catalog.ts";
import type { ModelVersionDetail } from "../../../rooms/protocol/goods.ts";
import { CompareStage } from "../stage/compare-stage.tsx";
import type { Extent } from "./real-size.ts";
import { Findings, ReportBody } from "./report-body.tsx";
import { ReportSummary } from "./report-summary.tsx";
import { useOpenForPrint } from "./use-open-for-print.ts";
import { judgeVersion } from "./verdict.ts";

type VersionReportProps = {
  readonly version: ModelVersionDetail;
  readonly name: string;
  /** What is sold of it; empty where the reader does not know. */
  readonly variants: readonly Variant[];
  readonly declaredSize: Extent | null;
  readonly onRescale: ((factor: number) => void) | null;
};

/** A version's report from the verdict to the last number, with both models side by side. */
export function VersionReport({ version, name, variants, declaredSize, onRescale }: VersionReportProps) {
  const { report, refusal } = version;
  useOpenForPrint();
  return (
    <>
      <section class="panel" aria-label="Verdict">
        <ReportSummary verdict={judgeVersion(version)} findings={report?.findings ?? refusal?.findings ?? []} />
      </section>
      {report === null && refusal ? (
        <section class="panel" aria-label="What was found">
          <h2>What was found</h2>
          <Findings findings={refusal.findings} />
        </section>
      ) : null}
      {report && version.model ? <CompareStage {...{ version, report, variants }} /> : null}
      {report ? <ReportBody {...{ version, report, name, declaredSize, onRescale }} /> : null}
    </>
  );
}
