import { beforeEach, describe, expect, test } from "vitest";
import { mirrorState } from "../../../../client-demo/visit/link/mirror-state.ts";
import { headCount, visitors } from "../../../../client-demo/visit/state/store.ts";
import { ShowroomState, VisitorState } from "../../../../rooms/state/showroom-state.ts";

let state: ShowroomState;

const mirror = () => mirrorState(state, "visitor-0", () => null);

beforeEach(() => {
  state = new ShowroomState();
  for (let slot = 0; slot < 1_000; slot++) {
    state.visitors.set(`visitor-${slot}`, new VisitorState({ name: `Ann ${slot}`, slot }));
  }
  mirror();
});

describe("the room's state in the store", () => {
  test("has everybody, and knows oneself", () => {
    expect(headCount.value).toBe(1_000);
    expect(visitors.value.get("visitor-0")).toMatchObject({ isSelf: true, name: "Ann 0" });
    expect(visitors.value.get("visitor-7")).toEqual({
      id: "visitor-7",
      slot: 7,
      name: "Ann 7",
      colour: 0,
      connected: true,
      isSelf: false,
    });
  });

  test("stays the very same when a patch is not about visitors", () => {
    const before = visitors.value;
    mirror();
    expect(visitors.value).toBe(before);
  });

  test("changes for those alone whom a patch is about", () => {
    const before = visitors.value;
    const seven = state.visitors.get("visitor-7");
    if (seven) seven.connected = false;
    state.visitors.set("visitor-1000", new VisitorState({ name: "Zoe", slot: 1_000 }));
    state.visitors.delete("visitor-9");
    mirror();
    expect(headCount.value).toBe(1_000);
    expect(visitors.value.has("visitor-9")).toBe(false);
    expect(visitors.value.get("visitor-1000")?.name).toBe("Zoe");
    expect(visitors.value.get("visitor-7")?.connected).toBe(false);
    const changed = [...visitors.value].filter(([id, view]) => before.get(id) !== view).map(([id]) => id);
    expect(changed).toEqual(["visitor-7", "visitor-1000"]);
    expect(before.has("visitor-9")).toBe(true);
  });

  test("forgets who leaves when nobody comes", () => {
    state.visitors.delete("visitor-3");
    mirror();
    expect(headCount.value).toBe(999);
    expect(visitors.value.has("visitor-3")).toBe(false);
  });
});
