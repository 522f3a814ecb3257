import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./icons.tsx";

type ModalProps = {
  readonly title: string;
  readonly onClose: () => void;
  /** A drawer stands at the right edge, full height. */
  readonly drawer?: boolean;
  /** For tables and pictures. */
  readonly wide?: boolean;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
};

/** A native modal dialog: the browser traps the focus, closes on Escape and gives the focus back. */
export function Modal({ title, onClose, drawer = false, wide = false, foot, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // Removing an open dialog from the page does not give the focus back; closing it would.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; Escape does so by keyboard
    <dialog
      ref={dialog}
      class={`modal${drawer ? " drawer" : ""}${wide ? " wide" : ""}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
      onClick={closeOnBackdrop}
    >
      <div class="modal-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="modal-body" tabIndex={0}>
        {children}
      </div>
      {foot ? <div class="modal-foot">{foot}</div> : null}
    </dialog>
  );
}
