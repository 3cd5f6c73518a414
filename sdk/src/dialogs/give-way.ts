import { currentView } from "../ui/visual-view.ts";

/** Box of the element of the page that has the focus, where something of ours lies over it; nothing of one that fills the window. */
function boxUnder(ours: HTMLElement): DOMRect | undefined {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return undefined;
  const [a, b] = [ours.getBoundingClientRect(), focused.getBoundingClientRect()];
  const overlap = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return overlap && b.height < window.innerHeight / 2 ? b : undefined;
}

/**
 * Makes room when the focus goes to what lies under something of ours, also when an on-screen keyboard brings it there.
 * @param put goes to the lower edge of what the customer sees, or to the upper one
 * @returns how to end that
 */
export function giveWay(ours: HTMLElement, put: (low: boolean) => void): () => void {
  const look = () => {
    const box = boxUnder(ours);
    const { top, height } = currentView();
    if (box) put(box.top + box.height / 2 < top + height / 2);
  };
  document.addEventListener("focusin", look, { passive: true });
  window.visualViewport?.addEventListener("resize", look, { passive: true });
  return () => {
    document.removeEventListener("focusin", look);
    window.visualViewport?.removeEventListener("resize", look);
  };
}
