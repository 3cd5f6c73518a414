import { h } from "../shared/h.ts";
import { sheet } from "./sheet.ts";

const most = 5;

const look = sheet(`
  :host { display: inline-flex; border-radius: 6px; cursor: pointer; }
  :host(:focus-visible) { outline: 3px solid var(--brass); outline-offset: 2px; }
  span { font-size: 1.8rem; line-height: 1; padding: 4px; color: var(--line-strong); }
  span.on { color: var(--brass); }
  :host(:state(best)) span.on { color: var(--rust); }
`);

/** `<hp-rating name value>`: one to five stars, a form control of its own; its state at five is `best`. */
export class Rating extends HTMLElement {
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();
  readonly #stars = Array.from({ length: most }, (_, i) =>
    h("span", { onclick: () => this.#choose(i + 1) }, "★"),
  );

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [look];
    root.append(...this.#stars);
    this.tabIndex = 0;
    this.#internals.role = "slider";
    this.#internals.ariaLabel = "How festive";
    this.#internals.ariaValueMin = "1";
    this.#internals.ariaValueMax = String(most);
    this.addEventListener("keydown", (event) => this.#step(event));
    this.#choose(Number(this.getAttribute("value") ?? 1));
  }

  #step(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#choose(Number(this.#internals.ariaValueNow) + by);
  }

  #choose(value: number): void {
    const chosen = Math.min(most, Math.max(1, value));
    this.#internals.setFormValue(String(chosen));
    this.#internals.ariaValueNow = String(chosen);
    for (const [i, star] of this.#stars.entries()) star.classList.toggle("on", i < chosen);
    if (chosen === most) this.#internals.states.add("best");
    else this.#internals.states.delete("best");
  }
}
