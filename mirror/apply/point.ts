import type { ElementPoint } from "./index.ts";
import type { Nodes } from "./nodes.ts";

/** The innermost element at a place of the frame's viewport, through shadow trees and inner frames. */
export function pointAt(nodes: Nodes, doc: Document, x: number, y: number): ElementPoint | null {
  let [left, top] = [x, y];
  let found: Element | null = doc.elementFromPoint(x, y);
  for (;;) {
    const inner = found && nodes.innerOf(found);
    if (!inner || !found) break;
    if (inner.nodeType === 9) {
      const box = found.getBoundingClientRect();
      left -= box.left + found.clientLeft;
      top -= box.top + found.clientTop;
    }
    const deeper: Element | null = inner.elementFromPoint(left, top);
    if (!deeper || deeper === found) break;
    found = deeper;
  }
  for (let at: Node | null = found; at; at = nodes.outer(at)) {
    const node = nodes.id(at);
    if (node === 0 || at.nodeType !== 1) continue;
    const box = (at as Element).getBoundingClientRect();
    const part = (offset: number, size: number): number => (size > 0 ? offset / size : 0);
    return { node, rx: part(left - box.left, box.width), ry: part(top - box.top, box.height) };
  }
  return null;
}
