// The keyboard in the picture (A21): one focusable part of the viewer that goes from element to element of the
// mirrored page and says what each is. Focus never enters the replica.
import type { Presence, Replica, Stop } from "@samepage/mirror/apply";
import type { Words } from "../words/index.ts";
import { sentenceOf } from "./sentence.ts";
import { type Step, stepFrom } from "./walk.ts";

export interface ReaderOptions {
  readonly root: HTMLElement;
  readonly replica: Replica;
  words(): Words;
  presence(node: number): Presence;
  /** The keyboard is at another element, or at none (0). */
  moved(node: number): void;
  /** Enter: press what the keyboard is at. */
  act(node: number): void;
  /** The keyboard leaves the picture. */
  leave(): void;
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: "next",
  ArrowRight: "next",
  ArrowUp: "previous",
  ArrowLeft: "previous",
  Home: "first",
  End: "last",
};

export class Reader {
  readonly #options: ReaderOptions;
  readonly #box: HTMLElement;
  readonly #how: HTMLElement;
  readonly #said: HTMLElement;
  #at = 0;
  #index = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
    const doc = options.root.ownerDocument;
    this.#box = doc.createElement("div");
    this.#box.className = "reader";
    this.#box.tabIndex = 0;
    this.#box.setAttribute("role", "application");
    this.#how = doc.createElement("p");
    this.#how.id = "reader-how";
    this.#how.className = "unseen";
    this.#said = doc.createElement("p");
    this.#said.className = "unseen";
    this.#said.setAttribute("aria-live", "assertive");
    this.#box.setAttribute("aria-describedby", this.#how.id);
    this.#box.addEventListener("keydown", (event) => this.#keyDown(event));
    this.#box.addEventListener("focus", () => options.moved(this.#at));
    this.#box.addEventListener("blur", () => options.moved(0));
    options.root.append(this.#box, this.#how, this.#said);
    this.relabel();
  }

  /** The words' language has changed. */
  relabel(): void {
    const { picture, how } = this.#options.words().reading;
    this.#box.setAttribute("aria-label", picture);
    this.#how.textContent = how;
  }

  focus(): void {
    this.#box.focus({ preventScroll: true });
  }

  /** Where the keyboard is while it is in the picture; 0 for nowhere. */
  get node(): number {
    return this.#box.ownerDocument.activeElement === this.#box ? this.#at : 0;
  }

  /** A keyframe has given all elements new numbers. */
  forget(): void {
    this.#at = 0;
  }

  destroy(): void {
    for (const part of [this.#box, this.#how, this.#said]) part.remove();
  }

  #keyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Tab") return this.#tab(event);
    const step = STEPS[event.key];
    if (step) this.#step(event, step);
    else if (event.key === "Enter" || event.key === " ") this.#act(event);
    else if (event.key === "Escape") this.#leave(event);
  }

  /** Past the last element that can be pressed, Tab leaves the picture as it leaves everything else. */
  #tab(event: KeyboardEvent): void {
    const stops = this.#options.replica.stops();
    const step = event.shiftKey ? "previousActive" : "nextActive";
    const index = stepFrom(stops, this.#at, this.#index, step);
    if (index === null) return;
    event.preventDefault();
    this.#go(stops, index);
  }

  #step(event: KeyboardEvent, step: Step): void {
    event.preventDefault();
    const stops = this.#options.replica.stops();
    const index = stepFrom(stops, this.#at, this.#index, step);
    if (index !== null) return this.#go(stops, index);
    const { empty, start, end } = this.#options.words().reading;
    this.#say(stops.length === 0 ? empty : step === "previous" ? start : end);
  }

  #act(event: KeyboardEvent): void {
    event.preventDefault();
    if (this.#at) this.#options.act(this.#at);
  }

  #leave(event: KeyboardEvent): void {
    event.preventDefault();
    this.#options.leave();
  }

  #go(stops: readonly Stop[], index: number): void {
    this.#index = index;
    this.#at = stops[index]?.node ?? 0;
    this.#options.moved(this.#at);
    const spoken = this.#options.replica.spoken(this.#at);
    const presence = this.#options.presence(this.#at);
    if (spoken) this.#say(sentenceOf(spoken, presence, this.#options.words().reading));
  }

  #say(text: string): void {
    // the same words twice are said twice only if they differ
    this.#said.textContent = this.#said.textContent === text ? `${text}\u00a0` : text;
  }
}
