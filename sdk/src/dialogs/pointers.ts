import { luminance } from "../ui/accent.ts";
import { h, icon } from "../ui/element.ts";
import { project } from "./project.ts";
import { wordsFor } from "./words.ts";

/** An arrow whose tip is at (2, 2) of a box of 24 by 24. */
const ARROW = "M2 2l7.5 19 2.8-8.2L20.5 10z";

/** From this luminance on, text on the pointer's colour is black. */
const BLACK_TEXT_FROM = 0.179;

/** The label is on the other side of the pointer when fewer pixels than this are left to the edge. */
const LABEL_ROOM = 140;

interface Shown {
  el: HTMLElement;
  name: string;
  element: Element;
  x: number;
  y: number;
}

/** The pointer's place relative to an element of the page. */
export interface Anchor {
  element: Element;
  x: number;
  y: number;
}

/**
 * The agents' pointers, each with name and colour, fixed to the element that they point at: while one is
 * shown its place is worked out anew each frame, so it stays with the element when the page scrolls or moves.
 */
export class Pointers {
  #box: HTMLElement;
  #shown = new Map<string, Shown>();
  #frame = 0;

  constructor(box: HTMLElement) {
    this.#box = box;
  }

  /** Shows an agent's pointer, or takes it away where there is no anchor. */
  point(from: { agent: string; name: string; colour: string }, anchor: Anchor | undefined): void {
    const before = this.#shown.get(from.agent);
    if (!anchor) {
      before?.el.remove();
      this.#shown.delete(from.agent);
      return;
    }
    const el = before?.el ?? this.#make(from);
    this.#shown.set(from.agent, { el, name: from.name, ...anchor });
    this.#place();
  }

  /** Takes away the pointers of all agents but these: their mode changed, or they are gone. */
  keep(agents: readonly string[]): void {
    for (const [agent, { el }] of this.#shown) {
      if (agents.includes(agent)) continue;
      el.remove();
      this.#shown.delete(agent);
    }
  }

  /** Name and words for what each pointer is at. */
  describe(): { name: string; what: string }[] {
    return [...this.#shown.values()].map(({ name, element }) => ({ name, what: wordsFor(element) }));
  }

  clear(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const { el } of this.#shown.values()) el.remove();
    this.#shown.clear();
  }

  #make(from: { name: string; colour: string }): HTMLElement {
    const el = h(
      "div",
      { class: "pointer", "aria-hidden": "true" },
      icon(ARROW),
      h("span", { text: from.name }),
    );
    el.style.setProperty("--pointer", CSS.supports("color", from.colour) ? from.colour : "#d6336c");
    this.#box.append(el);
    const black = luminance(getComputedStyle(el).color) > BLACK_TEXT_FROM;
    el.style.setProperty("--pointer-text", black ? "#000" : "#fff");
    return el;
  }

  #place = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const width = document.documentElement.clientWidth;
    for (const { el, element, x, y } of this.#shown.values()) {
      const at = project(element, x, y);
      el.hidden = !at;
      if (!at) continue;
      el.style.transform = `translate(${at.x}px, ${at.y}px)`;
      el.classList.toggle("flip", width - at.x < LABEL_ROOM);
    }
    if (this.#shown.size > 0) this.#frame = requestAnimationFrame(this.#place);
  };
}
