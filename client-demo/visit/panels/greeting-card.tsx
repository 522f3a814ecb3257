import { useId, useRef, useState } from "preact/hooks";
import { displayName } from "../../../rooms/protocol/identity.ts";
import { DISPLAY_NAME_MAX } from "../../../rooms/protocol/limits.ts";
import { ColourDot } from "../../kit/colour-dot.tsx";
import { ProductPicture } from "../../kit/product-picture.tsx";
import { explainError } from "../../sdk/api-error.ts";
import type { Commands } from "../state/commands.ts";
import { linkedProduct, products, session, showroom } from "../state/store.ts";
import { suggestName } from "./friendly-name.ts";
import { ArButton } from "./sheet/ar-button.tsx";

/** Asks for a name and, once and plainly, for consent; either answer opens the door. */
export function GreetingCard({ commands }: { readonly commands: Commands }) {
  const [name, setName] = useState(() => session.value?.visitor.displayName ?? suggestName(Math.random));
  const [problem, setProblem] = useState<string | null>(null);
  const [isEntering, setEntering] = useState(false);
  const firstChoice = useRef<HTMLButtonElement>(null);
  const nameId = useId();

  const enter = async (analyticsConsent: boolean) => {
    const checked = displayName.safeParse(name);
    if (!checked.success) return setProblem(checked.error.issues[0]?.message ?? "Choose another name");
    setProblem(null);
    setEntering(true);
    try {
      await commands.enter(checked.data, analyticsConsent);
    } catch (thrown) {
      setProblem(explainError(thrown));
    }
    setEntering(false);
  };

  return (
    <section class="cover" aria-labelledby={`${nameId}-title`}>
      <form
        class="cover-card"
        onSubmit={(event) => {
          event.preventDefault();
          // Enter in the name field must not answer the question about consent.
          firstChoice.current?.focus();
        }}
      >
        <div class="greeting-head">
          <p class="soft">{showroom.value?.brandName ?? "Vitrine"}</p>
          <h1 id={`${nameId}-title`}>{showroom.value?.name ?? "Showroom"}</h1>
          <p class="soft">Walk around, pick things up, try them in other colours. Others are here too.</p>
        </div>
        <LinkedProduct />
        <div class="field">
          <label for={nameId}>Your name in the room</label>
          <div class="name-field">
            {session.value ? <ColourDot colour={session.value.visitor.colour} /> : null}
            <input
              id={nameId}
              class="input"
              value={name}
              maxLength={DISPLAY_NAME_MAX}
              autocomplete="nickname"
              aria-invalid={problem !== null}
              aria-describedby={`${nameId}-problem`}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </div>
          <p id={`${nameId}-problem`} class="field-problem" role="alert">
            {problem}
          </p>
        </div>
        <fieldset class="consent" disabled={isEntering}>
          <legend>May the brand learn from your visit?</legend>
          <p class="soft small">
            It would see what visitors look at and for how long, never your name. Either answer lets you in. You can
            change it in the settings.
          </p>
          <div class="consent-choices">
            <button ref={firstChoice} type="button" class="button" onClick={() => enter(true)}>
              Share anonymous behaviour
            </button>
            <button type="button" class="button" onClick={() => enter(false)}>
              No thanks
            </button>
          </div>
        </fieldset>
        <p class="soft small" role="status">
          {isEntering ? "Opening the door" : ""}
        </p>
      </form>
    </section>
  );
}

/** What the visitor was sent here for: it can be put into their own room without entering this one. */
function LinkedProduct() {
  const linked = linkedProduct.value;
  const product = linked && products.value.get(linked.productId);
  const variant = product?.variants.find((each) => each.id === linked?.variantId) ?? product?.variants[0];
  if (!product || !variant) return null;
  return (
    <section class="linked-product" aria-label={product.name}>
      <ProductPicture
        product={product}
        materialVariant={variant.materialVariant ?? null}
        size="thumbnail"
        swatch={variant.swatch}
      />
      <div class="linked-text">
        <h2>{product.name}</h2>
        <p class="soft small">{variant.name}</p>
      </div>
      <ArButton product={product} variant={variant} />
    </section>
  );
}
