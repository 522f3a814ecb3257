import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { createRequestLog } from "../../../server/http/request-log.ts";
import { waitFor } from "../../support/wait.ts";

let close = () => {};
afterEach(() => close());

/** Asks a server that answers like this, and gives the line that is written about it. */
async function lineAbout(path: string, answer: RequestListener): Promise<Record<string, unknown>> {
  let text = "";
  const written = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const log = pino({ level: "trace", base: null, formatters: { level: (label) => ({ level: label }) } }, written);
  const note = createRequestLog(log);
  const server = createServer((request, response) => {
    note(request, response);
    answer(request, response);
  }).listen(0, "127.0.0.1");
  close = () => void server.close();
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}${path}`).catch(() => {});
  return JSON.parse(await waitFor("the line", () => text.trim()));
}

const answer =
  (status: number): RequestListener =>
  (_request, response) =>
    void response.writeHead(status).end();

describe("the line about an answer", () => {
  test("is quiet when a probe is told that the server is not ready: that is what it came to ask", async () => {
    const line = await lineAbout("/readyz", answer(503));
    expect(line).toMatchObject({ level: "debug", req: { path: "/readyz" }, res: { status: 503 } });
    expect(line).not.toHaveProperty("err");
  });

  test("is an error when an answer failed, without a stack that leads nowhere", async () => {
    for (const [path, status] of [
      ["/api/v1/products", 500],
      ["/readyz", 500],
      ["/api/v1/products", 503],
    ] as const) {
      const line = await lineAbout(path, answer(status));
      expect(line).toMatchObject({ level: "error", msg: "Answered with an error", res: { status } });
      expect(line).not.toHaveProperty("err");
      close();
    }
  });

  test("has the error of a connection that broke", async () => {
    const line = await lineAbout("/api/v1/products", (_request, response) => {
      response.emit("error", new Error("broke on purpose"));
      response.destroy();
    });
    expect(line).toMatchObject({ level: "error", err: { message: "broke on purpose" } });
  });

  test("is for those who look closely when all went well, and least of all when a probe asked", async () => {
    expect(await lineAbout("/api/v1/products?search=secret", answer(200))).toMatchObject({
      level: "debug",
      req: { path: "/api/v1/products" },
    });
    close();
    expect(await lineAbout("/readyz", answer(200))).toMatchObject({ level: "trace" });
  });
});
