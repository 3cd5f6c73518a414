import type { Memory } from "../core/memory.ts";
import type { Texts } from "../texts/types.ts";
import { h, icon } from "../ui/element.ts";
import { SEND } from "../ui/icons.ts";
import type { ChatModel } from "./chat-model.ts";
import { MAX_TEXT } from "./limits.ts";

/** The message field: Enter sends, Shift+Enter begins a line. What is not sent survives a reload. */
export class Composer {
  readonly el: HTMLFormElement;
  #chat: ChatModel;
  #memory: Memory;
  #field: HTMLTextAreaElement;

  constructor(texts: Texts, chat: ChatModel, memory: Memory) {
    this.#chat = chat;
    this.#memory = memory;
    this.#field = h("textarea", {
      rows: "1",
      maxlength: String(MAX_TEXT),
      placeholder: texts.messageLabel,
      "aria-label": texts.messageLabel,
      enterkeyhint: "send",
      on: { input: () => this.#changed(), keydown: (event) => this.#key(event as KeyboardEvent) },
    });
    this.#field.value = memory.draft;
    this.el = h(
      "form",
      { class: "write", on: { submit: (event) => this.#send(event) } },
      this.#field,
      h(
        "button",
        { class: "main icon", type: "submit", "aria-label": texts.send, title: texts.send },
        icon(SEND),
      ),
    );
  }

  focus(): void {
    this.#field.focus({ preventScroll: true });
  }

  #changed(): void {
    this.#memory.draft = this.#field.value;
    this.#chat.typing(this.#field.value.trim() !== "");
  }

  #key(event: KeyboardEvent): void {
    event.stopPropagation(); // shortcuts of the page are not meant by what is written here
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#send(event);
  }

  #send(event: Event): void {
    event.preventDefault();
    if (this.#field.value.trim() === "") return;
    this.#chat.write(this.#field.value);
    this.#field.value = "";
    this.#changed();
    this.focus();
  }
}
