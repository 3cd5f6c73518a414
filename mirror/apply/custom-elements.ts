import type { Reader } from "../codec/reader.ts";
import type { Nodes } from "./nodes.ts";

type Window = globalThis.Window & typeof globalThis;
type Internals = ElementInternals & { readonly states?: Set<string> };

/** Stub classes for the page's custom elements, so that `:defined`, `:state()` and what fields of forms match hold here, too. */
export class CustomElements {
  readonly #nodes: Nodes;
  readonly #internals = new WeakMap<Element, Internals>();

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  apply(r: Reader): void {
    for (let n = r.count(); n > 0; n--) {
      this.#define(this.#view(r.uint()), r.str(), r.bool());
    }
    for (let n = r.count(); n > 0; n--) {
      const view = this.#view(r.uint());
      register(view, { name: r.str(), syntax: r.str(), inherits: r.bool(), initialValue: r.str() });
    }
  }

  setStates(el: Element, states: readonly string[]): void {
    const own = this.#internals.get(el)?.states;
    if (!own) return;
    own.clear();
    for (const state of states) own.add(state);
  }

  setValidity(el: Element, value: string): void {
    try {
      this.#internals.get(el)?.setValidity({ customError: value !== "" }, value);
    } catch {
      // Not a field here: an earlier keyframe's element of this name was none.
    }
  }

  #view(document: number): Window | null | undefined {
    return (this.#nodes.get(document) as Document | undefined)?.defaultView as Window | null | undefined;
  }

  #define(view: Window | null | undefined, name: string, isField: boolean): void {
    if (!view || view.customElements.get(name)) return;
    const internals = this.#internals;
    // The frame's own HTMLElement: a class of another realm would not be upgraded.
    const stub = class extends view.HTMLElement {
      static readonly formAssociated = isField;
      constructor() {
        super();
        internals.set(this, this.attachInternals());
      }
      // Chromium 156 does not style anew what an upgrade makes a field: :enabled and :valid would not be seen to match.
      connectedCallback(): void {
        if (!isField) return;
        this.toggleAttribute("disabled");
        this.toggleAttribute("disabled");
      }
    };
    try {
      view.customElements.define(name, stub);
    } catch {
      // Not a name of a custom element: nothing could be defined there either.
    }
  }
}

function register(view: Window | null | undefined, definition: PropertyDefinition): void {
  const { initialValue, ...rest } = definition;
  try {
    view?.CSS.registerProperty(initialValue ? { ...rest, initialValue } : rest);
  } catch {
    // Registered before (an earlier keyframe in the same frame), or a syntax this engine does not know.
  }
}
