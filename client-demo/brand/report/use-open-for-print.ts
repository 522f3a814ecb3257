import { useEffect } from "preact/hooks";

/** Opens everything that is folded while the page is printed: paper cannot be clicked. */
export function useOpenForPrint(): void {
  useEffect(() => {
    const listening = new AbortController();
    let opened: HTMLDetailsElement[] = [];
    const open = () => {
      opened = [...document.querySelectorAll("details")].filter((each) => !each.open);
      for (const each of opened) each.open = true;
    };
    const close = () => {
      for (const each of opened) each.open = false;
      opened = [];
    };
    addEventListener("beforeprint", open, { signal: listening.signal });
    addEventListener("afterprint", close, { signal: listening.signal });
    return () => listening.abort();
  }, []);
}
