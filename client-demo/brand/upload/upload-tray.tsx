import { addressOfProduct, place } from "../session/places.ts";
import { uploads } from "./uploads.ts";

/** Uploads of other products than the one that is open, so that nobody forgets them. */
export function UploadTray() {
  const open = place.value;
  const elsewhere = uploads.value.filter(
    ({ state, productId }) => state !== "sent" && !(open.page === "product" && open.productId === productId),
  );
  if (elsewhere.length === 0) return null;
  return (
    <aside class="upload-tray" aria-label="Uploads">
      {elsewhere.map(({ id, productId, productName, state, sentBytes, totalBytes }) => {
        const percent = totalBytes === 0 ? 0 : Math.round((sentBytes / totalBytes) * 100);
        return (
          <a key={id} class="tray-item" href={addressOfProduct(productId)}>
            <span class="tray-line">
              <strong>{productName}</strong>
              <span class="numbers soft">{state === "sending" ? `${percent} %` : STATE_WORDS[state]}</span>
            </span>
            <span class="progress" aria-hidden="true">
              <div style={{ width: `${percent}%` }} />
            </span>
          </a>
        );
      })}
    </aside>
  );
}

const STATE_WORDS = {
  packing: "Packing",
  sending: "Sending",
  paused: "Paused",
  waiting: "Connection away",
  failed: "Not sent",
  sent: "Sent",
} as const;
