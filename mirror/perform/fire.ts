import { type Ground, type Point, viewOf } from "./ground.ts";
import { type HeldKeys, noKeys } from "./held-keys.ts";

/** Firefox gives the mouse another pointer number than the other engines; libraries compare it. */
const MOUSE_ID = "mozInnerScreenX" in globalThis ? 0 : 1;
/** Pressure of a mouse with a button down, by the specification. */
const PRESSED = 0.5;

/** Number of the agent's finger: far from those that the customer's own fingers get. */
const FINGER_ID = 900;

/** State of the agent's pointer, as its events tell it. */
export interface PointerState {
  readonly point: Point;
  /** Bits of the buttons that are down. */
  readonly buttons: number;
  readonly keys: HeldKeys;
  /** It is a finger, as the customer's own would be here. */
  readonly finger?: boolean;
}

/** Whether a number is the agent's pointer. */
export const isAgents = (pointerId: unknown): boolean => pointerId === MOUSE_ID || pointerId === FINGER_ID;

/** Makes events as the browser makes them and sends them; each answers whether the page left the default alone. */
export class Fire {
  readonly #ground: Ground;
  #last: Point = { x: 0, y: 0 };

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  pointer(target: Element, type: string, state: PointerState, more: PointerEventInit = {}): boolean {
    const view = viewOf(target);
    const init: PointerEventInit = {
      ...this.#mouseInit(target, state),
      button: -1,
      pointerId: state.finger ? FINGER_ID : MOUSE_ID,
      pointerType: state.finger ? "touch" : "mouse",
      isPrimary: true,
      width: 1,
      height: 1,
      pressure: state.buttons ? PRESSED : 0,
      ...more,
    };
    return target.dispatchEvent(new view.PointerEvent(type, init));
  }

  mouse(target: Element, type: string, state: PointerState, more: MouseEventInit = {}): boolean {
    const view = viewOf(target);
    return target.dispatchEvent(new view.MouseEvent(type, { ...this.#mouseInit(target, state), ...more }));
  }

  /** A click as the engines make it: a pointer event whose default is done by the browser. */
  click(target: Element, type: string, state: PointerState, button: number, count: number): boolean {
    return this.pointer(target, type, state, { button, detail: count, pressure: 0 });
  }

  /**
   * @param type touchstart, touchmove, touchend or touchcancel
   * @param isDown whether the finger still lies there
   */
  touch(target: Element, type: string, state: PointerState, isDown: boolean): boolean {
    const view = viewOf(target);
    if (!view.TouchEvent || !view.Touch) return true; // this browser has no touch events
    const { clientX = 0, clientY = 0, screenX = 0, screenY = 0 } = this.#mouseInit(target, state);
    const [pageX, pageY] = [clientX + view.scrollX, clientY + view.scrollY];
    const place = { clientX, clientY, screenX, screenY, pageX, pageY };
    const finger = new view.Touch({ identifier: FINGER_ID, target, ...place, force: isDown ? PRESSED : 0 });
    const down = isDown ? [finger] : [];
    const lists = { touches: down, targetTouches: down, changedTouches: [finger] };
    const common = { bubbles: true, cancelable: type !== "touchcancel", composed: true, view, ...state.keys };
    return target.dispatchEvent(new view.TouchEvent(type, { ...common, ...lists }));
  }

  drag(
    target: Element,
    type: string,
    state: PointerState,
    dataTransfer: DataTransfer,
    cancelable: boolean,
  ): boolean {
    const view = viewOf(target);
    const init = { ...this.#mouseInit(target, state), cancelable, dataTransfer };
    return target.dispatchEvent(new view.DragEvent(type, init));
  }

  wheel(target: Element, state: PointerState, deltaX: number, deltaY: number): boolean {
    const view = viewOf(target);
    const init = { ...this.#mouseInit(target, state), deltaX, deltaY, deltaMode: 0 };
    return target.dispatchEvent(new view.WheelEvent("wheel", init));
  }

  key(target: Element, type: string, init: KeyboardEventInit): boolean {
    const view = viewOf(target);
    const common = { bubbles: true, cancelable: true, composed: true, view };
    return target.dispatchEvent(new view.KeyboardEvent(type, { ...common, ...init }));
  }

  input(target: Element, type: "beforeinput" | "input", init: InputEventInit): boolean {
    const view = viewOf(target);
    const common = { bubbles: true, cancelable: type === "beforeinput", composed: true, view };
    return target.dispatchEvent(new view.InputEvent(type, { ...common, ...init }));
  }

  clipboard(target: Element, type: "copy" | "cut" | "paste", data: DataTransfer): boolean {
    const view = viewOf(target);
    const init = { bubbles: true, cancelable: true, composed: true, clipboardData: data };
    const event = new view.ClipboardEvent(type, init);
    // Firefox (153) leaves the data of the constructor out.
    if (event.clipboardData !== data) Object.defineProperty(event, "clipboardData", { value: data });
    return target.dispatchEvent(event);
  }

  /** A plain event such as `change`. */
  plain(target: EventTarget, view: Window & typeof globalThis, type: string, init: EventInit = {}): boolean {
    return target.dispatchEvent(new view.Event(type, { bubbles: true, ...init }));
  }

  focus(
    target: Element,
    type: "focus" | "focusin" | "blur" | "focusout",
    relatedTarget: Element | null,
  ): void {
    const view = viewOf(target);
    const bubbles = type === "focusin" || type === "focusout";
    target.dispatchEvent(new view.FocusEvent(type, { bubbles, composed: true, view, relatedTarget }));
  }

  /** The pointer is at a new place: later events count their movement from here. */
  moved(point: Point): void {
    this.#last = point;
  }

  #mouseInit(target: Element, { point, buttons, keys }: PointerState): MouseEventInit {
    const view = viewOf(target);
    const inside = this.#ground.into(view, point);
    const { top } = this.#ground;
    return {
      bubbles: true,
      cancelable: true,
      composed: true,
      view,
      clientX: inside.x,
      clientY: inside.y,
      screenX: top.screenX + point.x,
      screenY: top.screenY + top.outerHeight - top.innerHeight + point.y,
      movementX: point.x - this.#last.x,
      movementY: point.y - this.#last.y,
      buttons,
      ...(keys ?? noKeys),
    };
  }
}
