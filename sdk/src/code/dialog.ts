import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import type { Shell } from "../ui/shell.ts";

export interface CodeDialogOptions {
  shell: Shell;
  texts: Texts;
  cancel: () => void;
  /** The customer wants another code, as this one is over. */
  renew: () => void;
}

/**
 * The six digits, large, to be read out on the telephone. It does not keep the page from being used: the agent may
 * want to know something first. Screen readers say digit by digit.
 */
export class CodeDialog {
  #texts: Texts;
  #el: HTMLElement;
  #digits: HTMLElement;
  #until: HTMLElement;
  #again: HTMLButtonElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #focusBefore: HTMLElement | null;
  #endFollow: () => void;

  constructor({ shell, texts, cancel, renew }: CodeDialogOptions) {
    this.#texts = texts;
    this.#focusBefore = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const heading = h("h2", { id: "code-title", tabindex: "-1", text: texts.code.title });
    this.#digits = h("p", { class: "digits", role: "status", text: texts.connecting });
    this.#until = h("p", { class: "quiet" });
    this.#again = h("button", {
      class: "main",
      text: texts.code.again,
      hidden: true,
      on: { click: (event) => event.isTrusted && renew() },
    });
    this.#el = h(
      "section",
      {
        class: "code",
        role: "dialog",
        "aria-labelledby": "code-title",
        on: { keydown: (event) => (event as KeyboardEvent).key === "Escape" && event.isTrusted && cancel() },
      },
      heading,
      h("p", { text: texts.code.says }),
      this.#digits,
      this.#until,
      h(
        "div",
        { class: "answers" },
        h("button", { text: texts.code.cancel, on: { click: (event) => event.isTrusted && cancel() } }),
        this.#again,
      ),
    );
    shell.box.append(this.#el);
    this.#endFollow = shell.follow();
    document.addEventListener("focusin", this.#giveWay, { passive: true });
    heading.focus({ preventScroll: true });
  }

  /** @param until when it is good no more */
  show(code: string, until: Date): void {
    const texts = this.#texts;
    this.#digits.replaceChildren(
      h("span", { class: "aloud", text: [...code].join(" ") }),
      h("span", { "aria-hidden": "true", dir: "ltr", text: `${code.slice(0, 3)} ${code.slice(3)}` }),
    );
    const time = until.toLocaleTimeString(texts.language, { timeStyle: "short" });
    this.#until.textContent = texts.code.until(time);
    this.#again.hidden = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#over(texts.code.over), Math.max(0, until.getTime() - Date.now()));
  }

  /** There is no code, and why. */
  fail(reason: string): void {
    this.#over(reason || this.#texts.connectionBlocked);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#endFollow();
    document.removeEventListener("focusin", this.#giveWay);
    const inside = this.#el.contains((this.#el.getRootNode() as ShadowRoot).activeElement);
    this.#el.remove();
    if (inside) this.#focusBefore?.focus({ preventScroll: true });
  }

  /** Goes to the other edge from over what has the focus in the page (WCAG 2.4.11). */
  #giveWay = (): void => {
    const { host } = this.#el.getRootNode() as ShadowRoot;
    const focused = document.activeElement ?? host;
    const { left, top, width, height } = focused.getBoundingClientRect();
    const middle = top + height / 2;
    if (focused === host || document.elementFromPoint(left + width / 2, middle) !== host) return;
    this.#el.classList.toggle("low", middle < window.innerHeight / 2);
  };

  #over(text: string): void {
    this.#digits.replaceChildren(h("span", { class: "said", text }));
    this.#until.textContent = "";
    this.#again.hidden = false;
  }
}
