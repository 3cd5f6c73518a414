import type { PageWindow } from "../capture/natives.ts";
import { isAgents } from "./fire.ts";
import { type Replacement, whileReplaced } from "./swap.ts";

/**
 * Pointer capture for a pointer that the browser does not have: while our events are handled, the page's calls for
 * our pointer are noted here, or they would throw, and drags would end where they begin.
 */
export class Grip {
  #holder: Element | null = null;

  /** The element that gets all events of the pointer, null while none holds it. */
  get holder(): Element | null {
    if (this.#holder && !this.#holder.isConnected) this.#holder = null;
    return this.#holder;
  }

  /** The browser itself would give the pointer to this element. */
  hold(el: Element): void {
    this.#holder = el;
  }

  during<T>(view: PageWindow, run: () => T): T {
    return whileReplaced(this.#replacements(view), run);
  }

  /** Lets go; answers who held it. */
  release(): Element | null {
    const held = this.holder;
    this.#holder = null;
    return held;
  }

  #replacements(view: PageWindow): Replacement[] {
    const owner = view.Element.prototype;
    const replace = (key: string, ours: (el: Element) => unknown): Replacement => ({
      owner,
      key,
      make: (original) =>
        function (this: unknown, ...args: unknown[]) {
          return isAgents(args[0]) ? ours(this as Element) : Reflect.apply(original, this, args);
        },
    });
    return [
      replace("setPointerCapture", (el) => {
        this.hold(el);
      }),
      replace("releasePointerCapture", (el) => {
        if (this.#holder === el) this.#holder = null;
      }),
      replace("hasPointerCapture", (el) => this.#holder === el),
    ];
  }
}
