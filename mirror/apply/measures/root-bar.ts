/**
 * Keeps as much of the replica's viewport free as the customer's scroll bar takes. Engines that can make their own
 * bar that wide do; for the others it goes, and the frame is as much narrower.
 */
export class RootBar {
  readonly #frame: HTMLIFrameElement;
  /** Width of the customer's bar in px; null until it is told. */
  #told: number | null = null;
  /** How far the frame was made narrower for it. */
  #narrower = 0;

  constructor(frame: HTMLIFrameElement) {
    this.#frame = frame;
  }

  /** What the frame's width is less than the customer's. */
  get narrower(): number {
    return this.#narrower;
  }

  /** The customer's bar takes this much. */
  tell(width: number): void {
    this.#told = width;
  }

  /** Compares and corrects; `outrank` takes the rules that it needs. Answers whether the frame's width is another now. */
  settle(outrank: (css: string) => void): boolean {
    const told = this.#told;
    const before = this.#narrower;
    if (told === null) return false;
    if (this.#off(told) === 0) return false;
    this.#narrower = 0;
    outrank(
      `html{scrollbar-width:auto!important;scrollbar-color:auto!important}html::-webkit-scrollbar{width:${told}px!important;height:${told}px!important}`,
    );
    if (before === 0 && this.#off(told) === 0) return false;
    outrank("html{scrollbar-width:none!important}html::-webkit-scrollbar{display:none!important}");
    this.#narrower = told;
    return before !== told;
  }

  reset(): void {
    this.#told = null;
    this.#narrower = 0;
  }

  /** How much more than told the replica's own bar takes. */
  #off(told: number): number {
    const root = this.#frame.contentDocument?.documentElement;
    const view = this.#frame.contentWindow;
    return root && view ? view.innerWidth + this.#narrower - root.clientWidth - told : 0;
  }
}
