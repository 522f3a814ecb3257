import { describe, expect, test } from "vitest";
import { forgetSession, loadSession, saveSession } from "../../../client-demo/sdk/guest-session.ts";
import type { GuestSession } from "../../../rooms/protocol/identity.ts";
import { createMemoryStorage } from "./memory-storage.ts";

const session: GuestSession = {
  token: "token",
  visitor: { id: "v_1", displayName: "Quiet Heron", colour: 3 },
  consent: { analytics: true },
  expiresAt: "2026-06-01T12:00:00.000Z",
};
const at = (time: string) => Date.parse(`2026-06-01T${time}.000Z`);

describe("a remembered visit", () => {
  test("is taken up again before it expires", () => {
    const storage = createMemoryStorage();
    saveSession(storage, "atelier", session);
    expect(loadSession(storage, "atelier", at("11:00:00"))).toEqual(session);
  });

  test("belongs to its showroom", () => {
    const storage = createMemoryStorage();
    saveSession(storage, "atelier", session);
    expect(loadSession(storage, "loft", at("11:00:00"))).toBeNull();
  });

  test("is forgotten once it has expired or is about to", () => {
    const storage = createMemoryStorage();
    saveSession(storage, "atelier", session);
    expect(loadSession(storage, "atelier", at("11:59:30"))).toBeNull();
    expect(loadSession(storage, "atelier", at("11:00:00"))).toBeNull();
  });

  test("is forgotten when it cannot be read", () => {
    const storage = createMemoryStorage();
    for (const broken of ["{", "{}", "null"]) {
      storage.setItem("vitrine.visit.atelier", broken);
      expect(loadSession(storage, "atelier", at("11:00:00"))).toBeNull();
      expect(storage.getItem("vitrine.visit.atelier")).toBeNull();
    }
  });

  test("is gone after leaving", () => {
    const storage = createMemoryStorage();
    saveSession(storage, "atelier", session);
    forgetSession(storage, "atelier");
    expect(loadSession(storage, "atelier", at("11:00:00"))).toBeNull();
  });
});
