import { DecodeError } from "../codec/error.ts";
import type { Nodes } from "./nodes.ts";

type FrameWindow = Window & typeof globalThis;
type Told = [document: number, name: string, priority: number, type: HighlightType, ranges: number[][]];
/** The registry is a map; the DOM library's types do not say so everywhere. */
type Registry = Map<string, Highlight>;

/** Paints the page's custom highlights over the replica's own ranges. */
export class Highlights {
  readonly #nodes: Nodes;
  /** Registries that have any. */
  readonly #shown = new Set<Registry>();
  #told = "";
  /** What was told may stand elsewhere by now. */
  #isDisturbed = false;

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  show(text: string): void {
    this.reset();
    this.#told = text;
    for (const told of parse(text)) this.#add(told);
  }

  /** Nodes or texts have changed: ranges moved with that, and not as the page's own did. */
  disturbed(): void {
    this.#isDisturbed = this.#shown.size > 0;
  }

  /** After a payload: ranges stand where they were told. */
  settle(): void {
    if (this.#isDisturbed) this.show(this.#told);
  }

  reset(): void {
    for (const registry of this.#shown) registry.clear();
    this.#shown.clear();
    this.#isDisturbed = false;
  }

  #add([id, name, priority, type, ranges]: Told): void {
    const document = this.#nodes.get(id) as Document | undefined;
    const view = document?.defaultView as FrameWindow | null | undefined;
    const registry = view?.CSS?.highlights as unknown as Registry | undefined;
    if (!view || !registry) return;
    const highlight = new view.Highlight();
    highlight.priority = priority;
    highlight.type = type;
    for (const range of ranges) {
      const made = this.#range(range, view.document);
      if (made) (highlight as unknown as Set<Range>).add(made);
    }
    registry.set(name, highlight);
    this.#shown.add(registry);
  }

  #range([start = 0, startOffset = 0, end = 0, endOffset = 0]: number[], document: Document): Range | null {
    const [from, to] = [this.#nodes.get(start), this.#nodes.get(end)];
    if (!from || !to) return null;
    const range = document.createRange();
    try {
      range.setStart(from, startOffset);
      range.setEnd(to, endOffset);
      return range;
    } catch {
      return null; // masked texts may be shorter here
    }
  }
}

function parse(text: string): Told[] {
  try {
    const told = JSON.parse(text) as Told[];
    if (!Array.isArray(told) || !told.every(([, , , , ranges]) => Array.isArray(ranges)))
      throw new Error("not a list");
    return told;
  } catch (cause) {
    throw new DecodeError("not a list of highlights", { cause });
  }
}
