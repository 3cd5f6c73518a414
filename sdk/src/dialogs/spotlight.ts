import type { Stage } from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import { h, icon } from "../ui/element.ts";
import { currentView } from "../ui/visual-view.ts";
import { Ring } from "./ring.ts";
import { besidesBar, clippersOf, type Sides, towards, visiblePart } from "./visible.ts";

/** Goes away by itself after this long, in milliseconds: what was to be clicked may be done in another way. */
const SPOTLIGHT_FOR = 45_000;

/** An arrow to the right, around the middle of a box of 24 by 24. */
const ARROW = "M22 12L5 3.5 9 12 5 20.5z";

/** Room between the words and the ring, and the edge, in CSS pixels. */
const GAP = 18;

export type SpotlightAt = NonNullable<Parameters<Stage["spotlight"]>[0]>;

export interface SpotlightOptions {
  marks: HTMLElement;
  at: SpotlightAt;
  words: string;
  /** Tells where our bar is: the words keep clear of it. */
  bar: () => DOMRect | undefined;
  /** It was clicked, or has been there long enough. */
  gone: () => void;
}

/** The words of a spotlight: what the customer is asked to do. */
export function spotlightWords({ what }: SpotlightAt, texts: Texts): string {
  return what === "other" ? texts.clickHere : texts.clickHereFor[what];
}

/**
 * "Please click here": an outline around the element, words and an arrow beside it, or at the edge towards
 * it. It goes when the element was clicked, or after a while.
 */
export class Spotlight {
  #label: HTMLElement;
  #ring: Ring;
  #timer: ReturnType<typeof setTimeout>;
  #end: () => void;

  constructor({ marks, bar, at, words, gone }: SpotlightOptions) {
    const arrow = icon(ARROW);
    arrow.classList.add("edge");
    this.#label = h("div", { class: "click-here" }, arrow, h("span", { text: words }));
    marks.append(this.#label);
    const clippers = clippersOf(at.element);
    this.#ring = new Ring(marks, at.element, (box) => this.#place(box, visiblePart(clippers), bar()));
    this.#ring.el.classList.add("spot");
    this.#timer = setTimeout(gone, SPOTLIGHT_FOR);
    const clicked = (event: Event) => {
      if (event.isTrusted && event.composedPath().includes(at.element)) gone();
    };
    const view = at.element.ownerDocument.defaultView;
    view?.addEventListener("click", clicked, { capture: true, passive: true });
    this.#end = () => view?.removeEventListener("click", clicked, { capture: true });
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.#end();
    this.#ring.remove();
    this.#label.remove();
  }

  #place(box: DOMRect | undefined, whole: Sides, bar: DOMRect | undefined): void {
    const el = this.#label;
    el.hidden = !box;
    if (!box) return;
    const { scale } = currentView();
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const part = besidesBar(whole, bar);
    const { at, angle } = towards(middle, whole, part, GAP);
    const below = part.bottom - box.bottom > box.top - part.top;
    const [width, height] = [el.offsetWidth / scale, el.offsetHeight / scale];
    const x = Math.min(Math.max(at.x - width / 2, part.left + GAP / 2), part.right - width - GAP / 2);
    const beside = below ? box.bottom + GAP : box.top - GAP - height;
    const y = angle === undefined ? beside : at.y - height / 2;
    const inView = Math.min(Math.max(y, part.top + GAP / 2), part.bottom - height - GAP / 2);
    el.style.transform = `translate(${x}px, ${inView}px) scale(${1 / scale})`;
    el.style.setProperty("--angle", `${angle ?? (below ? -Math.PI / 2 : Math.PI / 2)}rad`);
  }
}
