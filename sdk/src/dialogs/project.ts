/** A point of the page's window in CSS pixels. */
export interface Point {
  x: number;
  y: number;
}

/** Where a place relative to an element (0 to 1 of its box) lies in the page's window, through same-origin frames. */
export function project(element: Element, x: number, y: number): Point | undefined {
  if (!element.isConnected) return undefined;
  const box = element.getBoundingClientRect();
  if (box.width === 0 && box.height === 0) return undefined;
  const point = { x: box.left + box.width * x, y: box.top + box.height * y };
  let frame = element.ownerDocument.defaultView?.frameElement;
  while (frame) {
    const outer = frame.getBoundingClientRect();
    point.x += outer.left + frame.clientLeft;
    point.y += outer.top + frame.clientTop;
    frame = frame.ownerDocument.defaultView?.frameElement;
  }
  return point;
}
