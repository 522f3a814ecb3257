import type { GuestSession } from "../../rooms/protocol/identity.ts";

/** What came back: parsed JSON where there is some. */
export type Answer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape and fail on what is not there
  readonly body: any;
  readonly headers: Headers;
};

export type AskOptions = {
  /** Goes into `Authorization: Bearer …`. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is bytes. */
  readonly body?: unknown;
};

/** Sends one request to a server and reads the whole answer. */
export async function ask(url: string, request: string, options: AskOptions = {}): Promise<Answer> {
  const [method = "GET", path = "/"] = request.split(" ");
  const { token, body } = options;
  const isBytes = body instanceof Uint8Array;
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...(body === undefined ? {} : { "Content-Type": isBytes ? "model/gltf-binary" : "application/json" }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}

/** Starts a visit that agrees to analytics unless told otherwise. */
export async function startVisit(
  url: string,
  showroomId: string,
  name = "Ada",
  analytics = true,
): Promise<GuestSession> {
  const body = { showroomId, displayName: name, consent: { analytics } };
  const answer = await ask(url, "POST /api/v1/guests", { body });
  if (answer.status !== 201) throw new Error(`no visit: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as GuestSession;
}

/** Gets a ticket into a showroom. */
export async function takeTicket(url: string, showroomId: string, token: string): Promise<string> {
  const answer = await ask(url, `POST /api/v1/showrooms/${showroomId}/tickets`, { token });
  if (answer.status !== 201) throw new Error(`no ticket: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.ticket as string;
}
