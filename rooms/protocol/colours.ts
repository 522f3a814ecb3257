/**
 * The twelve avatar colours, sRGB hex. Neighbours differ in lightness as well as in hue, so that they stay apart
 * for eyes with deuteranopia, protanopia or tritanopia. A visitor's colour travels as an index into this list.
 */
export const AVATAR_COLOURS = [
  "#B8492E",
  "#2F5D8C",
  "#E0A526",
  "#3F7D5B",
  "#7A4E9E",
  "#F2B8A0",
  "#1F3A4D",
  "#8FB8DE",
  "#A3B545",
  "#C2688F",
  "#5B4636",
  "#7FC7B3",
] as const;
