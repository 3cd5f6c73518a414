/** The part of the page's window that the customer sees, in CSS pixels of the window, and how far it is zoomed. */
export interface View {
  left: number;
  top: number;
  width: number;
  height: number;
  scale: number;
}

/** Less than this is rounding, in CSS pixels. */
const NOTHING = 1;

/** What the customer sees now: less than the window while zoomed with two fingers or under an on-screen keyboard. */
export function currentView(): View {
  const visual = window.visualViewport;
  const { clientWidth, clientHeight } = document.documentElement;
  if (!visual) return { left: 0, top: 0, width: clientWidth, height: clientHeight, scale: 1 };
  const { offsetLeft, offsetTop, width, height, scale } = visual;
  return { left: offsetLeft, top: offsetTop, width, height, scale };
}

/**
 * Keeps our parts within what the customer sees and at the size of the unzoomed page, so that Stop is
 * there whatever the fingers do: an element with class `apart` is laid over the visible part.
 * @returns how to end it
 */
export function followView(box: HTMLElement): () => void {
  const visual = window.visualViewport;
  if (!visual) return () => undefined;
  const follow = () => {
    const view = currentView();
    box.classList.toggle("apart", isApart(view));
    const lengths = {
      "--view-left": view.left,
      "--view-top": view.top,
      "--view-width": view.width * view.scale,
      "--view-height": view.height * view.scale,
    };
    for (const [name, length] of Object.entries(lengths)) box.style.setProperty(name, `${length}px`);
    box.style.setProperty("--view-scale", String(view.scale));
  };
  const events = ["resize", "scroll"] as const;
  for (const event of events) visual.addEventListener(event, follow, { passive: true });
  follow();
  return () => {
    for (const event of events) visual.removeEventListener(event, follow);
  };
}

function isApart({ left, top, height, scale }: View): boolean {
  const covered = document.documentElement.clientHeight - height;
  return scale !== 1 || left > NOTHING || top > NOTHING || covered > NOTHING;
}
