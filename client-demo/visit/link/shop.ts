import { createApi } from "../../sdk/api.ts";
import { session } from "../state/store.ts";

/** The shop as this visitor may use it. */
export const shop = createApi(() => session.value?.token ?? null);
