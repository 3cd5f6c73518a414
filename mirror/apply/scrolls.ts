import type { Reader } from "../codec/reader.ts";
import type { Nodes } from "./nodes.ts";

/** Parts of a px in which positions are told. */
const UNITS = 64;
/** Rounding of engines and densities: no reason to scroll again. */
const NEAR_PX = 1;

/** Scrolls the replica to where the page is, and again while layout is not there yet (images, late sheets). */
export class Scrolls {
  readonly #nodes: Nodes;
  #wanted = new Map<Node, [x: number, y: number]>();

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  apply(r: Reader): void {
    let id = 0;
    for (;;) {
      const step = r.int();
      if (step === 0) return;
      id += step;
      const position: [number, number] = [r.int() / UNITS, r.int() / UNITS];
      const node = this.#nodes.get(id);
      if (!node) continue;
      this.#wanted.set(node, position);
      scrollTo(node, position);
    }
  }

  /** Looks whether everything still stands where it should; reads layout, so once a frame at most. */
  settle(): void {
    for (const [node, wanted] of this.#wanted) {
      if (this.#nodes.id(node) === 0 || !node.isConnected) this.#wanted.delete(node);
      else scrollTo(node, wanted);
    }
  }

  reset(): void {
    this.#wanted = new Map();
  }
}

function scrollTo(node: Node, [left, top]: [number, number]): void {
  const target = node.nodeType === 9 ? (node as Document).defaultView : (node as Element);
  if (!target) return;
  const [x, y] =
    "scrollX" in target ? [target.scrollX, target.scrollY] : [target.scrollLeft, target.scrollTop];
  if (Math.abs(x - left) < NEAR_PX && Math.abs(y - top) < NEAR_PX) return;
  target.scrollTo({ left, top, behavior: "instant" });
}
