/** Which of the page's elements the customer means, by pointer or keyboard. */
export class Picking {
  #window: Window & typeof globalThis;
  #ours: (el: Element) => boolean;
  #target: Element | undefined;

  /** @param ours elements of our own interface are never meant */
  constructor(window: Window & typeof globalThis, ours: (el: Element) => boolean) {
    this.#window = window;
    this.#ours = ours;
  }

  get target(): Element | undefined {
    return this.#target?.isConnected ? this.#target : undefined;
  }

  /** The innermost element at a point of the window, through open shadow trees. */
  at(x: number, y: number): void {
    const { document } = this.#window;
    let found = document.elementsFromPoint(x, y).find((el) => !this.#ours(el));
    for (let inner = found?.shadowRoot; inner; inner = found?.shadowRoot) {
      const deeper = inner.elementsFromPoint(x, y).find((el) => el.getRootNode() === inner);
      if (!deeper) break;
      found = deeper;
    }
    this.#target = found && this.#mayHide(found) ? found : undefined;
  }

  /** Moves on with an arrow key: to what is beside, around or inside; answers whether the key means anything here. */
  move(key: string): boolean {
    const from = this.target;
    if (!from) {
      this.#target = this.#first(this.#window.document.body.children);
      return key.startsWith("Arrow");
    }
    const to = {
      ArrowDown: () => this.#beside(from, "nextElementSibling"),
      ArrowUp: () => this.#beside(from, "previousElementSibling"),
      ArrowRight: () => this.#first(from.children),
      ArrowLeft: () => from.parentElement ?? undefined,
    }[key];
    if (!to) return false;
    const found = to();
    if (found && this.#mayHide(found)) {
      this.#target = found;
      found.scrollIntoView({ block: "nearest" });
    }
    return true;
  }

  /** The next on that side that can be seen; at the end of a row, the row around it goes on. */
  #beside(from: Element, side: "nextElementSibling" | "previousElementSibling"): Element | undefined {
    for (let around: Element | null = from; around && this.#mayHide(around); around = around.parentElement) {
      for (let at = around[side]; at; at = at[side]) if (this.#shows(at)) return at;
    }
    return undefined;
  }

  #first(elements: HTMLCollection): Element | undefined {
    return [...elements].find((el) => this.#shows(el));
  }

  #shows(el: Element): boolean {
    const { width, height } = el.getBoundingClientRect();
    return width > 0 && height > 0 && this.#mayHide(el);
  }

  #mayHide(el: Element): boolean {
    const { body, documentElement } = this.#window.document;
    return el !== body && el !== documentElement && !this.#ours(el);
  }
}
