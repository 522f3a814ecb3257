import { createApi } from "../net/api.ts";
import { createTableCalls } from "../net/catalog-table.ts";
import { createMemberCalls } from "../net/members.ts";
import { createVersionCalls } from "../net/model-versions.ts";
import { createShowroomCalls } from "../net/showrooms.ts";
import { createMemberKey } from "../ui/member-key.ts";

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
