import type { Branding } from "@samepage/wire";
import type { Memory } from "../core/memory.ts";
import type { Texts } from "../texts/types.ts";
import { h, icon } from "../ui/element.ts";
import { CLOSE } from "../ui/icons.ts";
import { addSheet } from "../ui/sheet.ts";
import type { Shell } from "../ui/shell.ts";
import { chatCss } from "./chat-css.ts";
import type { ChatModel } from "./chat-model.ts";
import { Composer } from "./composer.ts";
import { OfflineForm } from "./offline-form.ts";
import { lineText, problemText, subtitle } from "./status.ts";
import { Transcript } from "./transcript.ts";

/** Up to this width, in CSS pixels, the panel is a sheet over the whole width (as in its styles). */
const PHONE = 480;

export interface ChatPanelOptions {
  shell: Shell;
  texts: Texts;
  chat: ChatModel;
  memory: Memory;
  branding: () => Branding | undefined;
  /** Called when the panel opens or closes. */
  shown: (open: boolean) => void;
  focusBack: () => void;
}

/** The chat of the customer's side: a panel at the button's corner, a sheet over the whole width on phones. */
export class ChatPanel {
  #options: ChatPanelOptions;
  #el: HTMLElement;
  #title: HTMLElement;
  #subtitle: HTMLElement;
  #line: HTMLElement;
  #hint: HTMLElement;
  #end: HTMLButtonElement;
  #again: HTMLElement;
  #transcript: Transcript;
  #composer: Composer;
  #offline: OfflineForm;
  #endFollow: (() => void) | undefined;
  #endChanges: () => void;

  constructor(options: ChatPanelOptions) {
    const { shell, texts, chat, memory } = options;
    this.#options = options;
    addSheet(shell.root, chatCss);
    this.#title = h("h2", { id: "chat-title" });
    this.#subtitle = h("p", { role: "status" });
    this.#line = h("div", { class: "line", role: "status", hidden: true });
    this.#hint = h("div", { class: "hint", role: "status", hidden: true });
    this.#end = h("button", { class: "plain end", text: texts.endChat, on: { click: () => chat.end() } });
    this.#transcript = new Transcript(texts);
    this.#composer = new Composer(texts, chat, memory);
    this.#offline = new OfflineForm(texts, chat);
    const again = h("button", { class: "main", text: texts.newChat, on: { click: () => this.#startOver() } });
    this.#again = h("div", { class: "foot", hidden: true }, again);
    this.#el = this.#build();
    shell.box.append(this.#el);
    this.#endChanges = chat.changes.on(() => this.#show());
  }

  get isOpen(): boolean {
    return !this.#el.hidden;
  }

  open({ focus = true } = {}): void {
    const { shell, shown, memory } = this.#options;
    if (!this.isOpen) {
      this.#el.hidden = false;
      window.addEventListener("keydown", this.#key);
      this.#endFollow = shell.follow();
      memory.panelOpen = true;
      shown(true);
    }
    this.#show();
    this.#transcript.toEnd();
    if (focus) this.#composer.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    const inside = this.#options.shell.root.activeElement !== null;
    this.#el.hidden = true;
    window.removeEventListener("keydown", this.#key);
    this.#endFollow?.();
    this.#options.memory.panelOpen = false;
    this.#options.shown(false);
    if (inside) this.#options.focusBack();
  }

  /** On phones the panel covers the page: it closes when the page is what the two will look at. */
  giveWay(): void {
    if (document.documentElement.clientWidth <= PHONE) this.close();
  }

  destroy(): void {
    this.#endChanges();
    window.removeEventListener("keydown", this.#key);
    this.#endFollow?.();
    this.#el.remove();
  }

  /** Escape lets what lies under the panel and has the focus be seen (WCAG 2.4.11). */
  #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !event.isTrusted) return;
    const { left, top, width, height } = (document.activeElement ?? document.body).getBoundingClientRect();
    const { host } = this.#options.shell;
    if (document.elementFromPoint(left + width / 2, top + height / 2) === host) this.close();
  };

  #build(): HTMLElement {
    const { texts } = this.#options;
    const close = h(
      "button",
      {
        class: "icon",
        "aria-label": texts.closeChat,
        title: texts.closeChat,
        on: { click: () => this.close() },
      },
      icon(CLOSE),
    );
    const head = h(
      "header",
      { class: "head" },
      h("div", { class: "who" }, this.#title, this.#subtitle),
      this.#end,
      close,
    );
    return h(
      "section",
      {
        class: "panel",
        role: "dialog",
        "aria-labelledby": "chat-title",
        hidden: true,
        on: { keydown: (event) => (event as KeyboardEvent).key === "Escape" && this.close() },
      },
      head,
      this.#line,
      this.#transcript.el,
      this.#offline.el,
      this.#hint,
      this.#composer.el,
      this.#again,
    );
  }

  #show(): void {
    if (!this.isOpen) return;
    const { chat, texts, branding } = this.#options;
    const company = branding()?.name ?? "";
    const phase = chat.phase;
    const agent = chat.state?.agent?.name;
    this.#title.textContent = titleOf(agent, company, texts);
    setText(this.#subtitle, subtitle(chat, texts));
    setText(this.#line, lineText(chat.line, texts));
    this.#offline.el.hidden = phase !== "offline" || chat.unsent.length > 0;
    this.#transcript.el.hidden = !this.#offline.el.hidden;
    this.#composer.el.hidden = !this.#offline.el.hidden || phase === "ended";
    this.#again.hidden = phase !== "ended";
    this.#end.hidden = phase !== "active" && phase !== "queued";
    setText(
      this.#hint,
      chat.problem ? problemText(chat.problem, texts) : chat.cardHidden ? texts.numberHidden : "",
    );
    this.#hint.classList.toggle("bad", chat.problem !== undefined);
    this.#offline.show(chat);
    this.#transcript.show(chat, company);
    if (document.visibilityState === "visible") chat.read();
  }

  #startOver(): void {
    this.#options.chat.startOver();
    this.#composer.focus();
  }
}

function titleOf(agent: string | undefined, company: string, texts: Texts): string {
  if (!agent) return company || texts.chatTitle;
  return company ? texts.withAgent(agent, company) : agent;
}

/** Changes a text only when it is another one, so that it is not read out again; an empty one is not shown. */
function setText(el: HTMLElement, text: string): void {
  if (el.textContent !== text) el.textContent = text;
  el.hidden = text === "";
}
