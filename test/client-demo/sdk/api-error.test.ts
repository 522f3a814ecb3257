import { describe, expect, test } from "vitest";
import { errorFromReply, explainError } from "../../../client-demo/sdk/api-error.ts";
import { ask } from "../../../client-demo/sdk/http.ts";
import { cart } from "../../../rooms/protocol/purchases.ts";

describe("an error of the API", () => {
  test("keeps the code, the message and the details of the server", () => {
    const details = { variantId: "lamp-brass", wanted: 3, left: 1 };
    const error = errorFromReply(409, { error: { code: "OUT_OF_STOCK", message: "Not enough.", details } });
    expect(error).toMatchObject({
      code: "OUT_OF_STOCK",
      message: "Not enough.",
      status: 409,
      details,
      retryable: false,
    });
  });

  test("says whether the same request may succeed later", () => {
    expect(errorFromReply(429, { error: { code: "RATE_LIMITED", message: "" } }).retryable).toBe(true);
    expect(errorFromReply(403, { error: { code: "FORBIDDEN", message: "" } }).retryable).toBe(false);
  });

  test("is read by its status when the body is a proxy's", () => {
    expect(errorFromReply(502, null).code).toBe("UNAVAILABLE");
    expect(errorFromReply(413, "<html>").code).toBe("PAYLOAD_TOO_LARGE");
    expect(errorFromReply(418, { error: { code: "TEAPOT" } }).code).toBe("UNEXPECTED_REPLY");
  });

  test("is a plain sentence when there is no network", async () => {
    // A relative address cannot be fetched outside a page: the request fails before any answer, as it does offline.
    const thrown = await ask({ path: "/cart" }, cart).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: "NETWORK", status: 0, retryable: true });
    expect(explainError(thrown)).toMatch(/cannot be reached/);
  });

  test("never shows the text of a bug", () => {
    expect(explainError(new TypeError("x is undefined"))).not.toMatch(/undefined/);
  });
});
