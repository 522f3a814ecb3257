import { createMemberKey } from "../../kit/member-key.ts";
import { createApi } from "../../sdk/api.ts";
import { createTableCalls } from "../../sdk/catalog-table.ts";
import { createMemberCalls } from "../../sdk/members.ts";
import { createVersionCalls } from "../../sdk/model-versions.ts";
import { createShowroomCalls } from "../../sdk/showrooms.ts";

export const brandKey = createMemberKey("brand");

/** The shop as the brand may use it. */
export const brandApi = createApi(() => brandKey.value.value);

/** The versions of its models. */
export const versionCalls = createVersionCalls(() => brandKey.value.value);

/** The people of the brand. */
export const memberCalls = createMemberCalls(() => brandKey.value.value);

/** Its showrooms and their layouts. */
export const showroomCalls = createShowroomCalls(() => brandKey.value.value);

/** Its catalog as a table. */
export const tableCalls = createTableCalls(() => brandKey.value.value);
