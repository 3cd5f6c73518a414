// Counts presses that belong together: the second of two makes a double click.

/** Presses further apart than this are clicks of their own, in milliseconds and CSS px of the viewer. */
const WITHIN_MS = 500;
const WITHIN_PX = 5;

export class Clicks {
  #last = { button: -1, x: 0, y: 0, at: 0, count: 0 };

  /** Number of the press in its row: 1, 2, 3 … `at` is in milliseconds. */
  count(button: number, x: number, y: number, at: number): number {
    const last = this.#last;
    const near = Math.hypot(x - last.x, y - last.y) <= WITHIN_PX && at - last.at <= WITHIN_MS;
    const count = last.button === button && near ? last.count + 1 : 1;
    this.#last = { button, x, y, at, count };
    return count;
  }
}
