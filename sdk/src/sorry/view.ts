import type { Texts } from "../texts/types.ts";
import { DEFAULT_ACCENT } from "../ui/accent.ts";
import type { Sorry } from "./index.ts";

export interface SorryViewOptions {
  texts: Texts;
  /** What is said. */
  words: string;
  /** Whether the button shows before anything is asked for. */
  button: boolean;
  accent: string | undefined;
  left: boolean;
}

type Styles = { [property: string]: string };

/** Lengths are CSS pixels. Styles are set one by one: old browsers have no constructed sheets, strict policies no others. */
const STYLES = {
  host: { all: "initial", position: "fixed", bottom: "20px", zIndex: "2147483647", display: "block" },
  button: {
    font: "600 15px/1.3 system-ui, sans-serif",
    minHeight: "44px",
    padding: "10px 18px",
    border: "0",
    borderRadius: "999px",
    color: "#fff",
    cursor: "pointer",
    boxShadow: "0 8px 28px rgba(0, 0, 0, .25)",
  },
  message: {
    font: "400 15px/1.45 system-ui, sans-serif",
    maxWidth: "min(320px, calc(100vw - 72px))",
    margin: "0 0 12px",
    padding: "14px 16px",
    borderRadius: "14px",
    background: "#fff",
    color: "#16181d",
    border: "1px solid #d9dce3",
    boxShadow: "0 8px 28px rgba(0, 0, 0, .25)",
  },
} satisfies { [part: string]: Styles };

/** A button at the usual corner, and above it the message that it opens and closes. */
export class SorryView implements Sorry {
  #host: HTMLElement;
  #button: HTMLButtonElement;
  #message: HTMLElement;
  #words: string;

  constructor({ texts, words, button, accent, left }: SorryViewOptions) {
    this.#words = words;
    this.#host = dressed(document.createElement("samepage-ui"), STYLES.host);
    const start = texts.direction === "rtl" ? !left : left;
    this.#host.style.setProperty(start ? "left" : "right", "20px");
    this.#host.dir = texts.direction;
    this.#host.lang = texts.language;
    this.#message = dressed(document.createElement("p"), STYLES.message);
    this.#message.setAttribute("role", "alert");
    this.#message.hidden = true;
    this.#button = dressed(document.createElement("button"), STYLES.button);
    this.#button.textContent = texts.openChat;
    this.#button.style.setProperty(
      "background",
      accent && CSS.supports("color", accent) ? accent : DEFAULT_ACCENT,
    );
    this.#button.hidden = !button;
    this.#button.setAttribute("aria-expanded", "false");
    this.#button.addEventListener("click", () => this.#show(this.#message.hidden === true));
    this.#host.attachShadow({ mode: "closed" }).append(this.#message, this.#button);
    document.body.append(this.#host);
  }

  open(): void {
    this.#show(true);
  }

  remove(): void {
    this.#host.remove();
  }

  #show(on: boolean): void {
    this.#message.hidden = !on;
    this.#message.textContent = on ? this.#words : ""; // filled when it shows: an alert is read out as it changes
    this.#button.setAttribute("aria-expanded", String(on));
  }
}

function dressed<E extends HTMLElement>(el: E, styles: Styles): E {
  Object.assign(el.style, styles);
  return el;
}
