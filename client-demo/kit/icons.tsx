const PATHS = {
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 9a6.5 6.5 0 0 1 13 0M16 4.3a3.5 3.5 0 0 1 0 6.4M18.5 14.6A6.5 6.5 0 0 1 21.5 20",
  bag: "M5 8h14l1 12H4L5 8Zm3.5 0V7a3.5 3.5 0 0 1 7 0v1",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-2.5-11.5a2.5 2.5 0 1 1 3.6 2.25c-.7.35-1.1.9-1.1 1.75M12 17v.01",
  settings:
    "M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-7 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  close: "M6 6l12 12M18 6 6 18",
  minus: "M6 12h12",
  plus: "M12 6v12M6 12h12",
  bin: "M5 7h14M10 7V4.500h4V7m-7 0 .8 12.500h8.400L17 7",
  chat: "M4 5h16v11H10l-4.5 4v-4H4V5Z",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-3.5-7a4 4 0 0 0 7 0M9 9.500v.01M15 9.500v.01",
  look: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  hand: "M7 12V6.500a1.5 1.5 0 0 1 3 0V11m0-5.500V4.500a1.5 1.5 0 0 1 3 0V11m0-5a1.5 1.5 0 0 1 3 0v6m0-3a1.5 1.5 0 0 1 3 0v5a7 7 0 0 1-7 7c-3 0-4.5-1.5-6-4l-2.5-4a1.6 1.6 0 0 1 2.5-2l1 1",
  turnLeft: "M4 5v5h5M4.6 10A8 8 0 1 1 4 13.5",
  turnRight: "M20 5v5h-5M19.4 10A8 8 0 1 0 20 13.5",
  putDown: "M12 4v10m0 0 4-4m-4 4-4-4M5 19h14",
  reset: "M4 4v6h6M20 12a8 8 0 0 0-14.5-4.500L4 10M20 20v-5h-5M4 12a8 8 0 0 0 14.5 4.500L20 15",
  smaller: "M4 9h5V4M20 15h-5v5M9 9 4 4M15 15l5 5",
  larger: "M4 9V4h5M20 15v5h-5M4 4l5 5M20 20l-5-5",
  arrowUp: "M12 19V5m0 0-6 6m6-6 6 6",
  arrowDown: "M12 5v14m0 0 6-6m-6 6-6-6",
  arrowLeft: "M19 12H5m0 0 6-6m-6 6 6 6",
  arrowRight: "M5 12h14m0 0-6-6m6 6-6 6",
  door: "M6 3h12v18H6V3Zm9 9v.01M3 21h18",
  send: "M4 12 20 4l-5 16-3.5-6.500L4 12Z",
  check: "M5 12.5 10 17l9-10",
  download: "M12 4v11m0 0 4.5-4.500M12 15l-4.5-4.500M4 19h16",
  upload: "M12 16V5m0 0L7.5 9.500M12 5l4.5 4.500M4 19h16",
  warning: "M12 4 2.5 20h19L12 4Zm0 6v5m0 2.500v.01",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.500M12 7.500v.01",
  box: "M12 3 4 7.500v9L12 21l8-4.500v-9L12 3Zm0 9v9m0-9 8-4.500M12 12 4 7.5",
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2V3Zm3.5 5h5m-5 4h5",
  inRoom:
    "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M12 7.5l4 2.250v4.500l-4 2.250-4-2.250v-4.500l4-2.250Zm0 4.500v4.500m0-4.500 4-2.250M12 12 8 9.750",
  undo: "M9 6 4.5 10.500 9 15M5 10.500h9a5.500 5.500 0 0 1 0 11h-3",
  redo: "M15 6l4.500 4.500L15 15M19 10.500h-9a5.500 5.500 0 0 0 0 11h3",
  plan: "M4 4h16v16H4V4Zm0 9h7m3 0h6M11 4v5m0 4v7",
  external: "M13 5h6v6M19 5l-9 9M17 14v5H5V7h5",
  pause: "M8.500 5v14M15.500 5v14",
  play: "M8 5v14l11-7L8 5Z",
  folder: "M3.500 6h6l2 2.500h9V19h-17V6Z",
  print: "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7v-6Z",
  link: "M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.500 2",
  wire: "M12 3 4 7.500v9L12 21l8-4.500v-9L12 3ZM4 7.500l16 9M20 7.500l-16 9M12 3v18",
  more: "M6 12h.01M12 12h.01M18 12h.01",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside or instead of a word; the word itself is always in the control's name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
