import { frameOf } from "./outside.ts";

/** A point of the page's window in CSS pixels. */
export interface Point {
  x: number;
  y: number;
}

/** Where a place relative to an element (0 to 1 of its box) lies in the page's window, through same-origin frames. */
export function project(element: Element, x: number, y: number): Point | undefined {
  const box = boxOf(element);
  return box && { x: box.left + box.width * x, y: box.top + box.height * y };
}

/** The element's box in the page's window, through same-origin frames; undefined where it has none. */
export function boxOf(element: Element): DOMRect | undefined {
  if (!element.isConnected) return undefined;
  const box = element.getBoundingClientRect();
  if (box.width === 0 && box.height === 0) return undefined;
  let frame = frameOf(element);
  while (frame) {
    const outer = frame.getBoundingClientRect();
    box.x += outer.left + frame.clientLeft;
    box.y += outer.top + frame.clientTop;
    frame = frameOf(frame);
  }
  return box;
}
