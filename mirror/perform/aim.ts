import type { At } from "@samepage/wire";
import type { ActionKind, ActionVerdict } from "../capture/index.ts";
import type { PageWindow } from "../capture/natives.ts";
import { type Ground, type Point, viewOf } from "./ground.ts";
import { type Reason, Refusal, StepUp } from "./outcome.ts";
import type { Sight } from "./sight.ts";

/** Where an input lands. */
export interface Spot {
  /** The innermost element there: events go to it. */
  readonly target: Element;
  readonly point: Point;
}

type MaskRefusal = Extract<ActionVerdict, { allowed: false }>["reason"];

const REASONS: Readonly<Record<Exclude<MaskRefusal, "stepUp">, Reason>> = {
  hidden: "hidden",
  masked: "masked",
  blocked: "blocked",
  readOnly: "readonly",
  viewOnly: "view_only",
  excluded: "view_only",
};

/** Finds what an address means in the page as it is now, and whether the rules let the agent act there. */
export class Aim {
  readonly #ground: Ground;
  readonly #sight: Sight;

  constructor(ground: Ground, sight: Sight) {
    this.#ground = ground;
    this.#sight = sight;
  }

  /** The element of a node number. Throws a Refusal where there is none to act on. */
  element(epoch: number, node: number): Element {
    const element = this.#sight.locate(epoch, node);
    if (!element) throw new Refusal(this.#sight.isHidden(epoch, node) ? "hidden" : "gone");
    if (this.#ground.isOurs(element)) throw new Refusal("ours");
    return element;
  }

  /** The point of an address, whatever is there now. */
  point(at: At): Point {
    const element = this.element(at.epoch, at.node);
    const box = element.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) throw new Refusal("gone", element);
    const inside = { x: box.left + box.width * at.x, y: box.top + box.height * at.y };
    return this.#ground.outOf(viewOf(element), inside);
  }

  /** The place of an address, which must still be that element's: late input never hits something else. */
  spot(at: At): Spot {
    const element = this.element(at.epoch, at.node);
    const point = this.point(at);
    const view = viewOf(element);
    const { x, y } = this.#ground.into(view, point);
    const target = this.#seen(view, x, y, element);
    if (!this.#ground.within(target, element)) throw new Refusal(this.#why(element, target, x, y), element);
    this.#throughFrames(view, point, element);
    return { target, point };
  }

  /** Whatever is at a point now: while a button is held, the pointer goes where it goes. */
  anywhere(point: Point): Spot | null {
    const target = this.#ground.hitAnywhere(point);
    return target && !this.#ground.isOurs(target) ? { target, point } : null;
  }

  /** Throws a Refusal where the rules forbid the action, StepUp where they want the customer's word. */
  judge(el: Element, kind: ActionKind): void {
    const verdict = this.#sight.actionAllowed(el, kind);
    if (verdict.allowed) return;
    if (verdict.reason === "stepUp") throw new StepUp(el);
    throw new Refusal(REASONS[verdict.reason], el);
  }

  #seen(view: PageWindow, x: number, y: number, element: Element): Element {
    const target = this.#ground.hit(view.document, x, y);
    if (!target) throw new Refusal("off_screen", element);
    if (this.#ground.isOurs(target)) throw new Refusal("ours");
    return target;
  }

  /** The frames around must show the point too. */
  #throughFrames(view: PageWindow, point: Point, element: Element): void {
    const { top } = this.#ground;
    for (let at = view; at !== top; at = at.parent as PageWindow) {
      const frame = at.frameElement;
      if (!frame) return;
      const outer = at.parent as PageWindow;
      const { x, y } = this.#ground.into(outer, point);
      const target = this.#seen(outer, x, y, element);
      if (target !== frame) throw new Refusal(this.#why(frame, target, x, y), element);
    }
  }

  #why(element: Element, target: Element, x: number, y: number): Reason {
    if (this.#isClipped(element, x, y)) return "off_screen";
    return this.#ground.within(element, target) ? "moved" : "covered";
  }

  /** Whether a scroller around the element shows another part of its content. */
  #isClipped(element: Element, x: number, y: number): boolean {
    const view = viewOf(element);
    const clips = (el: Element): boolean => {
      if (el === element || viewOf(el) !== view || view.getComputedStyle(el).overflow === "visible")
        return false;
      const box = el.getBoundingClientRect();
      return x < box.left || y < box.top || x >= box.right || y >= box.bottom;
    };
    return this.#ground.around(element, clips) !== null;
  }
}
