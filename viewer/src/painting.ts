// Draws what lies over the picture, at most once a frame, and follows what moves below it.
import type { Drawing, Layer } from "./layer.ts";

/** Moving things under what is drawn are followed this often, in milliseconds. */
const FOLLOW_EVERY = 200;

export class Painting {
  readonly #layer: Layer;
  readonly #look: () => Drawing;
  readonly #follow: ReturnType<typeof setInterval>;
  #frame = 0;
  #empty = true;

  constructor(layer: Layer, look: () => Drawing) {
    this.#layer = layer;
    this.#look = look;
    // the page's own animations tell nobody that something has moved
    this.#follow = setInterval(() => {
      if (!this.#empty) this.soon();
    }, FOLLOW_EVERY);
  }

  /** Draws anew with the next frame. */
  soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const drawing = this.#look();
      const empty = isEmpty(drawing);
      if (!empty || !this.#empty) this.#layer.draw(drawing);
      this.#empty = empty;
    });
  }

  destroy(): void {
    clearInterval(this.#follow);
    cancelAnimationFrame(this.#frame);
  }
}

function isEmpty({ marks, seen, veils, lists, caret, pointer, reading }: Drawing): boolean {
  return [marks, seen, veils, lists].every((all) => all.length === 0) && !caret && !pointer && !reading;
}
