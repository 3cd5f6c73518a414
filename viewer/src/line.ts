// One short line at the agent's pointer: why nothing happened, or what has to happen first.
import type { Place } from "./input/outbox.ts";

/** How long a line stands, in milliseconds: time to read ten words twice. */
const STANDS_MS = 4_000;
/** The same line again sooner than this says nothing new, in milliseconds. */
const AGAIN_MS = 700;
/** Distance from the pointer and from the window's edges, in CSS px. */
const GAP = 14;
const EDGE = 8;

export class Line {
  readonly #root: HTMLElement;
  readonly #box: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said = { text: "", at: 0 };

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#box = root.ownerDocument.createElement("div");
    this.#box.className = "line";
    this.#box.setAttribute("role", "status");
    root.append(this.#box);
  }

  say(text: string, place: Place): void {
    const now = performance.now();
    const again = text === this.#said.text && now - this.#said.at < AGAIN_MS;
    this.#said = { text, at: now };
    if (!again) this.#box.textContent = text;
    this.#box.dataset["shown"] = "true";
    this.#put(place);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), STANDS_MS);
  }

  hide(): void {
    clearTimeout(this.#timer);
    delete this.#box.dataset["shown"];
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#box.remove();
  }

  #put({ x, y }: Place): void {
    const { offsetWidth: width, offsetHeight: height } = this.#box;
    const { clientWidth, clientHeight } = this.#root;
    const left = Math.max(EDGE, Math.min(x + GAP, clientWidth - width - EDGE));
    const below = y + GAP + height + EDGE <= clientHeight;
    const top = below ? y + GAP : Math.max(EDGE, y - GAP - height);
    this.#box.style.transform = `translate(${left}px, ${top}px)`;
  }
}
