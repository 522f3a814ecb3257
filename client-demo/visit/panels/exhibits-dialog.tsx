import { Modal } from "../../kit/modal.tsx";
import { formatPrice } from "../../kit/price.ts";
import { ProductPicture } from "../../kit/product-picture.tsx";
import { stockWords } from "../../kit/wording.ts";
import type { RoomActions } from "../link/room-link.ts";
import type { Commands } from "../state/commands.ts";
import { type ExhibitFacts, readExhibit, stockOf } from "../state/exhibit-facts.ts";
import { exhibits, selectedExhibitId } from "../state/store.ts";

type ExhibitsDialogProps = {
  readonly room: RoomActions;
  readonly commands: Commands;
  readonly onClose: () => void;
};

/** The room as a list, for hands on a keyboard and ears on a screen reader: nothing in it needs the picture. */
export function ExhibitsDialog({ room, commands, onClose }: ExhibitsDialogProps) {
  const all = [...exhibits.value.keys()]
    .map(readExhibit)
    .filter((facts) => facts !== null)
    .sort((a, b) => a.product.name.localeCompare(b.product.name));
  return (
    <Modal wide title="Exhibits" onClose={onClose}>
      {all.length === 0 ? <p class="soft">Nothing is on show yet. Come back a little later.</p> : null}
      <ul class="exhibit-list">
        {all.map((facts) => (
          <ExhibitRow key={facts.exhibit.id} facts={facts} room={room} commands={commands} onClose={onClose} />
        ))}
      </ul>
    </Modal>
  );
}

function ExhibitRow({ facts, room, commands, onClose }: ExhibitsDialogProps & { readonly facts: ExhibitFacts }) {
  const { exhibit, product, variant, holderName, isHeldBySelf } = facts;
  const stock = stockWords(stockOf(variant));
  const holder = isHeldBySelf ? "You are holding this" : `${holderName} is holding this`;
  return (
    <li class="exhibit-row">
      <ProductPicture
        product={product}
        materialVariant={variant.materialVariant ?? null}
        size="thumbnail"
        swatch={variant.swatch}
      />
      <div class="exhibit-text">
        <h3>{product.name}</h3>
        <p class="soft small">
          {variant.name} · <span class="numbers">{formatPrice(variant.priceMinor, variant.currency)}</span> ·{" "}
          {stock.text}
        </p>
        {holderName === "" ? null : <p class="small">{holder}</p>}
      </div>
      <div class="exhibit-actions">
        <button
          type="button"
          class="button"
          onClick={() => {
            onClose();
            commands.walkTo(exhibit.id);
            selectedExhibitId.value = exhibit.id;
          }}
        >
          Look closer
          <span class="visually-hidden">{` at ${product.name}`}</span>
        </button>
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            onClose();
            commands.walkTo(exhibit.id);
          }}
        >
          Go there
          <span class="visually-hidden">{` to ${product.name}`}</span>
        </button>
        {holderName === "" ? (
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              onClose();
              room.grab(exhibit.id);
            }}
          >
            Pick up
            <span class="visually-hidden">{` ${product.name}`}</span>
          </button>
        ) : null}
      </div>
    </li>
  );
}
