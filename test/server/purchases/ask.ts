import type { GuestSession } from "../../../rooms/protocol/identity.ts";

/** An answer with its JSON body, or its text where there is none. */
type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
};

export type Ask = (
  method: string,
  path: string,
  options?: { readonly body?: unknown; readonly headers?: Record<string, string> },
) => Promise<Answer>;

/** Asks the API with that bearer token; null asks as nobody. */
export function askAs(url: string, token: string | null): Ask {
  return async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json") ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  };
}

/** Starts a visit in that showroom. */
export async function startVisit(url: string, showroomId: string, analytics = true): Promise<GuestSession> {
  const body = { showroomId, displayName: "Guest", consent: { analytics } };
  const answer = await askAs(url, null)("POST", "/guests", { body });
  if (answer.status !== 201) throw new Error(`no visit: ${answer.text}`);
  return answer.body as GuestSession;
}
