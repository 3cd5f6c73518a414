import type { At, Modifiers } from "@samepage/wire";
import type { Aim, Spot } from "./aim.ts";
import { Clicking } from "./clicking.ts";
import type { CustomersOwnWatch } from "./customers-own.ts";
import { Finger } from "./finger.ts";
import type { Fire } from "./fire.ts";
import type { Focus } from "./focus.ts";
import type { Ground } from "./ground.ts";
import type { Hand, HandParts, Press } from "./hand.ts";
import { nothing, type Outcome } from "./outcome.ts";
import { Pointer } from "./pointer.ts";

/** The agent's pointer, of the kind that the customer's own is: a mouse, or for the main button a finger. */
export class Hands {
  readonly #ground: Ground;
  readonly #mouse: Hand;
  readonly #finger: Hand;
  /** The last element that was pressed: the keyboard goes on from there. */
  #pressed: Element | null = null;

  constructor(ground: Ground, aim: Aim, fire: Fire, focus: Focus, watch: CustomersOwnWatch) {
    const parts: HandParts = { ground, aim, fire, focus, clicking: new Clicking(ground, fire, watch) };
    this.#ground = ground;
    this.#mouse = new Pointer(parts);
    this.#finger = new Finger(parts);
  }

  get lastPressed(): Element | null {
    return this.#pressed;
  }

  move(at: At, modifiers: Modifiers | undefined): Outcome {
    if (this.#finger.isDown) return this.#finger.move(at, modifiers);
    const isNowhere = this.#isFinger() && !this.#mouse.isDown; // a finger that touches nothing
    return isNowhere ? nothing : this.#mouse.move(at, modifiers);
  }

  press(spot: Spot, press: Press): void {
    this.cancel();
    const hand = press.button === 0 && this.#isFinger() ? this.#finger : this.#mouse;
    hand.press(spot, press);
    this.#pressed = spot.target;
  }

  release(at: At, modifiers: Modifiers | undefined): Outcome {
    return (this.#finger.isDown ? this.#finger : this.#mouse).release(at, modifiers);
  }

  /** Ends a press without a click. */
  cancel(): void {
    this.#mouse.cancel();
    this.#finger.cancel();
  }

  /** The pointer has left the page. */
  leave(): void {
    this.#mouse.leave();
    this.#finger.leave();
    this.#pressed = null;
  }

  /** Whether the customer has nothing finer than a finger. */
  #isFinger(): boolean {
    return this.#ground.top.matchMedia("(pointer: coarse)").matches;
  }
}
