import { reachable } from "../ui/reach.ts";

/** A consent button takes a press only after it has been visible and uncovered this long, in milliseconds (C2). */
const UNCOVERED_FOR = 500;

/** How often it is looked at between frames of the observer, in milliseconds. */
const LOOK_EVERY = 100;

/**
 * The second version of IntersectionObserver also tells of covering, filters and opacity (Chromium). It
 * minds our own as well: neither the button nor anything around it may have a filter or be translucent.
 */
interface VisibilityEntry extends IntersectionObserverEntry {
  isVisible?: boolean;
}

/**
 * Tells since when a button has been seen by the customer without anything over it, so that a page that
 * puts the button under the customer's finger gets no consent.
 */
export class Uncovered {
  #root: ShadowRoot;
  #button: HTMLElement;
  #since: number | undefined;
  #seen = true;
  #timer: ReturnType<typeof setInterval>;
  #observer: IntersectionObserver;

  constructor(root: ShadowRoot, button: HTMLElement) {
    this.#root = root;
    this.#button = button;
    const options = { threshold: 1, trackVisibility: true, delay: LOOK_EVERY } as IntersectionObserverInit;
    this.#observer = new IntersectionObserver((entries) => {
      const entry = entries.at(-1) as VisibilityEntry | undefined;
      this.#seen = entry?.isVisible ?? entry?.isIntersecting ?? false;
      this.look();
    }, options);
    this.#observer.observe(button);
    this.#timer = setInterval(() => this.look(), LOOK_EVERY);
    this.look();
  }

  /** Looks now, shows on the button whether it takes a press, and returns that. */
  look(): boolean {
    const fine = this.#seen && document.visibilityState === "visible" && reachable(this.#root, this.#button);
    if (!fine) this.#since = undefined;
    else this.#since ??= performance.now();
    const longEnough = this.#since !== undefined && performance.now() - this.#since >= UNCOVERED_FOR;
    if (longEnough) this.#button.removeAttribute("aria-disabled");
    else this.#button.setAttribute("aria-disabled", "true");
    return longEnough;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#observer.disconnect();
  }
}
