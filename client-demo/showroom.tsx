import { render } from "preact";
import { readPageAddress } from "./visit/link/address.ts";
import { describeFailure } from "./visit/link/refusals.ts";
import { ShowroomOverlay } from "./visit/panels/showroom-overlay.tsx";
import { failure, phase } from "./visit/state/store.ts";
import { createVisitPage } from "./visit/visit-page.ts";

/* The showroom page: loads what stands in the room, greets the visitor, then runs the room until they leave. */

const canvas = document.getElementById("scene");
const overlay = document.getElementById("overlay");
if (!(canvas instanceof HTMLCanvasElement) || !overlay) throw new Error("the page has no canvas or no overlay");

const page = createVisitPage(canvas, document.body, readPageAddress(location.search));
// Read-only, for automation and support: what the page knows, without a look at its pixels.
Reflect.set(window, "vitrine", { view: page.view });
overlay.replaceChildren();
render(<ShowroomOverlay room={page.room} commands={page.commands} />, overlay);

page.open().catch((thrown: unknown) => {
  failure.value = describeFailure(thrown);
  phase.value = "failed";
});
