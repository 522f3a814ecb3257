import type { AnalyticsSummary, ProductBehaviour } from "../../rooms/protocol/events.ts";
import { count, duration } from "../kit/wording.ts";

/** Answers in sentences, the most useful first; each can be checked against the numbers below it. */
export function answer(summary: AnalyticsSummary): readonly string[] {
  const people = summary.uniqueVisitors;
  const bestSeller = top(summary.products, (each) => each.funnel.purchased);
  const mostLookedAt = top(summary.products, (each) => each.funnel.inspected);
  const leftBehind = top(summary.products, (each) => each.funnel.added - each.funnel.purchased);
  const answers = [sentenceOfSale(people, bestSeller ?? mostLookedAt)];
  if (mostLookedAt && bestSeller && mostLookedAt !== bestSeller) {
    const { inspected, purchased } = mostLookedAt.funnel;
    answers.push(
      `${mostLookedAt.productName} was looked at most: by ${count(inspected, "person", "people")}, and ${bought(purchased)}.`,
    );
  }
  if (leftBehind) {
    const { added, purchased } = leftBehind.funnel;
    answers.push(`${leftBehind.productName} stayed in ${count(added - purchased, "cart", "carts")} out of ${added}.`);
  }
  if (mostLookedAt && mostLookedAt.dwell.medianMs > 0) {
    answers.push(
      `Half of those who looked closer at ${mostLookedAt.productName} stayed longer than ${duration(mostLookedAt.dwell.medianMs)}.`,
    );
  }
  return answers;
}

/** A share in per cent with one digit; "0 %" of nothing. */
export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10} %`;
}

function sentenceOfSale(people: number, product: ProductBehaviour | undefined): string {
  const came = `${count(people, "person", "people")} came`;
  if (!product) return `${came}. Nobody has looked closer at anything yet.`;
  const { inspected, purchased } = product.funnel;
  const share = purchased > 0 ? `: ${percent(purchased, people)}` : "";
  return `${came}, ${inspected.toLocaleString()} looked closer at ${product.productName}, ${bought(purchased)}${share}.`;
}

function bought(purchased: number): string {
  return purchased === 0 ? "nobody bought it" : `${purchased.toLocaleString()} bought it`;
}

function top<T>(items: readonly T[], measure: (item: T) => number): T | undefined {
  const [best] = [...items].sort((a, b) => measure(b) - measure(a));
  return best !== undefined && measure(best) > 0 ? best : undefined;
}
