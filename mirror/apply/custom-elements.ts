import type { Reader } from "../codec/reader.ts";
import type { Nodes } from "./nodes.ts";

type Window = globalThis.Window & typeof globalThis;
type Internals = ElementInternals & { readonly states?: Set<string> };

/** Stub classes for the page's custom elements, so that `:defined` and `:state()` match as they do there. */
export class CustomElements {
  readonly #nodes: Nodes;
  readonly #internals = new WeakMap<Element, Internals>();

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  apply(r: Reader): void {
    for (let n = r.count(); n > 0; n--) {
      const doc = this.#nodes.get(r.uint());
      this.#define((doc as Document | undefined)?.defaultView as Window | null | undefined, r.str());
    }
    for (let n = r.count(); n > 0; n--) {
      const definition = { name: r.str(), syntax: r.str(), inherits: r.bool(), initialValue: r.str() };
      this.#register(definition);
    }
  }

  setStates(el: Element, states: readonly string[]): void {
    const own = this.#internals.get(el)?.states;
    if (!own) return;
    own.clear();
    for (const state of states) own.add(state);
  }

  #define(view: Window | null | undefined, name: string): void {
    if (!view || view.customElements.get(name)) return;
    const internals = this.#internals;
    // The frame's own HTMLElement: a class of another realm would not be upgraded.
    const stub = class extends view.HTMLElement {
      constructor() {
        super();
        internals.set(this, this.attachInternals());
      }
    };
    try {
      view.customElements.define(name, stub);
    } catch {
      // Not a name of a custom element: nothing could be defined there either.
    }
  }

  #register(definition: PropertyDefinition): void {
    const view = (this.#nodes.get(1) as Document | undefined)?.defaultView as Window | null | undefined;
    const { initialValue, ...rest } = definition;
    try {
      view?.CSS.registerProperty(initialValue ? { ...rest, initialValue } : rest);
    } catch {
      // Registered before (an earlier keyframe in the same frame), or a syntax this engine does not know.
    }
  }
}
