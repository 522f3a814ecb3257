import fc from "fast-check";
import { expect, it } from "vitest";
import { resolveUri } from "../../../assets/intake/resolve-uri.ts";

const resolve = (uri: string, folder = "scene") => {
  const resolved = resolveUri(uri, folder, "/images/0/uri");
  return resolved.ok ? resolved.name : resolved.code;
};

it.each([
  ["wood.png", "scene/wood.png"],
  ["./maps/wood.png", "scene/maps/wood.png"],
  ["../maps/wood.png", "maps/wood.png"],
  ["maps\\wood.png", "scene/maps/wood.png"],
  ["old%20oak.png", "scene/old oak.png"],
  ["100%.png", "scene/100%.png"],
])("finds %s below the model's folder", (uri, name) => {
  expect(resolve(uri)).toBe(name);
});

it.each([
  "../../secret",
  "%2e%2e/%2e%2e/secret",
  "..\\..\\secret",
  "a/../../../secret",
  "/etc/passwd",
  "%2Fetc%2Fpasswd",
  "C:\\secret",
  "c:/secret",
  "wood.png%00.txt",
])("refuses %s, which leads outside", (uri) => {
  expect(resolve(uri)).toBe("URI_OUTSIDE");
});

it.each(["http://example.com/a", "HTTPS://example.com/a", "file:///etc/passwd", "//example.com/a", "\\\\host\\share"])(
  "refuses %s, which lies elsewhere",
  (uri) => {
    expect(resolve(uri)).toBe("URI_REMOTE");
  },
);

it("answers with a name below the root whatever it is asked", () => {
  const part = fc.constantFrom("..", ".", "a", "%2e%2e", "\\", "/", "%2f", "%5c", "", "C:", "é");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const resolved = resolveUri(parts.join("/"), "scene", "");
      if (!resolved.ok) return;
      expect(resolved.name).not.toMatch(/^\/|\\|\0/);
      expect(resolved.name.split("/")).not.toContain("..");
    }),
  );
});
