// The overlay's events, given to the tool in the hand. Nothing of them ever reaches the replica.
import type { Tool } from "./tool.ts";

export interface HandOptions {
  readonly overlay: HTMLElement;
  readonly tool: Tool;
  /** Scrolls the agent's own layout (A14); false where the wheel is the tool's. */
  scrollOwn(event: WheelEvent): boolean;
}

export class Hand {
  readonly #options: HandOptions;
  #tool: Tool;
  readonly #stop = new AbortController();

  constructor(options: HandOptions) {
    this.#options = options;
    this.#tool = options.tool;
    const { overlay } = options;
    const on = { signal: this.#stop.signal };
    overlay.addEventListener("pointerdown", (event) => this.#down(event), on);
    overlay.addEventListener("pointermove", (event) => this.#tool.move(event), on);
    overlay.addEventListener("pointerup", (event) => this.#tool.up(event), on);
    overlay.addEventListener("pointercancel", () => this.#tool.cancel(), on);
    overlay.addEventListener("wheel", (event) => this.#wheel(event), { ...on, passive: false });
    // the focus stays in the viewer's own field, and the browser's menu is not the page's
    for (const type of ["mousedown", "contextmenu", "dragstart"])
      overlay.addEventListener(type, (event) => event.preventDefault(), on);
  }

  /** Takes another tool; what the old one was about to do is taken back. */
  take(tool: Tool): void {
    if (tool !== this.#tool) this.#tool.cancel();
    this.#tool = tool;
    this.#options.overlay.style.cursor = tool.cursor;
  }

  destroy(): void {
    this.#tool.cancel();
    this.#stop.abort();
  }

  #down(event: PointerEvent): void {
    if (this.#tool.down(event)) this.#options.overlay.setPointerCapture(event.pointerId);
  }

  #wheel(event: WheelEvent): void {
    if (event.ctrlKey) return; // the agent's own zoom
    event.preventDefault();
    if (!this.#options.scrollOwn(event)) this.#tool.wheel(event);
  }
}
