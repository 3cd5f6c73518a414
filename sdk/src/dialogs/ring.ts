import { eachFrame } from "../ui/each-frame.ts";
import { h } from "../ui/element.ts";
import { project } from "./project.ts";

/** Room between an element and the ring around it, in CSS pixels. */
const GAP = 6;

/** A ring around an element of the page, which stays with it. */
export class Ring {
  readonly el: HTMLElement;
  #element: Element;
  #end: () => void;

  /** @param placed hears of each frame where the element is in the window; undefined while it is nowhere */
  constructor(
    marks: HTMLElement,
    element: Element,
    placed: (box: DOMRect | undefined) => void = () => undefined,
  ) {
    this.#element = element;
    this.el = h("div", { class: "ring" });
    marks.append(this.el);
    this.#end = eachFrame(() => placed(this.#place()));
  }

  remove(): void {
    this.#end();
    this.el.remove();
  }

  #place(): DOMRect | undefined {
    const from = project(this.#element, 0, 0);
    const to = project(this.#element, 1, 1);
    this.el.hidden = !from || !to;
    if (!from || !to) return undefined;
    const { style } = this.el;
    style.transform = `translate(${from.x - GAP}px, ${from.y - GAP}px)`;
    style.width = `${to.x - from.x + 2 * GAP}px`;
    style.height = `${to.y - from.y + 2 * GAP}px`;
    return new DOMRect(from.x, from.y, to.x - from.x, to.y - from.y);
  }
}
