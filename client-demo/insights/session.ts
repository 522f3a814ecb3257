import { createMemberKey } from "../kit/member-key.ts";
import { createApi } from "../sdk/api.ts";

export const marketerKey = createMemberKey("insights");

/** The shop as the marketer may use it. */
export const insightsApi = createApi(() => marketerKey.value.value);
