import type { Fire, PointerState } from "./fire.ts";
import { type Ground, viewOf } from "./ground.ts";

/** A key scrolls by a line of this height, in CSS pixels, as browsers do. */
const LINE = 40;
/** A page's worth of scrolling leaves this part of the old one in view. */
const PAGE = 0.875;

/** Turns the wheel over an element, and scrolls unless the page wants the wheel for itself. */
export function wheel(
  ground: Ground,
  fire: Fire,
  target: Element,
  state: PointerState,
  dx: number,
  dy: number,
): void {
  if (fire.wheel(target, state, dx, dy)) scroll(ground, target, dx, dy);
}

/** Scrolls what is around an element, as far as it goes, then what is around that. */
export function scroll(ground: Ground, from: Element, dx: number, dy: number): void {
  let [restX, restY] = [dx, dy];
  for (const el of ground.path(from)) {
    if (restX === 0 && restY === 0) return;
    const { overscrollBehaviorX, overscrollBehaviorY } = viewOf(el).getComputedStyle(el);
    if (scrolls(el, "x", restX)) restX = 0;
    if (scrolls(el, "y", restY)) restY = 0;
    if (isScroller(el, "x") && overscrollBehaviorX !== "auto") restX = 0;
    if (isScroller(el, "y") && overscrollBehaviorY !== "auto") restY = 0;
  }
}

/** Scrolls by a key where no text takes it. */
export function scrollByKey(ground: Ground, from: Element, key: string, back: boolean): void {
  const page = viewOf(from).innerHeight * PAGE;
  const whole = viewOf(from).document.documentElement.scrollHeight;
  const by: { readonly [key: string]: readonly [number, number] } = {
    ArrowUp: [0, -LINE],
    ArrowDown: [0, LINE],
    ArrowLeft: [-LINE, 0],
    ArrowRight: [LINE, 0],
    PageUp: [0, -page],
    PageDown: [0, page],
    " ": [0, back ? -page : page],
    Home: [0, -whole],
    End: [0, whole],
  };
  const found = by[key];
  if (found) scroll(ground, from, found[0], found[1]);
}

/** Brings an element into the customer's view. */
export function reveal(el: Element): void {
  el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
}

/** Scrolls an element by so much of a wheel as it can take; answers whether it moved at all. */
function scrolls(el: Element, axis: "x" | "y", by: number): boolean {
  if (by === 0 || !isScroller(el, axis)) return false;
  const at = (): number => (axis === "x" ? el.scrollLeft : el.scrollTop);
  const before = at();
  el.scrollBy({ [axis === "x" ? "left" : "top"]: by, behavior: "instant" });
  return at() !== before;
}

function isScroller(el: Element, axis: "x" | "y"): boolean {
  const view = viewOf(el);
  const root = view.document.scrollingElement;
  const { overflowX, overflowY } = view.getComputedStyle(el);
  const overflow = axis === "x" ? overflowX : overflowY;
  if (el === root) return overflow !== "hidden" && overflow !== "clip";
  // The viewport has taken over what the body says.
  if (el === view.document.body && root === view.document.documentElement) {
    if (view.getComputedStyle(root).overflow === "visible") return false;
  }
  const hasRoom = axis === "x" ? el.scrollWidth > el.clientWidth : el.scrollHeight > el.clientHeight;
  return hasRoom && (overflow === "auto" || overflow === "scroll");
}
