import type { Nodes } from "./nodes.ts";

/** An element with everything around it, through shadow roots and frames: what `:hover` and its like match. */
export function chainOf(nodes: Nodes, from: Element | null): Element[] {
  const chain: Element[] = [];
  for (let at: Node | null = from; at; at = nodes.outer(at)) if (at.nodeType === 1) chain.push(at as Element);
  return chain;
}

/** Keeps an attribute on exactly the elements of a set. */
export class Marked {
  readonly #attribute: string;
  #on = new Set<Element>();

  constructor(attribute: string) {
    this.#attribute = attribute;
  }

  set(elements: readonly Element[]): void {
    const now = new Set(elements);
    for (const el of this.#on) if (!now.has(el)) el.removeAttribute(this.#attribute);
    for (const el of now) if (!this.#on.has(el)) el.setAttribute(this.#attribute, "");
    this.#on = now;
  }

  reset(): void {
    this.#on = new Set();
  }
}
