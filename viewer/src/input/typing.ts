// The keyboard of the agent who controls the page. A field of the viewer has the focus, never anything of the
// replica; what input methods and the clipboard make of keys arrives there.
import { meantFor } from "./keys.ts";
import { modifiersOf, type Systems } from "./modifiers.ts";
import type { Key, Place } from "./outbox.ts";

export interface TypingOptions {
  readonly root: HTMLElement;
  key(key: Key): void;
  text(text: string, source: "ime" | "paste"): void;
  copy(cut: boolean): void;
  systems(): Systems;
}

export class Typing {
  readonly #options: TypingOptions;
  readonly #field: HTMLTextAreaElement;

  constructor(options: TypingOptions) {
    this.#options = options;
    const field = options.root.ownerDocument.createElement("textarea");
    field.className = "typing";
    field.tabIndex = -1;
    field.spellcheck = false;
    field.autocomplete = "off";
    field.setAttribute("autocorrect", "off");
    field.setAttribute("autocapitalize", "off");
    field.addEventListener("keydown", (event) => this.#keyDown(event));
    field.addEventListener("input", (event) => this.#input(event as InputEvent));
    field.addEventListener("compositionend", (event) => this.#commit(event.data));
    field.addEventListener("paste", (event) => this.#paste(event));
    field.addEventListener("drop", (event) => event.preventDefault());
    options.root.append(field);
    this.#field = field;
  }

  /** Says to screen readers where keys go. */
  label(text: string): void {
    this.#field.setAttribute("aria-label", text);
  }

  /** Takes the keyboard; the input method's window opens at the place. */
  focus({ x, y }: Place): void {
    this.#field.style.left = `${x}px`;
    this.#field.style.top = `${y}px`;
    this.#field.focus({ preventScroll: true });
  }

  get focused(): boolean {
    return this.#field.ownerDocument.activeElement === this.#field;
  }

  blur(): void {
    this.#field.value = "";
    this.#field.blur();
  }

  destroy(): void {
    this.#field.remove();
  }

  #keyDown(event: KeyboardEvent): void {
    const systems = this.#options.systems();
    switch (meantFor(event, systems)) {
      case "page": {
        event.preventDefault();
        const { key, code, repeat } = event;
        return this.#options.key({ key, code, repeat, modifiers: modifiersOf(event, systems) });
      }
      case "copy":
      case "cut":
        event.preventDefault();
        return this.#options.copy(event.key.toLowerCase() === "x" || event.code === "KeyX");
      default:
        return; // becomes text here, or is somebody else's
    }
  }

  /** Text that came by no key: a voice, a list of signs, a keyboard on the screen. */
  #input(event: InputEvent): void {
    if (!event.isComposing) this.#commit(this.#field.value);
  }

  #commit(text: string): void {
    this.#field.value = "";
    if (text) this.#options.text(text, "ime");
  }

  #paste(event: ClipboardEvent): void {
    event.preventDefault();
    const text = event.clipboardData?.getData("text/plain");
    if (text) this.#options.text(text, "paste");
  }
}
