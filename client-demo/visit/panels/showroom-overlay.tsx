import { useEffect, useLayoutEffect } from "preact/hooks";
import { ToastStack } from "../../kit/toast-stack.tsx";
import type { RoomActions } from "../link/room-link.ts";
import type { Commands } from "../state/commands.ts";
import { readExhibit } from "../state/exhibit-facts.ts";
import { openDialog } from "../state/panels.ts";
import { phase, quality, selectedExhibitId } from "../state/store.ts";
import { CartDrawer } from "./cart/cart-drawer.tsx";
import { ExhibitsDialog } from "./exhibits-dialog.tsx";
import { GreetingCard } from "./greeting-card.tsx";
import { ContextBar } from "./handling/context-bar.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { PeoplePanel } from "./people/people-panel.tsx";
import { EvictedScreen, FailedScreen, LoadingScreen, ReconnectingBanner } from "./screens.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import { ProductSheet } from "./sheet/product-sheet.tsx";
import { listenForShortcuts } from "./shortcuts.ts";
import { BusySign, NearStatus } from "./status-lines.tsx";
import { TopBar } from "./top-bar.tsx";

type OverlayProps = { readonly room: RoomActions; readonly commands: Commands };

/** Everything that lies over the scene; which part of it is decided by `phase`. */
export function ShowroomOverlay({ room, commands }: OverlayProps) {
  const shownQuality = quality.value;
  useEffect(() => {
    document.documentElement.dataset.quality = shownQuality;
  }, [shownQuality]);
  return (
    <>
      <Stage room={room} commands={commands} />
      <ToastStack />
    </>
  );
}

function Stage({ room, commands }: OverlayProps) {
  switch (phase.value) {
    case "loading":
      return <LoadingScreen />;
    case "greeting":
      return <GreetingCard commands={commands} />;
    case "joining":
      return <LoadingScreen text="Entering the room" />;
    case "failed":
      return <FailedScreen onRetry={() => commands.rejoin()} />;
    case "evicted":
      return <EvictedScreen onReturn={() => commands.rejoin()} />;
    case "live":
    case "reconnecting":
      return <LiveRoom room={room} commands={commands} />;
  }
}

function LiveRoom({ room, commands }: OverlayProps) {
  // Before anything is painted: a key that is shown is a key that works.
  useLayoutEffect(() => listenForShortcuts(room, commands), [room, commands]);
  // Who has just come in wants to walk: the keys belong to the room until something else is chosen.
  useLayoutEffect(() => document.getElementById("scene")?.focus(), []);
  const selected = readExhibit(selectedExhibitId.value);
  return (
    <>
      <button
        type="button"
        class="skip-link"
        onClick={() => {
          openDialog.value = "exhibits";
        }}
      >
        Skip to the list of exhibits
      </button>
      <TopBar commands={commands} />
      {phase.value === "reconnecting" ? <ReconnectingBanner /> : null}
      <BusySign />
      <PeoplePanel room={room} />
      <NearStatus />
      <ContextBar room={room} commands={commands} />
      {selected ? <ProductSheet key={selected.exhibit.id} facts={selected} room={room} /> : null}
      <OpenDialog room={room} commands={commands} />
    </>
  );
}

function OpenDialog({ room, commands }: OverlayProps) {
  const close = () => {
    openDialog.value = null;
  };
  switch (openDialog.value) {
    case "cart":
      return <CartDrawer onClose={close} />;
    case "settings":
      return <SettingsDialog commands={commands} onClose={close} />;
    case "help":
      return <HelpDialog onClose={close} />;
    case "exhibits":
      return <ExhibitsDialog room={room} commands={commands} onClose={close} />;
    case null:
      return null;
  }
}
