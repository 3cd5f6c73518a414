import { h } from "./element.ts";
import type { Shell } from "./shell.ts";

export interface TopDialogOptions {
  shell: Shell;
  /** The heading, which takes the focus. */
  title: string;
  class?: string;
  parts: HTMLElement[];
  /** Escape was pressed; the dialog stays until it is closed. */
  cancel: () => void;
}

/**
 * A modal dialog of our own, in the closed shadow tree. It stays on top of what the page opens later; the
 * focus goes to its heading, and back to where it was.
 */
export class TopDialog {
  readonly el: HTMLDialogElement;
  readonly heading: HTMLHeadingElement;
  #shell: Shell;
  #focusBefore: HTMLElement | null;
  #endFollow: () => void;
  #endMoved: () => void;
  #over = false;
  #aside = false;

  constructor({ shell, title, parts, cancel, ...rest }: TopDialogOptions) {
    this.#shell = shell;
    this.#focusBefore = focusedIn(shell);
    this.heading = h("h2", { id: "ask", tabindex: "-1", text: title });
    const refuse = (event: Event) => {
      event.preventDefault();
      if (event.isTrusted) cancel();
    };
    const attributes = { class: rest.class ?? "", "aria-labelledby": "ask", "aria-describedby": "says" };
    this.el = h("dialog", { ...attributes, on: { cancel: refuse } }, this.heading, ...parts);
    shell.box.append(this.el);
    this.#endFollow = shell.follow();
    this.#show();
    // Moving the host closes a modal dialog, and a dialog of the page opened later makes ours inert: show it again.
    this.#endMoved = shell.onMoved(() => this.#show());
  }

  /** Puts the dialog away for a while, as the customer looks at something on the page; false brings it back. */
  setAside(on: boolean): void {
    this.#aside = on;
    if (on) this.el.close();
    else this.#show();
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#endMoved();
    this.#endFollow();
    this.el.close();
    this.el.remove();
    this.#focusBefore?.focus({ preventScroll: true });
  }

  #show(): void {
    if (this.#over || this.#aside) return;
    const focused = this.#shell.root.activeElement;
    if (this.el.open) this.el.close();
    this.el.showModal();
    const again = focused instanceof HTMLElement && this.el.contains(focused) ? focused : this.heading;
    again.focus({ preventScroll: true });
  }
}

/** What has the focus, in our own tree or in the page. */
function focusedIn(shell: Shell): HTMLElement | null {
  const focused = shell.root.activeElement ?? document.activeElement;
  return focused instanceof HTMLElement ? focused : null;
}
