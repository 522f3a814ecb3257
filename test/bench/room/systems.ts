/** What is compared: Vitrine, a Colyseus room as its documentation teaches, and sockets alone. */
export const SYSTEMS = ["vitrine", "naive", "limit"] as const;
export type System = (typeof SYSTEMS)[number];
