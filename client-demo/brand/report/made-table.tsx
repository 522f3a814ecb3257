import type { GoodsOutput, GoodsReport } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { fileSize } from "../../kit/wording.ts";
import { targetTitle } from "../words/target-titles.ts";

type MadeTableProps = { readonly report: GoodsReport; readonly originalUrl: string; readonly name: string };

/** What came beside what was made of it, each with its download. */
export function MadeTable({ report, originalUrl, name }: MadeTableProps) {
  const { input } = report;
  return (
    <table class="data-table">
      <caption class="visually-hidden">The file as it came, and what was made of it</caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">Size</th>
          <th scope="col">Triangles</th>
          <th scope="col">Draw calls</th>
          <th scope="col">Largest texture</th>
          <th scope="col">
            <abbr title="Structural similarity to the original from four sides; 1 is the same">SSIM</abbr>
          </th>
          <th scope="col">
            <abbr title="Peak signal to noise against the original; from 40 dB nobody sees a difference">PSNR</abbr>
          </th>
          <th scope="col">
            <span class="visually-hidden">Download</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">As it came</th>
          <td data-label="Size">{fileSize(input.bytes)}</td>
          <td data-label="Triangles">{input.triangles.toLocaleString()}</td>
          <td data-label="Draw calls">{input.drawCalls.toLocaleString()}</td>
          <td data-label="Largest texture">{pixels(input.maxTexturePixels)}</td>
          <td data-label="SSIM" class="soft">
            1
          </td>
          <td data-label="PSNR" class="soft">
            –
          </td>
          <td class="download-cell">
            <Download url={originalUrl} name={report.fileName} label={`Download ${report.fileName} as it came`} />
          </td>
        </tr>
        {report.outputs.map((output) => (
          <OutputRow key={output.target} output={output} name={name} />
        ))}
      </tbody>
    </table>
  );
}

function OutputRow({ output, name }: { readonly output: GoodsOutput; readonly name: string }) {
  const title = targetTitle(output.target);
  return (
    <tr>
      <th scope="row">{title}</th>
      <td data-label="Size">{fileSize(output.bytes)}</td>
      <td data-label="Triangles">{output.triangles.toLocaleString()}</td>
      <td data-label="Draw calls">{output.drawCalls.toLocaleString()}</td>
      <td data-label="Largest texture">{pixels(output.maxTexture)}</td>
      <td data-label="SSIM">{output.ssim === null ? "Not compared" : output.ssim.toFixed(3)}</td>
      <td data-label="PSNR">{output.psnr === null ? "–" : `${output.psnr.toFixed(1)} dB`}</td>
      <td class="download-cell">
        {output.url ? (
          <Download url={output.url} name={`${name} ${output.target}.glb`} label={`Download for ${title}`} />
        ) : null}
      </td>
    </tr>
  );
}

/** A link that saves a file. */
export function Download({
  url,
  name,
  label,
}: {
  readonly url: string;
  readonly name: string;
  readonly label: string;
}) {
  return (
    <a class="icon-button" href={url} download={name} aria-label={label} title={label}>
      <Icon name="download" />
    </a>
  );
}

function pixels(side: number): string {
  return side === 0 ? "None" : `${side.toLocaleString()} px`;
}
