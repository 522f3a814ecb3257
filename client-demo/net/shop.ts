import { session } from "../state/store.ts";
import { createApi } from "./api.ts";

/** The shop as this visitor may use it. */
export const shop = createApi(() => session.value?.token ?? null);
