import type { Texts } from "../texts/types.ts";
import { h, icon } from "../ui/element.ts";
import { CHAT } from "../ui/icons.ts";

/** The round button that opens the chat, with the number of unread messages. */
export class Bubble {
  readonly el: HTMLButtonElement;
  #texts: Texts;
  #count: HTMLElement;

  constructor(texts: Texts, open: () => void) {
    this.#texts = texts;
    this.#count = h("span", { class: "count", "aria-hidden": "true", hidden: true });
    this.el = h(
      "button",
      {
        class: "bubble",
        "aria-label": texts.openChat,
        "aria-expanded": "false",
        title: texts.openChat,
        on: { click: open },
      },
      icon(CHAT),
      this.#count,
    );
  }

  unread(count: number): void {
    this.#count.hidden = count === 0;
    this.#count.textContent = count > 9 ? "9+" : String(count);
    const { openChat, unread } = this.#texts;
    this.el.setAttribute("aria-label", count > 0 ? `${openChat}, ${unread(count)}` : openChat);
  }

  expanded(on: boolean): void {
    this.el.setAttribute("aria-expanded", String(on));
    this.el.hidden = on;
  }
}
