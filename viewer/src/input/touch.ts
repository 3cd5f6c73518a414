// A finger on the picture: a tap presses, a long one is the second button, a stroke scrolls.

/** A finger that moves further than this scrolls, in CSS px of the viewer. */
const SLOP_PX = 8;
/** A finger that rests this long means the second button, in milliseconds. */
const LONG_MS = 550;

export interface TouchOptions {
  tap(event: PointerEvent, button: 0 | 2): void;
  /** CSS px of the viewer; `down` is where the finger began. */
  scroll(dx: number, dy: number, down: PointerEvent): void;
}

export class Touch {
  readonly #options: TouchOptions;
  #down: PointerEvent | null = null;
  #last = { x: 0, y: 0 };
  #scrolling = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TouchOptions) {
    this.#options = options;
  }

  down(event: PointerEvent): void {
    if (this.#down) return this.cancel(); // a second finger: the gesture is none of ours
    this.#down = event;
    this.#last = { x: event.clientX, y: event.clientY };
    this.#timer = setTimeout(() => {
      this.cancel();
      this.#options.tap(event, 2);
    }, LONG_MS);
  }

  move(event: PointerEvent): void {
    const down = this.#down;
    if (!down || event.pointerId !== down.pointerId) return;
    const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > SLOP_PX;
    if (!this.#scrolling && !far) return;
    this.#scrolling = true;
    clearTimeout(this.#timer);
    this.#options.scroll(this.#last.x - event.clientX, this.#last.y - event.clientY, down);
    this.#last = { x: event.clientX, y: event.clientY };
  }

  up(event: PointerEvent): void {
    const tapped = this.#down?.pointerId === event.pointerId && !this.#scrolling;
    this.cancel();
    if (tapped) this.#options.tap(event, 0);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#down = null;
    this.#scrolling = false;
  }
}
