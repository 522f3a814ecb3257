import type { ComponentChildren } from "preact";

type NoticeProps = {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly tone?: "plain" | "danger";
};

/** An empty or failed state: what it is and what to do next. */
export function Notice({ title, children, tone = "plain" }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={tone === "danger" ? "alert" : "status"}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
