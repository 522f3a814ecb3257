import type { Showroom } from "../../rooms/protocol/showroom.ts";
import { spaceOf } from "../../rooms/simulation/space.ts";
import { showToast } from "../kit/toasts.ts";
import { detectQuality } from "../scene/quality.ts";
import { createShowroomScene, type ShowroomScene } from "../scene/view/showroom-scene.ts";
import { createRoomActions, type RoomActions } from "../sdk/room-actions.ts";
import { createBlankScene } from "./blank-scene.ts";
import { runFrames } from "./frame-loop.ts";
import { furnish } from "./furnish.ts";
import { createInput, type Input } from "./input/intent.ts";
import { shiftExhibit } from "./input/shift-exhibit.ts";
import type { PageAddress } from "./link/address.ts";
import { followLayout } from "./link/follow-layout.ts";
import { followProducts } from "./link/follow-products.ts";
import { describeFailure } from "./link/refusals.ts";
import { createRoomLink, type RoomLink } from "./link/room-link.ts";
import { shop } from "./link/shop.ts";
import { refreshCart } from "./link/shopping.ts";
import { endVisit, resumeVisit, startVisit, updateVisit } from "./link/visit.ts";
import { type PageView, viewPage } from "./page-view.ts";
import { createPickUp } from "./pick-up.ts";
import type { Commands } from "./state/commands.ts";
import {
  exhibits,
  failure,
  linkedProduct,
  loading,
  phase,
  products,
  quality,
  sceneFacts,
  selectedExhibitId,
  showroom,
} from "./state/store.ts";

/** The showroom page as a whole: what the interface may do with it, and how it opens. */
export type VisitPage = {
  readonly room: RoomActions;
  readonly commands: Commands;
  /** The page in plain values, null before the showroom is loaded. */
  view(): PageView | null;
  /** Loads the showroom, then greets the visitor or takes up their visit. @throws ApiError */
  open(): Promise<void>;
};

type Parts = {
  readonly showroom: Showroom;
  readonly scene: ShowroomScene;
  readonly input: Input;
  readonly link: RoomLink;
};

/** Models go on loading behind the greeting: nobody waits longer than this for them. */
const SCENE_WAIT_MS = 2_500;
/** From here an exhibit is well in view and within reach. */
const STAND_BEFORE_M = 1.9;

export function createVisitPage(canvas: HTMLCanvasElement, overlay: HTMLElement, address: PageAddress): VisitPage {
  let parts: Parts | null = null;

  const walkTo = (exhibitId: string): void => {
    const exhibit = exhibits.value.get(exhibitId);
    const own = parts?.link.session()?.own;
    if (exhibit && own) parts?.input.walkBefore(own, exhibit.transform, STAND_BEFORE_M);
  };

  const join = async (): Promise<void> => {
    phase.value = "joining";
    await parts?.link.connect();
    void refreshCart();
    if (address.exhibitId !== null) walkTo(address.exhibitId);
    lookAtLinked(walkTo);
  };

  const fail = (thrown: unknown): void => {
    failure.value = describeFailure(thrown);
    phase.value = "failed";
  };

  const open = async (): Promise<void> => {
    phase.value = "loading";
    if (!parts) parts = await load(canvas, overlay, address, walkTo);
    await Promise.race([parts.scene.ready, new Promise((resolve) => setTimeout(resolve, SCENE_WAIT_MS))]);
    if (await resumeVisit(parts.showroom.id)) await join();
    else phase.value = "greeting";
  };

  const commands: Commands = {
    async enter(displayName, analyticsConsent) {
      if (!parts) return;
      await startVisit(parts.showroom.id, displayName, analyticsConsent);
      await join().catch(fail);
    },
    rejoin: () => void (parts ? join() : open()).catch(fail),
    leave() {
      void parts?.link.leave();
      if (parts) endVisit(parts.showroom.id);
      selectedExhibitId.value = null;
      phase.value = "greeting";
    },
    async updateGuest(update) {
      if (!parts) return;
      await updateVisit(parts.showroom.id, update);
      // The name travels in the ticket: a new one takes over the same avatar under the new name.
      if (update.displayName !== undefined && phase.value === "live") await parts.link.connect();
    },
    walkTo,
    setQuality(wanted) {
      quality.value = wanted;
      parts?.scene.setQuality(wanted);
    },
    holdRemainingMs: (exhibitId) => parts?.link.holdRemainingMs(exhibitId) ?? 0,
    viewHeading: () => parts?.link.session()?.own.heading ?? 0,
  };

  const view = () => (parts ? viewPage(parts.link, parts.scene) : null);

  const actions = createRoomActions(() => parts?.link.session() ?? null, {
    transform: (exhibitId, transform) => parts?.link.transform(exhibitId, transform),
    release: (exhibitId) => parts?.link.release(exhibitId),
  });
  const grab = createPickUp({ own: () => parts?.link.session()?.own ?? null, walkTo, grab: actions.grab });
  return { room: { ...actions, grab }, commands, open, view };
}

