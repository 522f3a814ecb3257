import { Icon } from "../../kit/icons.tsx";
import type { Stage } from "./version-stages.ts";

/** Stages that tick off as they happen. */
export function StageList({ stages }: { readonly stages: readonly Stage[] }) {
  return (
    <ol class="stages">
      {stages.map((stage) => (
        <li
          key={stage.label}
          class={`stage-step ${stage.state}`}
          aria-current={stage.state === "active" ? "step" : undefined}
        >
          <StageMark state={stage.state} />
          <div class="stage-text">
            <span>{stage.label}</span>
            {stage.detail ? <span class="soft small numbers">{stage.detail}</span> : null}
            {stage.state === "active" && stage.progress !== undefined ? <StageBar stage={stage} /> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StageMark({ state }: Pick<Stage, "state">) {
  if (state === "done") return <Icon name="check" />;
  if (state === "failed") return <Icon name="warning" />;
  return <span class={state === "active" ? "spinner" : "stage-wait"} aria-hidden="true" />;
}

function StageBar({ stage }: { readonly stage: Stage }) {
  const percent = Math.round((stage.progress ?? 0) * 100);
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={stage.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}
