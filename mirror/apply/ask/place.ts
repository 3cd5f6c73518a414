import type { Box } from "../../annotate/geometry.ts";
import type { Nodes } from "../nodes.ts";

/** An element's box in the viewport of the replica's frame, also from inside inner frames. */
export function placeOf(nodes: Nodes, el: Element): DOMRect {
  const { x, y, width, height } = el.getBoundingClientRect();
  const [dx, dy] = offsetOf(nodes, el);
  return new DOMRect(x + dx, y + dy, width, height);
}

/** Where the viewport inside a frame begins in the viewport of the replica's frame. */
export function offsetInto(nodes: Nodes, frame: Element): [x: number, y: number] {
  const { left, top } = placeOf(nodes, frame);
  return [left + frame.clientLeft, top + frame.clientTop];
}

/** Where the viewport of an element's document begins in the replica's frame. */
export function offsetOf(nodes: Nodes, el: Element): [x: number, y: number] {
  const frame = frameOf(nodes, el);
  return frame ? offsetInto(nodes, frame) : [0, 0];
}

function frameOf(nodes: Nodes, el: Element): Element | null {
  const doc = el.ownerDocument;
  const owner = nodes.outer(doc);
  return owner?.nodeType === 1 ? (owner as Element) : null;
}

/** What two boxes have in common; null where they do not meet. */
export function common(a: Box, b: Box): Box | null {
  const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}
