import { luminance } from "../ui/accent.ts";
import { eachFrame } from "../ui/each-frame.ts";
import { h, icon } from "../ui/element.ts";
import { currentView } from "../ui/visual-view.ts";
import { project } from "./project.ts";
import { besidesBar, clippersOf, towards, visiblePart } from "./visible.ts";

/** An arrow whose tip is at (2, 2) of a box of 24 by 24. */
const ARROW = "M2 2l7.5 19 2.8-8.2L20.5 10z";

/** An arrow to the right, around the middle of a box of 24 by 24. */
const EDGE_ARROW = "M22 12L5 3.5 9 12 5 20.5z";

/** From this luminance on, text on the pointer's colour is black. */
const BLACK_TEXT_FROM = 0.179;

/** The label is on the other side of the pointer when fewer pixels than this are left to the edge. */
const LABEL_ROOM = 140;

/** The arrow at the edge keeps this much away from it, in CSS pixels. */
const EDGE_INSET = 22;

/** The pointer's place relative to an element of the page. */
export interface Anchor {
  element: Element;
  x: number;
  y: number;
}

interface Shown extends Anchor {
  el: HTMLElement;
  name: string;
  clippers: readonly Element[];
  /** Where the way to the place leaves what the customer sees, in radians; undefined while it is in view. */
  angle: number | undefined;
}

/** What a pointer is at, for words: its agent, the element, and the way to it where it is out of view. */
export type PointedAt = Pick<Shown, "name" | "element" | "angle">;

/**
 * The agents' pointers, each with name and colour, fixed to the element that they point at: while one is
 * shown its place is worked out anew each frame, so it stays with the element when the page scrolls or
 * moves. Where the place is out of view, an arrow at the edge shows the way (C6).
 */
export class Pointers {
  #marks: HTMLElement;
  #bar: () => DOMRect | undefined;
  #shown = new Map<string, Shown>();
  #endFrames: (() => void) | undefined;

  /** @param bar tells where our bar is: arrows at the edge keep clear of it */
  constructor(marks: HTMLElement, bar: () => DOMRect | undefined) {
    this.#marks = marks;
    this.#bar = bar;
  }

  /** Shows an agent's pointer, or takes it away where there is no anchor. */
  point(from: { agent: string; name: string; colour: string }, anchor: Anchor | undefined): void {
    const before = this.#shown.get(from.agent);
    if (!anchor) {
      this.#drop(from.agent);
      return;
    }
    const el = before?.el ?? this.#make(from);
    const clippers = before?.element === anchor.element ? before.clippers : clippersOf(anchor.element);
    this.#shown.set(from.agent, { ...anchor, el, clippers, name: from.name, angle: undefined });
    this.#endFrames ??= eachFrame(() => this.#place());
  }

  /** Takes away the pointers of all agents but these: their mode changed, or they are gone. */
  keep(agents: readonly string[]): void {
    for (const agent of [...this.#shown.keys()]) if (!agents.includes(agent)) this.#drop(agent);
  }

  /** What each pointer is at. */
  describe(): PointedAt[] {
    return [...this.#shown.values()];
  }

  clear(): void {
    this.keep([]);
  }

  #drop(agent: string): void {
    this.#shown.get(agent)?.el.remove();
    this.#shown.delete(agent);
    if (this.#shown.size > 0) return;
    this.#endFrames?.();
    this.#endFrames = undefined;
  }

  #make(from: { name: string; colour: string }): HTMLElement {
    const [arrow, edge] = [icon(ARROW), icon(EDGE_ARROW)];
    edge.classList.add("edge");
    const el = h("div", { class: "pointer" }, arrow, edge, h("span", { text: from.name }));
    el.style.setProperty("--pointer", CSS.supports("color", from.colour) ? from.colour : "#d6336c");
    this.#marks.append(el);
    const black = luminance(getComputedStyle(el).color) > BLACK_TEXT_FROM;
    el.style.setProperty("--pointer-text", black ? "#000" : "#fff");
    return el;
  }

  #place(): void {
    const { scale } = currentView();
    const bar = this.#bar();
    for (const shown of this.#shown.values()) {
      const { el, element, x, y, clippers } = shown;
      const spot = project(element, x, y);
      el.hidden = !spot;
      if (!spot) continue;
      const part = visiblePart(clippers);
      const { at, angle } = towards(spot, part, besidesBar(part, bar), EDGE_INSET);
      shown.angle = angle;
      el.style.transform = `translate(${at.x}px, ${at.y}px) scale(${1 / scale})`;
      el.style.setProperty("--angle", `${angle ?? 0}rad`);
      el.classList.toggle("away", angle !== undefined);
      el.classList.toggle("flip", part.right - at.x < LABEL_ROOM);
      el.classList.toggle("over", part.bottom - at.y < 2 * EDGE_INSET);
    }
  }
}
