/** How often it is checked whether our button can be reached, in milliseconds. */
const CHECK_EVERY = 250;

/** Out of reach for so long, and the page is no longer sent, in milliseconds (DESIGN §6). */
const UNREACHABLE_AFTER = 2_000;

export interface ReachOptions {
  root: ShadowRoot;
  /** What must be reachable now; undefined while nothing has to be. */
  target: () => Element | undefined;
  /** Whether the page keeps taking our interface away; what is on top now says nothing then. */
  contested: () => boolean;
  /** Tries to bring our interface back on top. */
  rescue: () => void;
  lost: () => void;
}

/** Whether a pointer at the middle of the element would hit it: neither covered, nor inert, nor taken away. */
export function reachable(root: ShadowRoot, target: Element): boolean {
  if (!target.isConnected) return false;
  if (!root.host.checkVisibility?.({ opacityProperty: true, visibilityProperty: true })) return false;
  const { left, top, width, height } = target.getBoundingClientRect();
  if (width === 0 || height === 0) return false;
  const hit = root.elementFromPoint(left + width / 2, top + height / 2);
  return hit !== null && target.contains(hit);
}

/** Whether a place, in CSS pixels of the window, is within an element's box. */
export function isAt(el: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = el.getBoundingClientRect();
  return x >= left && x < right && y >= top && y < bottom;
}

/** Watches that the sign's Stop can be reached while a session runs; a hidden tab is not watched, nobody could press. */
export class Reach {
  #options: ReachOptions;
  #timer: ReturnType<typeof setInterval>;
  #since: number | undefined;

  constructor(options: ReachOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.check(), CHECK_EVERY);
  }

  check(): void {
    const { root, target, contested, rescue, lost } = this.#options;
    const wanted = target();
    if (!wanted || document.visibilityState === "hidden" || (reachable(root, wanted) && !contested())) {
      this.#since = undefined;
      return;
    }
    const now = performance.now();
    this.#since ??= now;
    if (now - this.#since >= UNREACHABLE_AFTER) {
      this.#since = undefined;
      lost();
    } else {
      rescue();
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
