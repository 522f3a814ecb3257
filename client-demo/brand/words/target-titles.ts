import type { TargetName } from "../../../rooms/protocol/goods.ts";

const TITLES: Readonly<Record<TargetName, string>> = {
  banner: "Banner ad",
  "web-planner": "Showroom and web planner",
  "mobile-ar": "Mobile AR",
  desktop: "Desktop 3D",
};

/** What a publishing target is called on pages. */
export function targetTitle(target: TargetName): string {
  return TITLES[target];
}