/** Goes up to the product that the address leads to and opens its sheet, as if the visitor had chosen it. */
function lookAtLinked(walkTo: (exhibitId: string) => void): void {
  const productId = linkedProduct.value?.productId;
  const exhibit = [...exhibits.value.values()].find((each) => each.productId === productId);
  if (!exhibit) return;
  walkTo(exhibit.id);
  selectedExhibitId.value = exhibit.id;
}

async function load(
  canvas: HTMLCanvasElement,
  overlay: HTMLElement,
  address: PageAddress,
  walkTo: (exhibitId: string) => void,
): Promise<Parts> {
  const shown = await findShowroom(address.showroomId);
  const sold = await shop.listAllProducts({ showroom: shown.id });
  showroom.value = shown;
  products.value = new Map(sold.map((product) => [product.id, product]));
  exhibits.value = furnish(shown, products.value);
  const { productId, variantId } = address;
  linkedProduct.value = productId !== null && products.value.has(productId) ? { productId, variantId } : null;
  const gl = document.createElement("canvas").getContext("webgl2");
  quality.value = address.quality ?? detectQuality(gl);
  if (!gl) showToast("This browser cannot draw in 3D. The list of exhibits has everything: press L.");
  const scene = gl ? openScene(canvas, shown) : createBlankScene();
  const link = createRoomLink(shown);
  const input = openInput(canvas, overlay, { showroom: shown, scene, link }, walkTo);
  followProducts();
  followLayout((next) => {
    const { layout } = next;
    link.refurnish(layout);
    input.refurnish(spaceOf(layout));
    if (phase.value !== "live") exhibits.value = furnish(next, products.value);
    void scene.refurnish(next);
  });
  addEventListener("resize", scene.resize);
  runFrames({ showroom: shown, scene, input, link });
  return { showroom: shown, scene, input, link };
}

/** Everything that hands do on the canvas. */
function openInput(
  canvas: HTMLCanvasElement,
  overlay: HTMLElement,
  { showroom: shown, scene, link }: Omit<Parts, "input">,
  walkTo: (exhibitId: string) => void,
): Input {
  return createInput({
    canvas,
    overlay,
    space: spaceOf(shown.layout),
    heading: shown.layout.entrance.yaw,
    pick: scene.pick,
    onExhibit: (exhibitId) => {
      walkTo(exhibitId);
      selectedExhibitId.value = exhibitId;
    },
    onHandle: (exhibitId, shift) => {
      const from = exhibits.value.get(exhibitId)?.transform;
      if (from) link.transform(exhibitId, shiftExhibit(from, shift, link.session()?.own.heading ?? 0));
    },
  });
}

function openScene(canvas: HTMLCanvasElement, shown: Showroom): ShowroomScene {
  return createShowroomScene({
    canvas,
    showroom: shown,
    products: products.value,
    facts: sceneFacts,
    quality: quality.value,
    onProgress: (loadedBytes, totalBytes) => {
      loading.value = { loadedBytes, totalBytes };
    },
  });
}

/** The showroom that was asked for, else the first there is. @throws ApiError NOT_FOUND */
async function findShowroom(showroomId: string | null): Promise<Showroom> {
  if (showroomId !== null) return await shop.readShowroom(showroomId);
  const [first] = await shop.listShowrooms();
  if (!first) throw new Error("NOT_FOUND");
  return first;
}
