import { useEffect, useState } from "preact/hooks";
import type { SharedReport } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { useLoad } from "../../kit/load.ts";
import { Notice } from "../../kit/notice.tsx";
import { ReadFailure } from "../../kit/read-failure.tsx";
import { fileSize } from "../../kit/wording.ts";
import { readSharedReport } from "../../sdk/model-versions.ts";
import { momentInWords } from "../words/version-words.ts";
import { VersionReport } from "./version-report.tsx";

/** The report as a studio reads it, by its link and without signing in. */
export function SharedReportPage() {
  const [token, setToken] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const follow = () => {
      // The skip link leads to a place on the page, not to another report.
      if (location.hash !== "#content") setToken(location.hash.slice(1));
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return (
    <>
      <a class="skip-link" href="#content">
        Skip to the report
      </a>
      <main class="page report" id="content" tabIndex={-1}>
        {token === "" ? (
          <Notice title="There is no report here">
            <p>The link is not complete. Ask whoever sent it to copy all of it.</p>
          </Notice>
        ) : (
          <Report key={token} token={token} />
        )}
      </main>
    </>
  );
}

function Report({ token }: { readonly token: string }) {
  const [loaded, reload] = useLoad(token, () => readSharedReport(token));
  if (loaded.state === "loading") return <div class="skeleton tall" role="status" aria-label="Reading the report" />;
  if (loaded.state === "failed") {
    return <ReadFailure title="This report could not be read" problem={loaded.problem} onRetry={reload} />;
  }
  return <Shared report={loaded.value} />;
}

function Shared({ report: { productName, brandName, version } }: { readonly report: SharedReport }) {
  useEffect(() => {
    document.title = `${productName}, version ${version.number} · Model report`;
  }, [productName, version.number]);
  return (
    <>
      <header class="page-head">
        <div class="page-title">
          <p class="soft">Model report for {brandName}</p>
          <h1>
            {productName}, version {version.number}
          </h1>
          <p class="soft">
            {version.fileName}, {fileSize(version.original.bytes)}, uploaded {momentInWords(version.createdAt)}
          </p>
        </div>
        <button type="button" class="button no-print" onClick={() => print()}>
          <Icon name="print" />
          Print
        </button>
      </header>
      <VersionReport version={version} name={productName} variants={[]} declaredSize={null} onRescale={null} />
    </>
  );
}
