import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import type { ChatModel } from "./chat-model.ts";
import { problemText } from "./status.ts";

/** Enough of an address to answer to; the server looks closer. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The form for when nobody is there (C12): a message with an address to answer to. */
export class OfflineForm {
  readonly el: HTMLFormElement;
  #texts: Texts;
  #chat: ChatModel;
  #name: HTMLInputElement;
  #email: HTMLInputElement;
  #text: HTMLTextAreaElement;
  #problem: HTMLElement;
  #fields: HTMLElement;
  #thanks: HTMLElement;

  constructor(texts: Texts, chat: ChatModel) {
    this.#texts = texts;
    this.#chat = chat;
    this.#name = h("input", { name: "name", autocomplete: "name", maxlength: "200" });
    this.#email = h("input", {
      name: "email",
      type: "email",
      autocomplete: "email",
      maxlength: "200",
      required: true,
    });
    this.#text = h("textarea", { name: "text", rows: "4", maxlength: "4000", required: true });
    this.#problem = h("p", { class: "bad", role: "alert" });
    this.#thanks = h("p", { role: "status", hidden: true, text: texts.offlineSent });
    this.#fields = h(
      "div",
      { class: "offline-fields" },
      h("p", { text: texts.offlineText }),
      h("label", {}, texts.offlineName, this.#name),
      h("label", {}, texts.offlineEmail, this.#email),
      h("label", {}, texts.offlineMessage, this.#text),
      this.#problem,
      h("button", { class: "main", type: "submit", text: texts.offlineSend }),
    );
    this.el = h(
      "form",
      { class: "offline", novalidate: true, on: { submit: (event) => this.#submit(event) } },
      h("h3", { text: texts.offlineTitle }),
      this.#fields,
      this.#thanks,
    );
  }

  show(chat: ChatModel): void {
    this.#fields.hidden = chat.offlineSent && !chat.problem;
    this.#thanks.hidden = !this.#fields.hidden;
    if (chat.problem) this.#problem.textContent = problemText(chat.problem, this.#texts);
  }

  #submit(event: Event): void {
    event.preventDefault();
    const { emailNeeded, messageNeeded, connectionLost } = this.#texts;
    const email = this.#email.value.trim();
    const text = this.#text.value.trim();
    this.#mark(this.#email, EMAIL.test(email));
    this.#mark(this.#text, text !== "");
    const wrong = !EMAIL.test(email) ? emailNeeded : text === "" ? messageNeeded : "";
    this.#problem.textContent = wrong;
    if (wrong) {
      (wrong === emailNeeded ? this.#email : this.#text).focus();
      return;
    }
    if (!this.#chat.leave({ name: this.#name.value.trim(), email, text }))
      this.#problem.textContent = connectionLost;
  }

  #mark(field: HTMLElement, good: boolean): void {
    if (good) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
  }
}
