// The frame of a picker: a small dialog beside the field, with the field's name, what is to be chosen, and two ways out.
import type { Place } from "../input/outbox.ts";
import type { Words } from "../words/index.ts";

/** Distance from the field's place and from the window's edges, in CSS px. */
const GAP = 6;
const EDGE = 8;

export interface PanelOptions {
  readonly root: HTMLElement;
  readonly label: string;
  readonly place: Place;
  readonly words: Words["picker"];
  /** What is chosen with; it gets the focus. */
  readonly content: HTMLElement;
  /** Whether a button sets the value; lists set it by being chosen from. */
  readonly button: boolean;
  apply(): void;
  /** Closed, whether or not something was set. */
  closed(): void;
}

export class Panel {
  readonly #dialog: HTMLDialogElement;

  constructor(options: PanelOptions) {
    const doc = options.root.ownerDocument;
    const title = doc.createElement("h2");
    title.textContent = options.words.choose(options.label);
    title.id = "picker-title";
    this.#dialog = doc.createElement("dialog");
    this.#dialog.className = "picker";
    this.#dialog.setAttribute("aria-labelledby", title.id);
    this.#dialog.append(title, options.content, this.#buttons(options));
    this.#dialog.addEventListener("close", () => {
      this.#dialog.remove();
      options.closed();
    });
    // a press beside it closes it, as lists do everywhere
    this.#dialog.addEventListener("pointerdown", (event) => {
      if (event.target === this.#dialog && !inside(this.#dialog, event)) this.close();
    });
    options.root.append(this.#dialog);
    this.#dialog.showModal();
    this.#put(options.place, options.root);
  }

  close(): void {
    this.#dialog.close();
  }

  #buttons({ button, words, apply }: PanelOptions): HTMLElement {
    const row = this.#dialog.ownerDocument.createElement("div");
    row.className = "buttons";
    row.append(this.#button(words.cancel, "", () => this.close()));
    if (button) {
      const set = () => {
        apply();
        this.close();
      };
      row.append(this.#button(words.apply, "main", set));
    }
    return row;
  }

  #button(text: string, name: string, press: () => void): HTMLButtonElement {
    const button = this.#dialog.ownerDocument.createElement("button");
    button.type = "button";
    button.className = name;
    button.textContent = text;
    button.addEventListener("click", press);
    return button;
  }

  #put({ x, y }: Place, { clientWidth, clientHeight }: HTMLElement): void {
    const { offsetWidth, offsetHeight, style } = this.#dialog;
    const left = Math.max(EDGE, Math.min(x + GAP, clientWidth - offsetWidth - EDGE));
    const top = Math.max(EDGE, Math.min(y + GAP, clientHeight - offsetHeight - EDGE));
    style.left = `${left}px`;
    style.top = `${top}px`;
  }
}

function inside(el: Element, { clientX, clientY }: PointerEvent): boolean {
  const { left, right, top, bottom } = el.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
