import type { Box } from "../../annotate/geometry.ts";
import { CARET_WIDTH, type FieldCaret } from "../field-selection.ts";
import type { Nodes } from "../nodes.ts";
import { pointAt } from "../point.ts";
import { offsetOf } from "./place.ts";

/** Where the customer's next letter would come, in CSS px of the frame's viewport, and the colour in which a browser shows it. */
export interface Caret {
  readonly box: Box;
  readonly color: string;
}

/** The caret of a field; null where it is covered or scrolled away. */
export function caretIn(nodes: Nodes, doc: Document, { field, piece }: FieldCaret): Caret | null {
  const { left, top, width, height } = field.getBoundingClientRect();
  const [across, down] = [width / field.offsetWidth, height / field.offsetHeight];
  const box = {
    left: left + piece.left * across,
    top: top + piece.top * down,
    width: CARET_WIDTH,
    height: (piece.bottom - piece.top) * down,
  };
  return seen(nodes, doc, field, box);
}

/** The caret inside an element that is edited; null where something is selected, or it is covered or scrolled away. */
export function caretAt(nodes: Nodes, doc: Document, edited: Element): Caret | null {
  const selection = edited.ownerDocument.getSelection();
  const { focusNode, focusOffset } = selection ?? {};
  if (!selection?.isCollapsed || !focusNode || !edited.contains(focusNode)) return null;
  const rect = selection.getRangeAt(0).getClientRects()[0] ?? lineAt(focusNode, focusOffset ?? 0);
  if (!rect) return null;
  const { left, top, height } = rect;
  return seen(nodes, doc, edited, { left, top, width: CARET_WIDTH, height });
}

/** Where a range between elements has no box: the one after it, else the one that it is in, if they are empty. */
function lineAt(node: Node, offset: number): DOMRect | null {
  const at = node.childNodes[offset] ?? node;
  const el = (at.nodeType === 1 ? at : at.parentElement) as Element | null;
  return el?.getBoundingClientRect() ?? null;
}

/** A caret with a box in its element's own viewport, if nothing covers it. */
function seen(nodes: Nodes, doc: Document, el: Element, box: Box): Caret | null {
  const [dx, dy] = offsetOf(nodes, el);
  const here = { ...box, left: box.left + dx, top: box.top + dy };
  const point = pointAt(nodes, doc, here.left, here.top + here.height / 2);
  if (!point || !el.contains(nodes.get(point.node) ?? null)) return null;
  const style = el.ownerDocument.defaultView?.getComputedStyle(el);
  const color = style?.caretColor ?? "";
  return { box: here, color: color === "auto" ? (style?.color ?? "") : color };
}
