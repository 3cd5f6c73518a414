import type { HiddenArea } from "./types.ts";

/**
 * What the encoder really withheld, node by node, as it wrote it: the customer's "see what stays hidden" (C11) is
 * painted from this and from nothing else. Holds nodes weakly.
 */
export type Ledger = ReturnType<typeof createLedger>;

export function createLedger() {
  const kinds = new WeakMap<Node, HiddenArea["kind"]>();
  const nodes = new Set<WeakRef<Node>>();
  const refs = new WeakMap<Node, WeakRef<Node>>();

  return { wrote, areas };

  /** `kind` null: the node was written in clear. */
  function wrote(node: Node, kind: HiddenArea["kind"] | null): void {
    if (kind === null) {
      if (kinds.delete(node)) drop(node);
      return;
    }
    if (!kinds.has(node)) {
      const ref = new WeakRef(node);
      refs.set(node, ref);
      nodes.add(ref);
    }
    kinds.set(node, kind);
  }

  /** Elements still on the page, each once. */
  function areas(): HiddenArea[] {
    const found = new Map<Element, HiddenArea["kind"]>();
    for (const ref of nodes) {
      const node = ref.deref();
      if (!node) nodes.delete(ref);
      const element = node?.nodeType === 1 ? (node as Element) : node?.parentElement;
      const kind = node && kinds.get(node);
      if (element?.isConnected && kind && found.get(element) !== "hidden") found.set(element, kind);
    }
    return [...found].map(([element, kind]) => ({ element, kind }));
  }

  function drop(node: Node): void {
    const ref = refs.get(node);
    if (ref) nodes.delete(ref);
  }
}
