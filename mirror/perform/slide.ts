import { isInputOf, setOwn } from "./fields.ts";
import type { Fire } from "./fire.ts";
import { type Ground, type Point, viewOf } from "./ground.ts";
import { boundsOf, tellInput } from "./widgets.ts";

/** Length of a range's knob along its track, in CSS pixels: the engines' own; pages style it where scripts cannot look. */
const KNOB = 16;

/** A press on a range: the knob goes where the pointer is, as it does under a person's hand. */
export class Slide {
  readonly range: HTMLInputElement;
  readonly #ground: Ground;
  readonly #fire: Fire;
  /** The value when it was pressed. */
  readonly #before: string;
  /** Where the pointer was last: a knob that is only touched stays where it is. */
  #at: Point;

  private constructor(ground: Ground, fire: Fire, range: HTMLInputElement, point: Point) {
    this.#ground = ground;
    this.#fire = fire;
    this.range = range;
    this.#before = range.value;
    this.#at = point;
    const away = Math.abs(shareOf(range) - this.#partAt(point)) * this.#track().length;
    if (away > KNOB / 2) this.#follow(point);
  }

  /** Begins where a range is pressed; null on all else. */
  static begin(ground: Ground, fire: Fire, pressed: Element, point: Point): Slide | null {
    return isInputOf(pressed, "range") ? new Slide(ground, fire, pressed, point) : null;
  }

  /** The pointer is there now. */
  to(point: Point): void {
    const { x, y } = this.#at;
    this.#at = point;
    if (point.x !== x || point.y !== y) this.#follow(point);
  }

  /** The knob is let go. */
  end(): void {
    if (this.range.isConnected && this.range.value !== this.#before)
      this.#fire.plain(this.range, viewOf(this.range), "change");
  }

  #follow(point: Point): void {
    const { min, max } = boundsOf(this.range);
    const part = Math.min(1, Math.max(0, this.#partAt(point)));
    const before = this.range.value;
    setOwn(this.range, "value", String(min + part * (max - min)));
    if (this.range.value !== before) tellInput(this.#fire, this.range);
  }

  /** Where on the track a point is: 0 at the least value, 1 at the greatest, beyond them outside. */
  #partAt(point: Point): number {
    const { start, length, at, reversed } = this.#track(point);
    const part = length > 0 ? (at - start) / length : 0;
    return reversed ? 1 - part : part;
  }

  /** The way of the knob's middle, in CSS pixels of the range's own viewport. */
  #track(point: Point = { x: 0, y: 0 }) {
    const view = viewOf(this.range);
    const box = this.range.getBoundingClientRect();
    const inside = this.#ground.into(view, point);
    const { writingMode, direction, appearance } = view.getComputedStyle(this.range);
    const isOld = appearance === "slider-vertical" || this.range.getAttribute("orient") === "vertical";
    const isVertical = isOld || writingMode.startsWith("vertical");
    const reversed = isOld || direction === "rtl";
    return isVertical
      ? { start: box.top + KNOB / 2, length: box.height - KNOB, at: inside.y, reversed }
      : { start: box.left + KNOB / 2, length: box.width - KNOB, at: inside.x, reversed };
  }
}

/** The value's place on the track, from 0 to 1. */
function shareOf(range: HTMLInputElement): number {
  const { min, max } = boundsOf(range);
  return max > min ? (Number(range.value) - min) / (max - min) : 0;
}
