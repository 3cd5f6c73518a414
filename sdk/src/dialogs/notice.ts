import type { Texts } from "../texts/types.ts";
import { h, icon } from "../ui/element.ts";
import { CLOSE } from "../ui/icons.ts";
import type { Shell } from "../ui/shell.ts";

/** A notice without urgency goes away by itself after this long, in milliseconds. It can be read again in the chat. */
const NOTICE_FOR = 20_000;

/** A few words at the top of the page, read out at once, until they are closed or have been there long enough. */
export class Notice {
  #el: HTMLElement;
  #timer: ReturnType<typeof setTimeout>;
  #endFollow: () => void;

  constructor(shell: Shell, texts: Texts, title: string, text: string) {
    const words = h("div", { class: "words", role: "alert" });
    this.#el = h(
      "section",
      { class: "notice", "aria-label": title, on: { pointerenter: () => clearTimeout(this.#timer) } },
      words,
      h(
        "button",
        { class: "plain icon", "aria-label": texts.close, on: { click: () => this.close() } },
        icon(CLOSE),
      ),
    );
    shell.box.append(this.#el);
    // Filled after it is in the page: screen readers announce what changes in an alert.
    words.append(h("h2", { text: title }), h("p", { text }));
    this.#endFollow = shell.follow();
    this.#timer = setTimeout(() => this.close(), NOTICE_FOR);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#endFollow();
    this.#el.remove();
  }
}
