import { AVATAR_COLOURS } from "../../rooms/protocol/colours.ts";

/** A visitor's colour. */
export function ColourDot({ colour }: { readonly colour: number }) {
  return <span class="dot" style={{ background: AVATAR_COLOURS[colour] ?? AVATAR_COLOURS[0] }} aria-hidden="true" />;
}
