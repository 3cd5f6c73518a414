import type { Fire, PointerState } from "./fire.ts";
import type { Ground } from "./ground.ts";
import { HoverStyles } from "./hover-styles.ts";

type Kind = "pointer" | "mouse";

/** What the agent's pointer is over. Menus open, by events and by `:hover`. */
export class Hover {
  readonly #ground: Ground;
  readonly #fire: Fire;
  readonly #styles: HoverStyles;
  readonly #kinds: readonly Kind[];
  /** Innermost first; as it was when the pointer came. */
  #path: Element[] = [];

  /** @param kinds of events that tell of it, in their order */
  constructor(ground: Ground, fire: Fire, kinds: readonly Kind[] = ["pointer", "mouse"]) {
    this.#ground = ground;
    this.#fire = fire;
    this.#kinds = kinds;
    this.#styles = new HoverStyles(ground);
  }

  get over(): Element | null {
    return this.#path[0] ?? null;
  }

  /** The pointer is over another element, or over nothing of the page. */
  to(target: Element | null, state: PointerState): void {
    const from = this.#path.find((el) => el.isConnected) ?? null;
    const path = this.#ground.path(target);
    this.#styles.over(path);
    if (from === target) return;
    const left = this.#path.filter((el) => el.isConnected && !path.includes(el));
    const entered = path.filter((el) => !this.#path.includes(el)).reverse();
    this.#path = path;
    for (const kind of this.#kinds) {
      const one = (el: Element, type: string, relatedTarget: Element | null): void => {
        const isEdge = type === "enter" || type === "leave";
        const more = { relatedTarget, ...(isEdge && { bubbles: false, cancelable: false, composed: false }) };
        this.#fire[kind](el, kind + type, state, more);
      };
      if (from) one(from, "out", target);
      for (const el of left) one(el, "leave", target);
      if (target) one(target, "over", from);
      for (const el of entered) one(el, "enter", from);
    }
  }
}
