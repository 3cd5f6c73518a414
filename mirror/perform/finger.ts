import type { At, Modifiers } from "@samepage/wire";
import type { Spot } from "./aim.ts";
import { dismissByPress } from "./dismiss.ts";
import { Drag } from "./drag.ts";
import type { PointerState } from "./fire.ts";
import type { Point } from "./ground.ts";
import { distance, Hand, type HandParts, type Press } from "./hand.ts";
import { heldKeys } from "./held-keys.ts";
import { Hover } from "./hover.ts";
import { Marking } from "./marking.ts";
import { did, nothing, type Outcome } from "./outcome.ts";
import { Slide } from "./slide.ts";

/** A finger that moves less than this between down and up taps, in CSS pixels: as browsers have it. */
const SLOP = 15;

/** A finger that lies on the page. */
interface Contact {
  readonly press: Press;
  readonly spot: Spot;
  /** The page has left the pointer event alone: mouse events follow a tap. */
  readonly hasMouse: boolean;
  /** The page has taken the touch for itself: neither mouse events nor a click follow. */
  taken: boolean;
  moved: boolean;
  slide: Slide | null;
  drag: Drag | null;
  marking: Marking | null;
}

/**
 * The agent's main button where the customer's own pointer is a finger: touch events and pointer events of that kind,
 * and after a tap what browsers make of one. Nothing is hovered, and to drag is not to scroll: that is the wheel's.
 */
export class Finger extends Hand {
  /** What the finger lies on, and what the mouse that follows its taps is over. */
  readonly #touched: Hover;
  readonly #tapped: Hover;
  #contact: Contact | null = null;

  constructor(parts: HandParts) {
    super(parts);
    this.#touched = new Hover(parts.ground, parts.fire, ["pointer"]);
    this.#tapped = new Hover(parts.ground, parts.fire, ["mouse"]);
  }

  get isDown(): boolean {
    return this.#contact !== null;
  }

  press(spot: Spot, press: Press): void {
    this.cancel();
    const { target, point } = spot;
    this.parts.clicking.check(target);
    const state = stateAt(point, press.modifiers, 1);
    this.guarded(target, () => {
      this.#touched.to(target, state);
      const hasMouse = this.parts.fire.pointer(target, "pointerdown", state, { button: 0 });
      this.grip.hold(target); // as the browser does for a finger
      const taken = !this.parts.fire.touch(target, "touchstart", state, true);
      const slide = taken ? null : Slide.begin(this.parts.ground, this.parts.fire, target, point);
      this.#contact = { press, spot, hasMouse, taken, moved: false, slide, drag: null, marking: null };
    });
  }

  move(at: At, modifiers: Modifiers | undefined): Outcome {
    const contact = this.#contact;
    const spot = contact && this.parts.aim.anywhere(this.parts.aim.point(at));
    if (!contact || !spot) return nothing;
    this.parts.aim.judge(spot.target, "move");
    const state = stateAt(spot.point, modifiers, 1);
    if (!contact.moved && distance(contact.spot.point, spot.point) > SLOP) this.#begin(contact, state);
    if (contact.drag) contact.drag.move(spot, state);
    else this.#travel(contact, spot, state);
    this.parts.fire.moved(spot.point);
    return nothing;
  }

  release(at: At, modifiers: Modifiers | undefined): Outcome {
    const contact = this.#contact;
    if (!contact) return nothing;
    const spot = this.end(contact.moved, at) ?? contact.spot;
    this.#contact = null;
    const { drag, slide, moved } = contact;
    const target = contact.spot.target;
    const state = stateAt(spot.point, modifiers, 0);
    if (drag) return drag.end(state, true) ? did("drag", target) : nothing;
    const taken = this.#lift(contact, spot, state);
    slide?.end();
    if (slide) return did("pick", slide.range);
    if (moved) return did("drag", target);
    return taken ? did("click", target) : this.#tap(contact, spot, state);
  }

  /** Ends a touch without a click. */
  cancel(): void {
    const contact = this.#contact;
    this.#contact = null;
    if (!contact) return;
    const state = stateAt(contact.spot.point, 0, 0);
    contact.drag?.end(state, false);
    contact.slide?.end();
    if (!contact.drag) this.#abort(contact, state);
  }

  leave(): void {
    this.cancel();
    this.#tapped.to(null, stateAt({ x: -1, y: -1 }, 0, 0));
  }

  /** The finger has gone further than a tap: what it has hold of comes with it, or text is marked. */
  #begin(contact: Contact, state: PointerState): void {
    contact.moved = true;
    if (contact.taken || contact.slide) return;
    const { target, point } = contact.spot;
    contact.drag = Drag.begin(this.parts.ground, this.parts.fire, target, state);
    if (contact.drag) this.parts.fire.touch(target, "touchcancel", state, false);
    else contact.marking = new Marking(this.parts.ground, target, point, false, contact.press.count);
  }

  #travel(contact: Contact, { target, point }: Spot, state: PointerState): void {
    const begun = contact.spot.target;
    this.guarded(begun, () => {
      const holder = this.grip.holder ?? target;
      this.#touched.to(holder, state);
      this.parts.fire.pointer(holder, "pointermove", state);
      if (begun.isConnected && !this.parts.fire.touch(begun, "touchmove", state, true)) contact.taken = true;
    });
    contact.slide?.to(point);
    if (!contact.taken) contact.marking?.to(point);
  }

  /** The finger leaves the page; answers whether the page has taken the touch for itself. */
  #lift(contact: Contact, { target }: Spot, state: PointerState): boolean {
    const begun = contact.spot.target;
    const holder = this.grip.release() ?? target;
    let taken = contact.taken;
    this.guarded(begun, () => {
      this.parts.fire.pointer(holder, "pointerup", state, { button: 0 });
      this.#touched.to(null, state);
      if (begun.isConnected && !this.parts.fire.touch(begun, "touchend", state, false)) taken = true;
    });
    return taken;
  }

  #abort({ spot: { target } }: Contact, state: PointerState): void {
    const holder = this.grip.release() ?? target;
    if (holder.isConnected) this.parts.fire.pointer(holder, "pointercancel", state, { cancelable: false });
    this.#touched.to(null, state);
    if (target.isConnected) this.parts.fire.touch(target, "touchcancel", state, false);
  }

  /** What browsers make of a tap for pages that know a mouse only. */
  #tap({ press, hasMouse, spot: begun }: Contact, { target, point }: Spot, state: PointerState): Outcome {
    const detail = press.count;
    const mouse = { ...state, finger: false };
    dismissByPress(this.parts.ground, target);
    if (target.isConnected) this.#tapped.to(target, mouse);
    if (hasMouse && target.isConnected) {
      this.parts.fire.mouse(target, "mousemove", mouse);
      const isFree = this.parts.fire.mouse(
        target,
        "mousedown",
        { ...mouse, buttons: 1 },
        { button: 0, detail },
      );
      if (isFree) this.parts.focus.byPress(target);
      if (isFree) new Marking(this.parts.ground, target, point, mouse.keys.shiftKey, press.count);
      this.parts.fire.mouse(target, "mouseup", mouse, { button: 0, detail });
    }
    const clicked = this.parts.clicking.common(begun.target, target);
    return clicked?.isConnected ? this.parts.clicking.click(clicked, press, state) : nothing;
  }
}

function stateAt(point: Point, modifiers: Modifiers | undefined, buttons: number): PointerState {
  return { point, buttons, keys: heldKeys(modifiers), finger: true };
}
