import { AssetState } from "../../capture/assets/ops.ts";
import type { ImageFacts } from "./images.ts";
import { placeholderImage } from "./placeholder-image.ts";
import type { AssetStore } from "./store.ts";

/** Marks stand-ins that are to be seen. */
export const SHOWN_MARK = "sp-shown";

/**
 * Shows what the customer's objects show, in the place of their stand-ins: an image, or the empty box of anything else,
 * in the size that it has there.
 */
export class Objects {
  readonly #store: AssetStore;
  readonly #facts = new WeakMap<Element, ImageFacts>();
  readonly #contents = new WeakMap<Element, Animation>();

  constructor(store: AssetStore) {
    this.#store = store;
  }

  show(el: Element, facts: ImageFacts): void {
    this.#facts.set(el, facts);
    const { ref, width, height, state } = facts;
    el.toggleAttribute(SHOWN_MARK, state !== AssetState.Empty);
    if (state === AssetState.Empty) return this.#contents.get(el)?.cancel();
    const fill = (): void => {
      if (this.#facts.get(el) !== facts) return;
      const address = this.#store.address(ref) ?? placeholderImage(width, height, this.#store.missing(ref));
      this.#set(el, address, facts);
    };
    if (ref !== "") this.#store.want(ref, fill);
    fill();
  }

  /** By an animation that stands still: the style attribute is the page's. */
  #set(el: Element, address: string, { width, height }: ImageFacts): void {
    const style = {
      content: `url("${address}")`,
      boxSizing: "border-box",
      width: `${width}px`,
      height: `${height}px`,
    };
    const animation = el.animate([style, style], { duration: 1, fill: "both" });
    animation.pause();
    this.#contents.get(el)?.cancel();
    this.#contents.set(el, animation);
  }
}
