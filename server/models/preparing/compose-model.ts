import type { PreparedFile } from "../../../assets/optimise/prepared.ts";
import type { Model, ModelFinding, ModelMeasures, ModelOutputs } from "../../../rooms/protocol/catalog.ts";
import type { GoodsReport } from "../../../rooms/protocol/goods.ts";

/** A prepared file and where browsers find it. */
export type PlacedFile = PreparedFile & { readonly url: string };

/** What a version's model is composed of. */
export type ModelParts = {
  readonly versionId: string;
  readonly uploadedAt: string;
  readonly files: readonly PlacedFile[];
  readonly findings: readonly ModelFinding[];
  /** Of the file that is shown, measured. */
  readonly measures: ModelMeasures;
};

/** The file that a room shows when it is close: what was made for the showroom, else the model as it came. */
export function pickShown(files: readonly PlacedFile[]): PlacedFile | null {
  const made = files.find(({ role, target }) => role === "target" && target === "web-planner");
  return made ?? files.find(({ role }) => role === "original-glb") ?? null;
}

/** Puts a model together from the files that were made of it. */
export function composeModel(shown: PlacedFile, parts: ModelParts): Model {
  const { versionId, uploadedAt, files, findings, measures } = parts;
  return {
    hash: shown.hash,
    url: shown.url,
    measures,
    findings: [...findings],
    uploadedAt,
    versionId,
    outputs: {
      levels: listLevels(files),
      desktop: findTarget(files, "desktop"),
      ar: findTarget(files, "mobile-ar"),
      usdz: files.filter(({ role }) => role === "usdz").map((file) => ({ ...stored(file), ...variantOf(file) })),
      pictures: listPictures(files),
    },
  };
}

/** The report with the addresses of what it tells of. */
export function placeOutputs(report: GoodsReport, files: readonly PlacedFile[]): GoodsReport {
  const urls = new Map(files.map(({ hash, url }) => [hash, url]));
  return { ...report, outputs: report.outputs.map((output) => ({ ...output, url: urls.get(output.hash) ?? "" })) };
}

const stored = ({ url, bytes }: PlacedFile) => ({ url, bytes });

const variantOf = ({ materialVariant = null }: PlacedFile) => ({ materialVariant });

function findTarget(files: readonly PlacedFile[], target: PlacedFile["target"]) {
  const found = files.find((file) => file.role === "target" && file.target === target);
  return found ? stored(found) : null;
}

/** Coarsest first, which is how they are numbered. */
function listLevels(files: readonly PlacedFile[]): ModelOutputs["levels"] {
  return files
    .filter(({ role }) => role === "level")
    .sort((one, other) => (one.level ?? 0) - (other.level ?? 0))
    .map((file) => ({ ...stored(file), triangles: file.triangles ?? 0, screenShare: file.screenShare ?? 0 }));
}

/** Poster and thumbnail of a variant belong together; one without the other is left out. */
function listPictures(files: readonly PlacedFile[]): ModelOutputs["pictures"] {
  const posters = files.filter(({ role }) => role === "poster");
  return posters.flatMap((poster) => {
    const { materialVariant } = variantOf(poster);
    const thumbnail = files.find(
      (file) => file.role === "thumbnail" && variantOf(file).materialVariant === materialVariant,
    );
    const thumbhash = poster.thumbhash ?? thumbnail?.thumbhash ?? "";
    return thumbnail ? [{ materialVariant, poster: poster.url, thumbnail: thumbnail.url, thumbhash }] : [];
  });
}
