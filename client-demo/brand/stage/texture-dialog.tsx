import { useEffect, useRef, useState } from "preact/hooks";
import { Modal } from "../../kit/modal.tsx";
import { fileSize } from "../../kit/wording.ts";
import type { CompareView, Side } from "./compare-view.ts";
import type { Channel } from "./draw-texture.ts";
import type { ShownTexture } from "./list-textures.ts";

const CHANNEL_WORDS: readonly (readonly [Channel, string])[] = [
  ["rgb", "Colour"],
  ["r", "Red"],
  ["g", "Green"],
  ["b", "Blue"],
  ["a", "Alpha"],
];
/** With its mipmaps a picture is a third larger. */
const BYTES_PER_TEXEL = (4 * 4) / 3;

type TextureDialogProps = { readonly view: CompareView; readonly onClose: () => void };

/** Every texture of both models, whole or by channel. */
export function TextureDialog({ view, onClose }: TextureDialogProps) {
  const [side, setSide] = useState<Side>(view.texturesOf("after").length > 0 ? "after" : "before");
  const [index, setIndex] = useState(0);
  const [channel, setChannel] = useState<Channel>("rgb");
  const textures = view.texturesOf(side);
  const texture = textures[Math.min(index, textures.length - 1)];
  return (
    <Modal title="Textures" onClose={onClose} wide>
      <fieldset class="segments">
        <legend class="visually-hidden">Whose textures</legend>
        {(["before", "after"] as const).map((each) => (
          <button
            key={each}
            type="button"
            class="segment"
            aria-pressed={side === each}
            disabled={view.texturesOf(each).length === 0}
            onClick={() => setSide(each)}
          >
            {each === "before" ? "As it came" : "What was made"}
          </button>
        ))}
      </fieldset>
      {texture ? (
        <div class="texture-view">
          <ul class="texture-names">
            {textures.map((each, position) => (
              <li key={`${each.name} ${position}`}>
                <button
                  type="button"
                  class="texture-name"
                  aria-pressed={each === texture}
                  onClick={() => setIndex(position)}
                >
                  {titleOf(each)}
                  <span class="soft small numbers">
                    {each.width} × {each.height}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <Picture view={view} texture={texture} channel={channel} onChannel={setChannel} />
        </div>
      ) : (
        <p class="soft">There are no textures here.</p>
      )}
    </Modal>
  );
}

type PictureProps = {
  readonly view: CompareView;
  readonly texture: ShownTexture;
  readonly channel: Channel;
  readonly onChannel: (channel: Channel) => void;
};

function Picture({ view, texture, channel, onChannel }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) view.draw(texture, channel, canvas.current);
  }, [view, texture.texture, channel]);
  return (
    <div class="texture-picture">
      <canvas ref={canvas} role="img" aria-label={`${titleOf(texture)}, ${channel}`} />
      <fieldset class="segments">
        <legend class="visually-hidden">Channel</legend>
        {CHANNEL_WORDS.map(([value, label]) => (
          <button
            key={value}
            type="button"
            class="segment"
            aria-pressed={channel === value}
            onClick={() => onChannel(value)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <p class="soft small">
        {texture.uses.join(", ")}
        {texture.materials.length > 0 ? ` of ${texture.materials.join(", ")}` : ""}. {texture.width} × {texture.height}{" "}
        pixels, about {fileSize(Math.round(texture.width * texture.height * BYTES_PER_TEXEL))} of graphics memory when
        it is not compressed.
      </p>
    </div>
  );
}

function titleOf({ name, uses }: ShownTexture): string {
  return name === "" ? uses.join(", ") : name;
}
