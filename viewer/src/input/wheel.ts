// Turns of the wheel, added up over a frame.

/** Lines and pages of a wheel in CSS px, where the browser does not tell px itself. */
const LINE_PX = 16;
const PAGE_PX = 600;

export interface Turned {
  readonly dx: number;
  readonly dy: number;
  /** The last event, for its place and modifiers. */
  readonly event: WheelEvent | PointerEvent;
}

export class WheelSum {
  readonly #send: (turned: Turned) => void;
  #sum: Turned | null = null;
  #frame = 0;

  constructor(send: (turned: Turned) => void) {
    this.#send = send;
  }

  add(dx: number, dy: number, event: WheelEvent | PointerEvent): void {
    this.#sum = { dx: (this.#sum?.dx ?? 0) + dx, dy: (this.#sum?.dy ?? 0) + dy, event };
    this.#frame ||= requestAnimationFrame(() => this.flush());
  }

  /** Sends what has come together: before a press, which must find the page scrolled. */
  flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const sum = this.#sum;
    this.#sum = null;
    if (sum && (sum.dx || sum.dy)) this.#send(sum);
  }

  clear(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#sum = null;
  }
}

/** Movement of a wheel in CSS px. */
export function pxOf({ deltaX, deltaY, deltaMode, shiftKey }: WheelEvent): { dx: number; dy: number } {
  const unit = deltaMode === 1 ? LINE_PX : deltaMode === 2 ? PAGE_PX : 1;
  const [dx, dy] = [deltaX * unit, deltaY * unit];
  return shiftKey && dx === 0 ? { dx: dy, dy: 0 } : { dx, dy };
}
