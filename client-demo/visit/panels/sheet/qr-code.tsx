import { correction, generate } from "lean-qr";
import { useMemo } from "preact/hooks";

type QrCodeProps = { readonly text: string; readonly label: string };

/** Modules of silence around the code that readers need (ISO/IEC 18004). */
const QUIET = 4;

/** A text as a QR code: dark on white in every colour scheme, as readers expect it. */
export function QrCode({ text, label }: QrCodeProps) {
  const { path, side } = useMemo(() => drawCode(text), [text]);
  return (
    <svg class="qr-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#1c1b19" />
    </svg>
  );
}

/** Each run of dark modules in a row as one rectangle. */
function drawCode(text: string): { readonly path: string; readonly side: number } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      let end = x + 1;
      while (code.get(end, y)) end++;
      path += `M${x + QUIET} ${y + QUIET}h${end - x}v1h${x - end}z`;
      x = end;
    }
  }
  return { path, side: code.size + 2 * QUIET };
}
