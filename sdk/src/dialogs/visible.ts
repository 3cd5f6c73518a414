import { currentView } from "../ui/visual-view.ts";
import { frameOf, outside } from "./outside.ts";
import { boxOf, type Point } from "./project.ts";

/** Sides of the page's window, in CSS pixels. */
export interface Sides {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What is cut off around an element: the boxes of scrollers, frames and others that show only a part of what is in them. */
export function clippersOf(element: Element): Element[] {
  const found: Element[] = [];
  let fixed = false;
  for (let at: Element | null = element; at; at = outside(at)) {
    const { overflowX, overflowY, position } = getComputedStyle(at);
    const clips = overflowX !== "visible" || overflowY !== "visible";
    if (at !== element && !fixed && clips && !isRoot(at)) found.push(at);
    fixed ||= position === "fixed";
    if (at.parentNode === at.ownerDocument) {
      fixed = false;
      const frame = frameOf(at);
      if (frame) found.push(frame);
    }
  }
  return found;
}

/** The part of the window in which a place can be seen now: within the clippers, and on the screen. */
export function visiblePart(clippers: readonly Element[]): Sides {
  const view = currentView();
  const screen = {
    left: view.left,
    top: view.top,
    right: view.left + view.width,
    bottom: view.top + view.height,
  };
  let part: Sides = screen;
  for (const clipper of clippers) {
    const box = boxOf(clipper);
    if (box) part = meet(part, box);
  }
  // A scroller that is off the screen itself leaves nothing: the way to it begins at the screen's edge.
  return part.left < part.right && part.top < part.bottom ? part : screen;
}

/** The part that is left of another one above or below our bar, which is at the window's edge. */
export function besidesBar(part: Sides, bar: DOMRect | undefined): Sides {
  if (!bar || bar.height === 0) return part;
  const isLow = bar.top + bar.bottom > part.top + part.bottom;
  return isLow
    ? { ...part, bottom: Math.min(part.bottom, bar.top) }
    : { ...part, top: Math.max(part.top, bar.bottom) };
}

/**
 * The place, or where the way to it leaves the visible part, and in which direction (radians, 0 is to the right).
 * @param free what of the part is free for an arrow at its edge
 */
export function towards(
  at: Point,
  part: Sides,
  free: Sides,
  inset: number,
): { at: Point; angle: number | undefined } {
  const inside = at.x >= part.left && at.x <= part.right && at.y >= part.top && at.y <= part.bottom;
  if (inside) return { at, angle: undefined };
  const edge = {
    x: clamp(at.x, free.left + inset, free.right - inset),
    y: clamp(at.y, free.top + inset, free.bottom - inset),
  };
  return { at: edge, angle: Math.atan2(at.y - edge.y, at.x - edge.x) };
}

function meet(a: Sides, b: Sides): Sides {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** Of a part that is smaller than its insets the middle. */
function clamp(value: number, low: number, high: number): number {
  return low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high);
}

function isRoot(el: Element): boolean {
  return el === el.ownerDocument.documentElement || el === el.ownerDocument.body;
}
