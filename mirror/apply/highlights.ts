import { DecodeError } from "../codec/error.ts";
import type { Nodes } from "./nodes.ts";

type Window = globalThis.Window & typeof globalThis;
type Told = [name: string, priority: number, type: HighlightType, ranges: number[][]];
/** The registry is a map; the DOM library's types do not say so everywhere. */
type Registry = Map<string, Highlight>;

/** Paints the page's custom highlights over the replica's own ranges. */
export function showHighlights(text: string, nodes: Nodes, view: Window): void {
  const registry = view.CSS?.highlights as unknown as Registry | undefined;
  if (!registry) return;
  registry.clear();
  for (const [name, priority, type, ranges] of parse(text)) {
    const highlight = new view.Highlight();
    highlight.priority = priority;
    highlight.type = type;
    for (const range of ranges) {
      const made = rangeOf(range, nodes, view);
      if (made) (highlight as unknown as Set<Range>).add(made);
    }
    registry.set(name, highlight);
  }
}

function rangeOf(told: number[], nodes: Nodes, view: Window): Range | null {
  const [start = 0, startOffset = 0, end = 0, endOffset = 0] = told;
  const [from, to] = [nodes.get(start), nodes.get(end)];
  if (!from || !to) return null;
  const range = view.document.createRange();
  try {
    range.setStart(from, startOffset);
    range.setEnd(to, endOffset);
    return range;
  } catch {
    return null; // masked texts may be shorter here
  }
}

function parse(text: string): Told[] {
  try {
    const told = JSON.parse(text) as Told[];
    if (!Array.isArray(told) || !told.every(([, , , ranges]) => Array.isArray(ranges)))
      throw new Error("not a list");
    return told;
  } catch (cause) {
    throw new DecodeError("not a list of highlights", { cause });
  }
}
