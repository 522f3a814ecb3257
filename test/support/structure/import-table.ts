import type { Import } from "./source-tree.ts";

/** What the files of some folders may import. A row that is met by no file is a mistake in the table. */
export type Row = {
  readonly name: string;
  readonly of: RegExp;
  /** Paths of ours. */
  readonly ours: RegExp;
  /** Paths of ours of which only types may be imported. */
  readonly types?: RegExp;
  /** Packages and modules of Node; without it, any. */
  readonly packages?: RegExp;
};

const NONE = /(?!)/;
const PURE = "rooms\\/(?:protocol|simulation|layout|sync)\\/";
const GROUND = "server\\/(?:http|redis|storage|lists|pages|process)\\/";
const FEATURES = [
  "analytics",
  "catalog",
  "fleet",
  "identity",
  "migrations",
  "models",
  "operations",
  "purchases",
  "showrooms",
];
/** Features that are asked by nobody over HTTP. */
const WITHOUT_ROUTES = ["fleet", "migrations"];

/** A feature's own files, but for its stores. */
const ownBut = (feature: string) => `server\\/${feature}\\/(?!(?:.+\\/)?store\\.ts$)`;

const routeRows = FEATURES.filter((feature) => !WITHOUT_ROUTES.includes(feature)).map(
  (feature): Row => ({
    name: `routes of ${feature}`,
    of: new RegExp(`^server\\/${feature}\\/(?:.+\\/)?(?:[a-z-]+-)?routes\\.ts$`),
    ours: new RegExp(
      `^(?:rooms\\/protocol\\/|server\\/(?:http|lists|access)\\/|${ownBut(feature)}|server\\/[a-z-]+\\/service\\.ts$)`,
    ),
    // Routes that stream an answer say what they write to.
    packages: /^(?:zod|express|@tus\/server|node:.+)$/,
  }),
);

const featureRows = FEATURES.map(
  (feature): Row => ({
    name: `the rest of ${feature}`,
    of: new RegExp(`^server\\/${feature}\\/(?!(?:.+\\/)?(?:[a-z-]+-)?routes\\.ts$)`),
    ours: new RegExp(
      `^(?:rooms\\/(?:ports\\.ts$|protocol\\/|layout\\/)|${GROUND}|server\\/access\\/|server\\/${feature}\\/|server\\/[a-z-]+\\/service\\.ts$${feature === "fleet" ? "|rooms\\/(?:entry|socket)\\/" : ""})`,
    ),
    types: /^assets\/(?:optimise\/prepared|runner\/run-prepare)\.ts$/,
  }),
);

