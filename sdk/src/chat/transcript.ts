import type { ChatMessageBody } from "@samepage/wire";
import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import type { ChatModel } from "./chat-model.ts";
import { linkify } from "./linkify.ts";

/** The conversation. Lines are made once and kept, so that a screen reader hears only what is new. */
export class Transcript {
  readonly el: HTMLElement;
  #texts: Texts;
  #greeting: HTMLElement;
  #typing: HTMLElement;
  #lines = new Map<string, { el: HTMLElement; waits: boolean }>();

  constructor(texts: Texts) {
    this.#texts = texts;
    this.#greeting = h("p", { class: "greeting" });
    this.#typing = h("p", { class: "typing", hidden: true });
    this.el = h(
      "div",
      { class: "log", role: "log", "aria-label": texts.transcript, tabindex: "0" },
      this.#greeting,
      this.#typing,
    );
  }

  show(chat: ChatModel, company: string): void {
    const follow = this.el.scrollTop + this.el.clientHeight >= this.el.scrollHeight - 40;
    this.#greeting.textContent = company ? this.#texts.greetingOf(company) : this.#texts.greeting;
    this.#place([
      ...chat.messages
        .filter((message) => message.event !== "link") // the agent's way to the other tab
        .map((message) => ({ key: message.id, waits: false, make: () => this.#line(message) })),
      ...chat.unsent.map(({ id, text }) => ({ key: id, waits: true, make: () => this.#unsent(text) })),
    ]);
    const name = chat.state?.agent?.name;
    this.#typing.hidden = !chat.agentTyping || !name;
    if (name) this.#typing.textContent = this.#texts.typing(name);
    if (follow) this.el.scrollTop = this.el.scrollHeight;
  }

  /** The newest line in view. */
  toEnd(): void {
    this.el.scrollTop = this.el.scrollHeight;
  }

  /** Puts the wanted lines in their order, and touches none that is in its place already. */
  #place(wanted: { key: string; waits: boolean; make: () => HTMLElement }[]): void {
    const before = this.#lines;
    this.#lines = new Map();
    let cursor = this.#greeting.nextElementSibling;
    for (const { key, waits, make } of wanted) {
      const known = before.get(key);
      const el = known?.waits === waits ? known.el : make();
      if (known && known.el === el) before.delete(key);
      this.#lines.set(key, { el, waits });
      if (el === cursor) cursor = cursor.nextElementSibling;
      else this.el.insertBefore(el, cursor);
    }
    for (const { el } of before.values()) el.remove();
  }

  #line(message: ChatMessageBody): HTMLElement {
    if (message.from === "system") return h("p", { class: "system", text: this.#systemText(message) });
    const own = message.from === "customer";
    const who = own ? this.#texts.you : (message.name ?? "");
    const at = new Date(message.at);
    const time = Number.isNaN(at.valueOf())
      ? ""
      : at.toLocaleTimeString(this.#texts.language, { timeStyle: "short" });
    return this.#said(own ? "customer" : "agent", message.text, [who, time].filter(Boolean).join(" · "));
  }

  #unsent(text: string): HTMLElement {
    const line = this.#said("customer", text, this.#texts.notSent);
    line.firstElementChild?.classList.add("waits");
    return line;
  }

  #said(side: "customer" | "agent", text: string, meta: string): HTMLElement {
    const line = h("div", { class: `turn ${side}` });
    line.append(
      h("div", { class: `say ${side}`, dir: "auto" }, ...linkify(text)),
      h("div", { class: `meta ${side}`, text: meta }),
    );
    return line;
  }

  #systemText(message: ChatMessageBody): string {
    const { lines } = this.#texts;
    const name = message.name ?? "";
    switch (message.event) {
      case "invited":
        return lines.invited(name);
      case "accepted":
        return lines.accepted;
      case "declined":
        return lines.declined;
      case "expired":
        return lines.expired;
      case "withdrawn":
        return lines.withdrawn(name);
      case "ended":
        return lines.ended;
      case "transferred":
        return name ? lines.transferred(name) : lines.waiting;
      case "joined":
        return lines.joined(name);
      case "left":
        return lines.left(name);
      default:
        return message.text;
    }
  }
}
