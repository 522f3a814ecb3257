import type { ComponentChildren } from "preact";
import type { ModelFinding } from "../../../rooms/protocol/catalog.ts";
import type { GoodsReport, ModelVersionDetail } from "../../../rooms/protocol/goods.ts";
import { count, duration } from "../../kit/wording.ts";
import { FindingList } from "./finding-list.tsx";
import { groupFindings } from "./group-findings.ts";
import { MadeTable } from "./made-table.tsx";
import { OtherFiles } from "./other-files.tsx";
import type { Extent } from "./real-size.ts";
import { SizeSection } from "./size-section.tsx";
import { StepList } from "./step-list.tsx";
import { TargetCards } from "./target-cards.tsx";
import { TextureTable } from "./texture-table.tsx";
import { inTargets } from "./verdict.ts";

/** Findings about what augmented reality on iOS leaves out begin with this. */
const AR_LOSSES = "AR_LOSES";

type ReportBodyProps = {
  readonly version: ModelVersionDetail;
  readonly report: GoodsReport;
  /** What the files are called when they are saved. */
  readonly name: string;
  readonly declaredSize: Extent | null;
  readonly onRescale: ((factor: number) => void) | null;
};

/** Everything that is known about a version, what matters first. */
export function ReportBody({ version, report, name, declaredSize, onRescale }: ReportBodyProps) {
  const losses = report.findings.filter(({ code }) => code.startsWith(AR_LOSSES));
  const findings = report.findings.filter(({ code }) => !code.startsWith(AR_LOSSES));
  return (
    <>
      <Section title="Where it may be published" lead={inTargets(report)}>
        <TargetCards report={report} />
      </Section>
      <Section title="Before and after">
        <MadeTable report={report} originalUrl={version.original.url} name={name} />
        {version.model ? <OtherFiles model={version.model} name={name} /> : null}
      </Section>
      <Section title="Real size">
        <SizeSection report={report} declared={declaredSize} onRescale={onRescale} />
      </Section>
      <Section title="What was found" lead={tally(findings)}>
        <Findings findings={findings} />
      </Section>
      <Section title="Textures">
        <TextureTable textures={report.textures} />
      </Section>
      <Section title="In AR on iPhone and iPad" lead={losses.length === 0 ? "Nothing is lost." : ""}>
        <FindingList title="What it leaves out" groups={groupFindings(losses)} />
      </Section>
      <Section title="What was done to it" lead={effort(report)}>
        <StepList steps={report.steps} />
      </Section>
    </>
  );
}

type SectionProps = { readonly title: string; readonly lead?: string; readonly children: ComponentChildren };

function Section({ title, lead = "", children }: SectionProps) {
  return (
    <section class="panel report-section" aria-label={title}>
      <div>
        <h2>{title}</h2>
        {lead === "" ? null : <p class="soft">{lead}</p>}
      </div>
      {children}
    </section>
  );
}

const TITLES: readonly (readonly [ModelFinding["severity"], string])[] = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["information", "For information"],
];

/** Grouped by severity: what is left to do first, what is put right already last. */
export function Findings({ findings }: { readonly findings: readonly ModelFinding[] }) {
  const groups = groupFindings(findings);
  const open = groups.filter(({ fixed }) => !fixed);
  return (
    <>
      {TITLES.map(([severity, title]) => (
        <FindingList key={severity} title={title} groups={open.filter((each) => each.severity === severity)} />
      ))}
      <FindingList title="Put right by Vitrine" groups={groups.filter(({ fixed }) => fixed)} />
    </>
  );
}

function tally(findings: readonly ModelFinding[]): string {
  if (findings.length === 0) return "Nothing. That is rare.";
  const open = findings.filter(({ fixed }) => fixed !== true);
  const errors = open.filter(({ severity }) => severity === "error").length;
  const warnings = open.filter(({ severity }) => severity === "warning").length;
  const fixed = findings.length - open.length;
  const parts = [
    errors > 0 ? count(errors, "error", "errors") : "",
    warnings > 0 ? count(warnings, "warning", "warnings") : "",
    fixed > 0 ? `${fixed} put right` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "Nothing that needs fixing." : `${parts.join(", ")}.`;
}

function effort({ seconds, peakMB }: GoodsReport): string {
  return `It took ${duration(seconds * 1_000)} and ${Math.round(peakMB)} MB of memory.`;
}
