import type { HiddenArea } from "./types.ts";

/**
 * What the encoder really withheld, node by node, as it wrote it: the customer's "see what stays hidden" (C11) is
 * painted from this and from nothing else. Holds nodes weakly.
 */
export class Ledger {
  readonly #kinds = new WeakMap<Node, HiddenArea["kind"]>();
  readonly #nodes = new Set<WeakRef<Node>>();
  readonly #refs = new WeakMap<Node, WeakRef<Node>>();

  /** `kind` null: the node was written in clear. */
  wrote(node: Node, kind: HiddenArea["kind"] | null): void {
    if (kind === null) {
      if (this.#kinds.delete(node)) this.#drop(node);
      return;
    }
    if (!this.#kinds.has(node)) {
      const ref = new WeakRef(node);
      this.#refs.set(node, ref);
      this.#nodes.add(ref);
    }
    this.#kinds.set(node, kind);
  }

  /** Elements still on the page, each once. */
  areas(): HiddenArea[] {
    const found = new Map<Element, HiddenArea["kind"]>();
    for (const ref of this.#nodes) {
      const node = ref.deref();
      if (!node) this.#nodes.delete(ref);
      const element = node?.nodeType === 1 ? (node as Element) : node?.parentElement;
      const kind = node && this.#kinds.get(node);
      if (element?.isConnected && kind && found.get(element) !== "hidden") found.set(element, kind);
    }
    return [...found].map(([element, kind]) => ({ element, kind }));
  }

  #drop(node: Node): void {
    const ref = this.#refs.get(node);
    if (ref) this.#nodes.delete(ref);
  }
}
