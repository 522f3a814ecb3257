/** One channel of a picture, 0–255, row by row. */
export type Plane = { readonly values: Float32Array; readonly width: number; readonly height: number };

const RADIUS = 5;
const SIGMA = 1.5;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

const WINDOW = normalise(
  Array.from({ length: RADIUS * 2 + 1 }, (_, tap) => Math.exp(-((tap - RADIUS) ** 2) / (2 * SIGMA ** 2))),
);

function normalise(weights: number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * The structural similarity of two planes of the same size around each pixel, −1 to 1. Windows at the rim repeat its pixels.
 * Source: Wang, Bovik, Sheikh, Simoncelli: Image Quality Assessment: From Error Visibility to Structural Similarity,
 * IEEE Transactions on Image Processing 13 (4), 2004: 11 × 11 Gaussian window with σ 1.5, K1 0.01, K2 0.03.
 */
export function similarityMap(a: Plane, b: Plane): Float32Array {
  const meanA = smooth(a);
  const meanB = smooth(b);
  const squareA = smooth(product(a, a));
  const squareB = smooth(product(b, b));
  const mixed = smooth(product(a, b));
  return meanA.map((muA, index) => {
    const muB = meanB[index] ?? 0;
    const varianceA = (squareA[index] ?? 0) - muA * muA;
    const varianceB = (squareB[index] ?? 0) - muB * muB;
    const covariance = (mixed[index] ?? 0) - muA * muB;
    const likeness = (2 * muA * muB + C1) * (2 * covariance + C2);
    return likeness / ((muA * muA + muB * muB + C1) * (varianceA + varianceB + C2));
  });
}

function product(a: Plane, b: Plane): Plane {
  return { ...a, values: a.values.map((value, index) => value * (b.values[index] ?? 0)) };
}

/** The Gaussian mean around each pixel: rows first, then columns. */
function smooth({ values, width, height }: Plane): Float32Array {
  const rows = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * width + x] = weigh(values, y * width, x, 1, width);
  }
  const both = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) both[y * width + x] = weigh(rows, x, y, width, height);
  }
  return both;
}

function weigh(values: Float32Array, start: number, middle: number, stride: number, length: number): number {
  let sum = 0;
  for (let tap = -RADIUS; tap <= RADIUS; tap += 1) {
    const place = Math.min(length - 1, Math.max(0, middle + tap));
    sum += (WINDOW[tap + RADIUS] ?? 0) * (values[start + place * stride] ?? 0);
  }
  return sum;
}
