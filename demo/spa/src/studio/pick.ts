import { h } from "../shared/h.ts";
import { pounds } from "../shared/money.ts";
import { sheet } from "./sheet.ts";

const look = sheet(`
  :host { display: block; margin-bottom: 8px; }
  button { width: 100%; display: flex; justify-content: space-between; gap: 12px; padding: 13px 16px; font: inherit; color: inherit; text-align: left; cursor: pointer; background: var(--raised); border: 1px solid var(--line-strong); border-radius: 8px; }
  button:focus-visible { outline: 3px solid var(--brass); outline-offset: 2px; }
  :host(:state(chosen)) button { border-color: var(--pine); box-shadow: inset 4px 0 var(--pine); font-weight: 600; }
  :host(:state(full)) button { opacity: 0.55; cursor: not-allowed; }
`);

/** `<hp-pick price>`: a thing to put in or take out. Its custom states are `chosen` and `full`. */
export class Pick extends HTMLElement {
  readonly #internals = this.attachInternals();
  readonly #button = h("button", { type: "button", "aria-pressed": "false" });

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [look];
    this.#button.append(h("slot"), h("span", {}, pounds(this.price)));
    this.#button.addEventListener("click", () => {
      if (!this.#internals.states.has("full")) this.chosen = !this.chosen;
    });
    root.append(this.#button);
  }

  /** Price in pence. */
  get price(): number {
    return Number(this.getAttribute("price") ?? 0);
  }

  get chosen(): boolean {
    return this.#internals.states.has("chosen");
  }

  set chosen(value: boolean) {
    this.#set("chosen", value);
    this.#button.setAttribute("aria-pressed", String(value));
    this.dispatchEvent(new Event("pick", { bubbles: true }));
  }

  /** Says that nothing more fits in; what is chosen can still be taken out. */
  set full(value: boolean) {
    this.#set("full", value && !this.chosen);
  }

  #set(state: string, on: boolean): void {
    if (on) this.#internals.states.add(state);
    else this.#internals.states.delete(state);
  }
}
