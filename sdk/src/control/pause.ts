/** The agent's input waits this long after the customer's own, in milliseconds; more of it begins anew (A10). */
const PAUSE_FOR = 500;

/** While a pause goes on, agents are told at most this often, in milliseconds. */
const TELL_EVERY = 250;

/** What the customer does with the page by hand. Looking on with the mouse is not among it. */
const BY_HAND = ["pointerdown", "keydown", "wheel", "touchstart", "beforeinput"] as const;

export interface PauseOptions {
  window: Window;
  /** The pause begins, or lasts longer: milliseconds from now. */
  pauses(until: number): void;
  /** The agent goes on. */
  over(): void;
}

/** The customer's own input comes first: sees it, in frames of the same origin too. */
export class Pause {
  #options: PauseOptions;
  #watched = new Set<Window>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told = Number.NEGATIVE_INFINITY;
  /** Input that our own edits make counts as trusted: not while one runs. */
  #acting = false;

  constructor(options: PauseOptions) {
    this.#options = options;
    this.#watch(options.window);
  }

  get on(): boolean {
    return this.#timer !== undefined;
  }

  /** Runs what an agent does: none of it is taken for the customer's. */
  act<T>(run: () => T): T {
    this.#watchFrames(this.#options.window);
    this.#acting = true;
    try {
      return run();
    } finally {
      this.#acting = false;
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const view of this.#watched) {
      for (const type of BY_HAND) view.removeEventListener(type, this.#seen, { capture: true });
    }
    this.#watched.clear();
  }

  #watch(view: Window): void {
    if (this.#watched.has(view)) return;
    this.#watched.add(view);
    for (const type of BY_HAND) view.addEventListener(type, this.#seen, { capture: true, passive: true });
  }

  /** Frames come and go; those that are there when an agent acts are the ones that matter. */
  #watchFrames(view: Window): void {
    for (const frame of view.document.querySelectorAll("iframe")) {
      const inner = frame.contentDocument?.defaultView;
      if (!inner) continue;
      this.#watch(inner);
      this.#watchFrames(inner);
    }
  }

  #seen = (event: Event): void => {
    if (!event.isTrusted || this.#acting) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#told = Number.NEGATIVE_INFINITY;
      this.#options.over();
    }, PAUSE_FOR);
    if (event.timeStamp - this.#told < TELL_EVERY) return;
    this.#told = event.timeStamp;
    this.#options.pauses(PAUSE_FOR);
  };
}
