/** The end of a question is announced this long before it comes, in milliseconds (WCAG 2.2.1). */
const ANNOUNCE_BEFORE = 20_000;

/** More time is asked for at most this often, in milliseconds: a word typed by mistake must not use up all there is. */
const EXTEND_EVERY = 5_000;

export interface TimeLimitOptions {
  dialog: HTMLElement;
  /** Whether somebody is at work in the dialog, as far as can be told. */
  busy: () => boolean;
  /** Asks for more time. */
  extend: () => void;
  /** Says how many seconds are left; undefined takes that back. */
  announce: (seconds: number | undefined) => void;
}

/**
 * The time that a question is open: any key or tap inside asks for more, its end is announced, and while
 * somebody is at work in the dialog it does not come, as long as the server grants more.
 */
export class TimeLimit {
  #options: TimeLimitOptions;
  #ends = 0;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TimeLimitOptions) {
    this.#options = options;
    for (const type of ["keydown", "pointerdown"]) {
      options.dialog.addEventListener(type, (event) => event.isTrusted && this.#more());
    }
  }

  /** The question ends then: a time of Date.now(); one that cannot be read never comes here. */
  endsAt(time: number): void {
    const later = time > this.#ends;
    this.#ends = time;
    clearTimeout(this.#timer);
    if (Number.isNaN(time)) return;
    if (later) this.#options.announce(undefined);
    this.#timer = setTimeout(() => this.#soon(), Math.max(0, time - Date.now() - ANNOUNCE_BEFORE));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #soon(): void {
    if (this.#options.busy()) this.#more();
    const seconds = Math.round((this.#ends - Date.now()) / 1000);
    if (seconds > 0) this.#options.announce(seconds);
  }

  #more(): void {
    const now = Date.now();
    if (now - this.#asked < EXTEND_EVERY) return;
    this.#asked = now;
    this.#options.extend();
  }
}