/** Who may import whom: docs/architecture.md says it in words. */
export const IMPORT_TABLE: readonly Row[] = [
  { name: "rooms/protocol", of: /^rooms\/protocol\//, ours: /^rooms\/protocol\//, packages: /^zod$/ },
  {
    name: "rooms/simulation",
    of: /^rooms\/simulation\//,
    ours: /^rooms\/(?:protocol|simulation)\//,
    packages: NONE,
  },
  {
    name: "rooms/layout",
    of: /^rooms\/layout\//,
    ours: /^rooms\/(?:protocol|simulation|layout)\//,
    packages: NONE,
  },
  { name: "rooms/sync", of: /^rooms\/sync\//, ours: /^rooms\/(?:protocol|simulation|sync)\//, packages: NONE },
  {
    name: "rooms/state",
    of: /^rooms\/state\//,
    ours: NONE,
    types: /^rooms\/protocol\//,
    packages: /^@colyseus\/schema$/,
  },
  { name: "rooms/ports", of: /^rooms\/ports\.ts$/, ours: NONE, types: /^rooms\/protocol\//, packages: NONE },
  {
    name: "rooms/world and rooms/handlers",
    of: /^rooms\/(?:world|handlers)\//,
    ours: new RegExp(`^(?:${PURE}|rooms\\/(?:state|world|handlers)\\/|rooms\\/ports\\.ts$)`),
    packages: NONE,
  },
  {
    name: "rooms/entry and rooms/socket",
    of: /^rooms\/(?:entry|socket)\//,
    ours: /^rooms\//,
    packages: /^(?:@colyseus\/(?:core|schema)|ws)$/,
  },
  {
    name: "the ground of server/",
    of: new RegExp(`^${GROUND}`),
    ours: new RegExp(`^(?:rooms\\/protocol\\/|${GROUND}|server\\/access\\/)`),
  },
  {
    name: "server/access",
    of: /^server\/access\//,
    ours: /^(?:rooms\/protocol|server\/access)\//,
    packages: NONE,
  },
  ...routeRows,
  ...featureRows,
  {
    name: "rules of the shop",
    of: /^server\/(?:analytics\/questions\/|catalog\/table\/|purchases\/(?:carts\/cart-pricing|orders\/order-(?:checks|states)|payments\/payment-(?:states|provider))\.ts$)/,
    ours: /^(?:rooms\/protocol|server\/(?:analytics\/questions|catalog|purchases)\/(?!(?:.+\/)?(?:store|service)\.ts$))/,
    packages: /^(?:csv-parse|csv-stringify|zod)(?:\/sync)?$/,
  },
  { name: "the composition", of: /^server\/[^/]+\.ts$/, ours: /^(?:server|rooms|assets)\// },
  { name: "assets", of: /^assets\//, ours: /^(?:assets|rooms\/protocol)\// },
  {
    name: "client-demo/sdk",
    of: /^client-demo\/sdk\//,
    ours: /^(?:client-demo\/sdk|rooms\/(?:protocol|simulation|sync))\//,
    types: /^rooms\/state\//,
    packages: /^(?:zod|@colyseus\/sdk|tus-js-client)$/,
  },
  {
    name: "client-demo/kit",
    of: /^client-demo\/kit\//,
    ours: new RegExp(`^(?:${PURE}|client-demo\\/(?:kit|sdk)\\/)`),
  },
  {
    name: "client-demo/scene",
    of: /^client-demo\/scene\//,
    ours: new RegExp(`^(?:${PURE}|client-demo\\/(?:scene|kit|sdk)\\/)`),
  },
  ...["visit", "brand", "layout", "insights"].map(
    (application): Row => ({
      name: `client-demo/${application}`,
      of: new RegExp(`^client-demo\\/${application}\\/`),
      ours: new RegExp(`^(?:${PURE}|client-demo\\/(?:${application}|scene|kit|sdk)\\/)`),
      types: /^rooms\/state\//,
    }),
  ),
  {
    name: "client-demo/bots",
    of: /^client-demo\/bots\//,
    ours: new RegExp(`^(?:${PURE}|client-demo\\/(?:bots|sdk)\\/)`),
    types: /^rooms\/state\//,
    packages: /^node:/,
  },
  { name: "pages", of: /^client-demo\/[^/]+\.tsx$/, ours: /^client-demo\// },
];

/** Packages that are known in few places, and where. */
export const KNOWN_ONLY_IN: readonly (readonly [RegExp, RegExp])[] = [
  [/^redis$/, /^server\/(?:redis\/|.+\/store\.ts$)/],
  [/^(?:bullmq|ioredis)$/, /^server\/(?:redis\/|models\/preparing\/)/],
  [/^@colyseus\/(?:core|ws-transport)$|^ws$/, /^(?:rooms\/(?:entry|socket)|server\/fleet)\//],
  [/^@colyseus\/sdk$/, /^client-demo\/sdk\//],
  [/^express$/, /^server\/(?:shop-app\.ts$|http\/|pages\/|models\/(?:delivery|uploads)\/|analytics\/routes\.ts$)/],
  [/^@aws-sdk\//, /^server\/storage\//],
  [/^three(?:\/|$)/, /^(?:assets|client-demo\/(?:scene|brand|layout|visit))\//],
];

/** The imports that a row does not allow, as readable lines. */
export function breaches(row: Row, imports: readonly Import[]): string[] {
  return imports
    .filter(({ from }) => row.of.test(from))
    .filter(({ to, typeOnly }) => {
      const isOurs = /^(?:rooms|server|assets|client-demo|test)\//.test(to);
      if (!isOurs) return row.packages !== undefined && !row.packages.test(to);
      return !row.ours.test(to) && !(typeOnly && row.types?.test(to));
    })
    .map(({ from, to }) => `${from} → ${to}`);
}
