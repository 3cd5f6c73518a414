import { type CustomersOwnWatch, outcomeOf } from "./customers-own.ts";
import { isDisabled } from "./fields.ts";
import type { Fire, PointerState } from "./fire.ts";
import type { Ground } from "./ground.ts";
import type { Press } from "./hand.ts";
import { did, type Outcome, Refusal } from "./outcome.ts";

/** What the presses of mouse and finger have in common: which are refused, and the click that they end in. */
export class Clicking {
  readonly #ground: Ground;
  readonly #fire: Fire;
  readonly #watch: CustomersOwnWatch;

  constructor(ground: Ground, fire: Fire, watch: CustomersOwnWatch) {
    this.#ground = ground;
    this.#fire = fire;
    this.#watch = watch;
  }

  /** Throws a Refusal where a press would do nothing, or nothing that a script's press can. */
  check(target: Element): void {
    // Browsers send nothing to disabled controls; the agent hears why.
    const disabled = this.#ground.around(target, isDisabled);
    if (disabled) throw new Refusal("disabled", disabled);
    const needed = this.#watch.neededBy(target);
    if (needed) throw new Refusal("needs_customer", target, needed);
  }

  click(target: Element, { button, count }: Press, state: PointerState): Outcome {
    if (button === 2) this.#fire.click(target, "contextmenu", state, button, 0);
    if (button !== 0) {
      this.#fire.click(target, "auxclick", state, button, count);
      return did("click", target);
    }
    const led = this.#watch.during(target, () => {
      this.#fire.click(target, "click", state, button, count);
      if (count % 2 === 0) this.#fire.mouse(target, "dblclick", state, { button, detail: count });
    });
    return outcomeOf(led, target);
  }

  /** What two elements have in common: a click that began and ended in different parts of a button is the button's. */
  common(a: Element, b: Element): Element | null {
    const path = this.#ground.path(b);
    return this.#ground.around(a, (el) => path.includes(el));
  }
}
