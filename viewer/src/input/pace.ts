// Inputs in order, no faster than the server takes them (rateKeys in wire/kinds.go): typing that comes in a burst
// waits instead of being refused.

/** Inputs that may go at once, and how many a second follow; both a little below the server's own bound. */
const BURST = 100;
const PER_SECOND = 55;

export interface PaceClock {
  /** Milliseconds that only rise. */
  now(): number;
  /** Calls back after some milliseconds; the answer takes that back. */
  later(fn: () => void, ms: number): () => void;
}

export class Pace {
  readonly #clock: PaceClock;
  #waiting: (() => void)[] = [];
  #free = BURST;
  #at: number;
  #cancel: (() => void) | undefined;

  constructor(clock: PaceClock) {
    this.#clock = clock;
    this.#at = clock.now();
  }

  /** Runs `send` now, or when those before it have gone. */
  take(send: () => void): void {
    this.#waiting.push(send);
    if (!this.#cancel) this.#run();
  }

  /** Forgets what waits: its page is gone, or the agent may act no more. */
  clear(): void {
    this.#waiting = [];
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #run(): void {
    this.#cancel = undefined;
    const now = this.#clock.now();
    this.#free = Math.min(BURST, this.#free + ((now - this.#at) / 1000) * PER_SECOND);
    this.#at = now;
    while (this.#free >= 1 && this.#waiting.length > 0) {
      this.#free--;
      this.#waiting.shift()?.();
    }
    if (this.#waiting.length > 0) this.#cancel = this.#clock.later(() => this.#run(), 1000 / PER_SECOND);
  }
}

/** The browser's own clock. */
export const browserClock: PaceClock = {
  now: () => performance.now(),
  later: (fn, ms) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
