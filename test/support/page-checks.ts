import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const axeFile = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));
const axeSource = await readFile(axeFile, "utf8");

/** One line for each serious or critical violation that axe finds; needs a context with `bypassCSP`. */
export async function findSevereViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.addScriptTag({ content: axeSource });
  const { violations, passes } = await page.evaluate((): Promise<AxeResults> => {
    const axe: { run(context: Document, options: RunOptions): Promise<AxeResults> } = Reflect.get(globalThis, "axe");
    return axe.run(document, { resultTypes: ["violations"] });
  });
  if (passes.length === 0) throw new Error("axe looked at nothing");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`));
}

/** What makes the page scroll sideways: elements that reach beyond the window's right edge; none if nothing does. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth && innerWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (each) => each.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return [
      `${root.scrollWidth} of ${root.clientWidth} px`,
      ...wide.map((each) => `${each.tagName}.${each.className}`),
    ];
  });
}

/**
 * Controls that a finger would miss: smaller than 44 px, unless they measure 24 px and no other control is within 8 px
 * (WCAG 2.2, 2.5.5 and 2.5.8). Links inside of a sentence are exempt there and here.
 */
export function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
    const root = dialog ?? document.body;
    const controls = [...root.querySelectorAll("button, a[href], input, select, textarea, summary")];
    const targets = controls
      .filter((each) => !(each.matches("a") && each.closest("p, li > span")))
      .map((each) => (each.matches("[type=radio], [type=checkbox]") ? (each.closest("label") ?? each) : each))
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      // What is hidden from the eye, or waits above the window until it has the focus, is not for fingers.
      .filter(({ box, each }) => box.width > 1 && box.bottom > 0 && !each.closest(".visually-hidden"));
    const gap = (a: DOMRect, b: DOMRect) =>
      Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
    const isAlone = (box: DOMRect) => targets.every((other) => other.box === box || gap(other.box, box) >= 8);
    return targets
      .filter(({ box }) => Math.min(box.width, box.height) < 43.5)
      .filter(({ box }) => Math.min(box.width, box.height) < 24 || !isAlone(box))
      .map(({ each, box }) => {
        const name = each.getAttribute("aria-label") ?? each.textContent;
        return `${each.tagName} “${name}” ${Math.round(box.width)} × ${Math.round(box.height)}`;
      });
  });
}
