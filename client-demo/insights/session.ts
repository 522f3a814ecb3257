import { createApi } from "../net/api.ts";
import { createMemberKey } from "../ui/member-key.ts";

export const marketerKey = createMemberKey("insights");

/** The shop as the marketer may use it. */
export const insightsApi = createApi(() => marketerKey.value.value);
