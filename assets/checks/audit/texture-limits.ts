import type { TextureFacts } from "../../../rooms/protocol/goods.ts";
import { type AuditCheck, notTested, type Outcome, type Subject } from "./audit-check.ts";

const PIXELS_MIN = 512;
const PIXELS_MAX = 2_048;

const saySize = ({ width, height }: TextureFacts): string => `${width} × ${height}`;

const isPowerOfTwo = (side: number): boolean => side > 0 && 2 ** Math.round(Math.log2(side)) === side;

/** Judges every texture whose size is known; the value is the first that offends, or how many there are. */
function judgeTextures(offends: (texture: TextureFacts) => boolean, say: (texture: TextureFacts) => string) {
  return ({ facts: { textures } }: Subject): Outcome => {
    const known = textures.filter(({ width, height }) => width > 0 && height > 0);
    if (known.length === 0) return notTested("no textures");
    const offences = known
      .filter(offends)
      .map((texture) => ({ where: `texture “${texture.name}”`, message: say(texture) }));
    if (offences.length === 0) return { verdict: "pass", value: `${known.length} of ${known.length}` };
    return { verdict: "fail", value: `${known.length - offences.length} of ${known.length}`, offences };
  };
}

const SOURCES = "Khronos glTF Asset Auditor, recommended schema";

/** Source: Khronos glTF Asset Auditor, recommended schema: 2,048 a side. */
export const textureMaximum: AuditCheck = {
  id: "texture-maximum",
  title: "Textures not too large",
  limit: `at most ${PIXELS_MAX} px a side`,
  why: "Graphics memory grows with the square of the side; no product page shows more detail than this.",
  code: "TEXTURE_LARGE",
  severity: "warning",
  fix: `Resize it to ${PIXELS_MAX} pixels or less before exporting (${SOURCES}).`,
  run: judgeTextures(
    ({ width, height }) => Math.max(width, height) > PIXELS_MAX,
    (texture) =>
      `The texture has ${saySize(texture)} pixels and takes ${Math.round(texture.gpuBytes / 1e6)} MB of graphics memory.`,
  ),
};

/** Source: as above: 512 a side. */
export const textureMinimum: AuditCheck = {
  id: "texture-minimum",
  title: "Textures not too small",
  limit: `at least ${PIXELS_MIN} px a side`,
  why: "Small textures look blurred when a shopper steps close.",
  code: "TEXTURE_SMALL",
  severity: "information",
  fix: "Export from the original picture, or use a plain colour in its place where it has no detail.",
  run: judgeTextures(
    ({ width, height }) => Math.min(width, height) < PIXELS_MIN,
    (texture) => `The texture has only ${saySize(texture)} pixels.`,
  ),
};

/** Source: as above. */
export const texturePowerOfTwo: AuditCheck = {
  id: "texture-power-of-two",
  title: "Textures a power of two",
  limit: "256, 512, 1024 or 2048 px",
  why: "Other sizes waste graphics memory, or cannot be compressed for it.",
  code: "TEXTURE_NOT_POWER_OF_TWO",
  severity: "information",
  fix: "Resize it to the nearest of 256, 512, 1024 and 2048 pixels, each side by itself.",
  run: judgeTextures(
    ({ width, height }) => !isPowerOfTwo(width) || !isPowerOfTwo(height),
    (texture) => `The texture has ${saySize(texture)} pixels.`,
  ),
};

/** Source: as above, where it is counted without being required. */
export const textureSquare: AuditCheck = {
  id: "texture-square",
  title: "Textures square",
  limit: null,
  why: "Some tools expect square textures; browsers do not.",
  code: "TEXTURE_NOT_SQUARE",
  severity: "information",
  fix: "",
  run: ({ facts: { textures } }) =>
    notTested(`${textures.filter(({ width, height }) => width === height).length} of ${textures.length} are`),
};
