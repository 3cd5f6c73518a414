import type { Texts } from "../texts/types.ts";
import { h, icon } from "../ui/element.ts";
import { CLOSE } from "../ui/icons.ts";
import type { Shell } from "../ui/shell.ts";
import { giveWay } from "./give-way.ts";
import { noticeCss } from "./notice-css.ts";

/** A notice without urgency goes away by itself after this long, in milliseconds. It can be read again in the chat. */
const NOTICE_FOR = 20_000;

export interface NoticeOptions {
  shell: Shell;
  texts: Texts;
  title: string;
  text: string;
  /** Called when the customer closes it, not when it goes by itself. */
  closed?: () => void;
}

/** A few words at the top of the page, read out at once, until they are closed or have been there long enough. */
export class Notice {
  #el: HTMLElement;
  #words = h("div", { class: "words", role: "alert" });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: () => void;
  #open = true;

  constructor({ shell, texts, title, text, closed }: NoticeOptions) {
    shell.style(noticeCss);
    const close = () => {
      this.close();
      closed?.();
    };
    this.#el = h(
      "section",
      {
        class: "notice",
        "aria-label": title,
        on: { pointerenter: () => this.stay(), focusin: () => this.stay() },
      },
      h(
        "div",
        { class: "first" },
        this.#words,
        h("button", { class: "plain icon", "aria-label": texts.close, on: { click: close } }, icon(CLOSE)),
      ),
    );
    shell.box.append(this.#el);
    // Filled after it is in the page: screen readers announce what changes in an alert.
    this.#words.append(h("h2", { text: title }), h("p", { text }));
    const ends = [shell.follow(), giveWay(this.#el, (low) => this.#el.classList.toggle("low", low))];
    this.#end = () => {
      for (const end of ends) end();
    };
    this.#timer = setTimeout(() => this.close(), NOTICE_FOR);
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Adds something to do; a notice with something to do stays until it is closed. */
  add(part: HTMLElement): void {
    this.stay();
    this.#el.append(part);
  }

  stay(): void {
    clearTimeout(this.#timer);
  }

  close(): void {
    this.#open = false;
    this.stay();
    this.#end();
    this.#el.remove();
  }
}
