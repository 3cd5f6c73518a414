import type { Spot } from "./aim.ts";
import type { Fire, PointerState } from "./fire.ts";
import { type Ground, viewOf } from "./ground.ts";

/** A drag of an element that the page has made draggable, with what it carries. */
export class Drag {
  readonly #fire: Fire;
  readonly #source: Element;
  readonly #data: DataTransfer;
  #over: Element | null = null;
  /** Whether what is under the pointer takes what is carried. */
  #taken = false;

  private constructor(fire: Fire, source: Element, data: DataTransfer) {
    this.#fire = fire;
    this.#source = source;
    this.#data = data;
  }

  /** Begins a drag where the pressed element can be dragged and the page agrees; null where not. */
  static begin(ground: Ground, fire: Fire, pressed: Element, state: PointerState): Drag | null {
    const source = ground.around(pressed, (el) => el.getAttribute("draggable") === "true");
    if (!source) return null;
    const data = new (viewOf(source).DataTransfer)();
    if (!fire.drag(source, "dragstart", state, data, true)) return null;
    fire.pointer(pressed, "pointercancel", { ...state, buttons: 0 }, { cancelable: false });
    return new Drag(fire, source, data);
  }

  move(spot: Spot | null, state: PointerState): void {
    const target = spot?.target ?? null;
    if (this.#source.isConnected) this.#send(this.#source, "drag", state);
    if (target !== this.#over) {
      const left = this.#over;
      this.#over = target;
      if (target) this.#send(target, "dragenter", state);
      if (left?.isConnected) this.#send(left, "dragleave", state, false);
    }
    this.#taken = target !== null && !this.#send(target, "dragover", state);
  }

  /** Ends it: a drop where it is taken and not called off. */
  end(state: PointerState, drops: boolean): boolean {
    const over = this.#over?.isConnected ? this.#over : null;
    const dropped = drops && this.#taken && over !== null;
    if (over) this.#send(over, dropped ? "drop" : "dragleave", state, dropped);
    if (this.#source.isConnected) this.#send(this.#source, "dragend", state, false);
    return dropped;
  }

  #send(target: Element, type: string, state: PointerState, cancelable = true): boolean {
    return this.#fire.drag(target, type, state, this.#data, cancelable);
  }
}
