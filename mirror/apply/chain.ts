import type { Nodes } from "./nodes.ts";
import { STATE_PREFIX } from "./styles/types.ts";

/** An element with everything around it, through slots, shadow roots and frames: what `:hover` and its like match. */
export function chainOf(nodes: Nodes, from: Element | null): Element[] {
  const chain: Element[] = [];
  for (let at: Node | null = from; at; at = (at as Element).assignedSlot ?? nodes.outer(at))
    if (at.nodeType === 1) chain.push(at as Element);
  return chain;
}

/** States that selectors ask of parts of other trees: no attribute may stand behind `::part()`. */
export const PART_STATES: ReadonlySet<string> = new Set(["hover", "active", "focus", "focus-visible"]);

/** Keeps an attribute on exactly the elements of a set. */
export class Marked {
  readonly #attribute: string;
  #on = new Set<Element>();

  constructor(attribute: string) {
    this.#attribute = attribute;
  }

  set(elements: readonly Element[]): void {
    const now = new Set(elements);
    for (const el of this.#on) if (!now.has(el)) this.#set(el, false);
    for (const el of now) if (!this.#on.has(el)) this.#set(el, true);
    this.#on = now;
  }

  #set(el: Element, on: boolean): void {
    el.toggleAttribute(this.#attribute, on);
    if (el.hasAttribute("part") && PART_STATES.has(this.#attribute.slice(STATE_PREFIX.length)))
      el.part.toggle(this.#attribute, on);
  }

  reset(): void {
    this.#on = new Set();
  }
}
