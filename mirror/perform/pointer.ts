import type { At, Modifiers } from "@samepage/wire";
import type { Spot } from "./aim.ts";
import { dismissByPress } from "./dismiss.ts";
import { Drag } from "./drag.ts";
import type { PointerState } from "./fire.ts";
import type { Point } from "./ground.ts";
import { distance, Hand, type HandParts, type Press } from "./hand.ts";
import { type HeldKeys, heldKeys } from "./held-keys.ts";
import { Hover } from "./hover.ts";
import { Marking } from "./marking.ts";
import { did, nothing, type Outcome } from "./outcome.ts";
import { Slide } from "./slide.ts";

/** Less movement than this between down and up is a click, in CSS pixels. */
const SLOP = 4;

/** A button that is down. */
interface Down {
  readonly press: Press;
  readonly spot: Spot;
  /** The page has not cancelled the pointer event: mouse events follow. */
  readonly hasMouse: boolean;
  marking: Marking | null;
  drag: Drag | null;
  slide: Slide | null;
  moved: boolean;
}

/** The agent's mouse: full sequences of pointer, mouse, drag and click events. */
export class Pointer extends Hand {
  readonly #hover: Hover;
  #down: Down | null = null;

  constructor(parts: HandParts) {
    super(parts);
    this.#hover = new Hover(parts.ground, parts.fire);
  }

  get isDown(): boolean {
    return this.#down !== null;
  }

  /** While a button is down the pointer goes where it goes; else it must be over what was meant. */
  move(at: At, modifiers: Modifiers | undefined): Outcome {
    const down = this.#down;
    const spot = down ? this.parts.aim.anywhere(this.parts.aim.point(at)) : this.parts.aim.spot(at);
    if (!spot) return nothing;
    this.parts.aim.judge(spot.target, "move");
    const state = this.#state(spot.point, modifiers);
    if (down && distance(down.spot.point, spot.point) > SLOP) this.#dragged(down, spot, state);
    if (!down?.drag) this.#travel(spot, state);
    down?.slide?.to(spot.point);
    this.parts.fire.moved(spot.point);
    return nothing;
  }

  press(spot: Spot, press: Press): void {
    const { target, point } = spot;
    if (this.#down) this.cancel();
    this.parts.clicking.check(target);
    const state = this.#state(point, press.modifiers, press.button);
    this.#hover.to(target, { ...state, buttons: 0 });
    const { button, count } = press;
    this.guarded(target, () => {
      const hasMouse = this.parts.fire.pointer(target, "pointerdown", state, { button });
      this.#down = { press, spot, hasMouse, marking: null, drag: null, slide: null, moved: false };
      if (hasMouse && !this.parts.fire.mouse(target, "mousedown", state, { button, detail: count })) return;
      this.parts.focus.byPress(target);
      if (button === 0) this.#grasp(this.#down, state.keys);
    });
  }

  release(at: At, modifiers: Modifiers | undefined): Outcome {
    const down = this.#down;
    if (!down) return nothing; // its press was refused, or the customer has come between
    const spot = this.end(down.moved, at);
    this.#down = null;
    return spot ? this.#letGo(down, spot, modifiers, true) : this.#letGo(down, down.spot, modifiers, false);
  }

  /** Ends a press without a click. */
  cancel(): void {
    const down = this.#down;
    this.#down = null;
    if (!down) return;
    const state = this.#state(down.spot.point, 0);
    const target = this.grip.release() ?? down.spot.target;
    down.drag?.end(state, false);
    down.slide?.end();
    if (target.isConnected) this.parts.fire.pointer(target, "pointercancel", state, { cancelable: false });
  }

  /** The pointer has left the page. */
  leave(): void {
    this.cancel();
    this.#hover.to(null, this.#state({ x: -1, y: -1 }, 0));
  }

  #letGo(down: Down, spot: Spot, modifiers: Modifiers | undefined, lands: boolean): Outcome {
    const { press } = down;
    const state = this.#state(spot.point, modifiers);
    if (down.drag) {
      const dropped = down.drag.end(state, lands);
      return dropped ? did("drag", down.spot.target) : nothing;
    }
    const holder = this.grip.release();
    const target = holder ?? spot.target;
    this.guarded(target, () => this.parts.fire.pointer(target, "pointerup", state, { button: press.button }));
    if (down.hasMouse) {
      this.guarded(target, () =>
        this.parts.fire.mouse(target, "mouseup", state, { button: press.button, detail: press.count }),
      );
    }
    if (holder?.isConnected)
      this.parts.fire.pointer(holder, "lostpointercapture", state, { cancelable: false });
    dismissByPress(this.parts.ground, spot.target);
    const clicked = holder ?? this.parts.clicking.common(down.spot.target, spot.target);
    if (!clicked?.isConnected) return nothing;
    down.slide?.end();
    const outcome = this.parts.clicking.click(clicked, press, state);
    if (down.slide && outcome.is === "done") return did("pick", down.slide.range);
    return down.moved && outcome.is === "done" ? did("drag", down.spot.target) : outcome;
  }

  #dragged(down: Down, spot: Spot, state: PointerState): void {
    if (!down.moved) {
      down.moved = true;
      const pressed = down.spot.target;
      if (down.press.button === 0 && !this.grip.holder) {
        down.drag = Drag.begin(this.parts.ground, this.parts.fire, pressed, state);
      }
    }
    if (down.drag) down.drag.move(spot, state);
    else if (!down.slide) down.marking?.to(spot.point);
  }

  #travel(spot: Spot, state: PointerState): void {
    const { holder } = this.grip;
    const target = holder ?? spot.target;
    this.#hover.to(target, state);
    if (!target.isConnected) return;
    this.guarded(target, () => {
      this.parts.fire.pointer(target, "pointermove", state);
      if (this.#down?.hasMouse !== false) this.parts.fire.mouse(target, "mousemove", state);
    });
  }

  /** What a press takes hold of besides the button: the knob of a range, or text to be marked. */
  #grasp(down: Down, keys: HeldKeys): void {
    const { target, point } = down.spot;
    down.slide = Slide.begin(this.parts.ground, this.parts.fire, target, point);
    if (down.slide) return this.grip.hold(target);
    // What can be dragged is not marked.
    if (this.parts.ground.around(target, (el) => el.getAttribute("draggable") === "true")) return;
    down.marking = new Marking(this.parts.ground, target, point, keys.shiftKey, down.press.count);
  }

  #state(point: Point, modifiers: Modifiers | undefined, pressed?: number): PointerState {
    const button = pressed ?? this.#down?.press.button;
    return {
      point,
      buttons: button === undefined ? 0 : bitOf(button),
      keys: heldKeys(modifiers),
    };
  }
}

/** `buttons` counts the middle button and the second one the other way round than `button`. */
function bitOf(button: number): number {
  return [1, 4, 2][button] ?? 0;
}
