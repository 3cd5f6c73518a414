import { type ConsentAskBody, ConsentExtend, type ConsentExtendBody } from "@samepage/wire";
import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import type { Shell } from "../ui/shell.ts";
import type { PageStageEvents } from "./index.ts";
import { Modal } from "./modal.ts";
import type { QuestionWords } from "./question-words.ts";
import { TimeLimit } from "./time-limit.ts";

export interface ConsentOptions {
  shell: Shell;
  texts: Texts;
  question: ConsentAskBody;
  words: QuestionWords;
  events: Pick<PageStageEvents, "answer" | "send" | "preview">;
}

/** The question whether an agent may see the page, or operate it (C2). */
export class Consent {
  readonly ask: string;
  readonly words: QuestionWords;
  #shell: Shell;
  #texts: Texts;
  #modal: Modal;
  #soon: HTMLElement;
  #limit: TimeLimit;
  /** The customer looks at what stays hidden, on the page. */
  #looking = false;

  constructor({ shell, texts, question, words, events }: ConsentOptions) {
    const { ask } = question;
    this.ask = ask;
    this.words = words;
    this.#shell = shell;
    this.#texts = texts;
    this.#soon = h("p", { class: "quiet soon", role: "status" });
    const { list, toggle } = hiddenList(texts, () => {
      const { dialog } = this.#modal;
      const look = (on: boolean) => {
        this.#looking = on;
        dialog.setAside(on);
      };
      look(true);
      events.preview(() => look(false));
    });
    this.#modal = new Modal({
      shell,
      title: words.title,
      says: [...words.says.map((text) => h("p", { text })), list, this.#soon],
      more: [toggle],
      no: texts.no,
      yes: texts.accept,
      answered: (yes) => events.answer(ask, yes ? "accept" : "decline"),
    });
    this.#limit = new TimeLimit({
      dialog: this.#modal.dialog.el,
      busy: () => this.#busy(),
      extend: () => events.send<ConsentExtendBody>({ kind: ConsentExtend, ask }),
      announce: (seconds) => this.#announce(seconds),
    });
    this.renew(question);
  }

  /** The same question, with a later end. */
  renew(question: ConsentAskBody): void {
    this.#limit.endsAt(Date.parse(question.expires_at));
  }

  /** Takes the question away, for whatever reason. */
  close(): void {
    this.#limit.stop();
    this.#modal.close();
  }

  /**
   * Screen readers do not tell that they read; but the focus begins on the heading, and one that has gone
   * on from there by keyboard is somebody who takes their time.
   */
  #busy(): boolean {
    if (this.#looking) return true;
    const focused = this.#shell.root.activeElement;
    return (
      focused !== null && focused !== this.#modal.dialog.heading && focused.matches("dialog :focus-visible")
    );
  }

  #announce(seconds: number | undefined): void {
    this.#soon.textContent = seconds === undefined ? "" : this.#texts.askLeft(seconds);
  }
}

/** What stays hidden, in words and on the page, and the button that shows and hides it. */
function hiddenList(texts: Texts, onPage: () => void): { list: HTMLElement; toggle: HTMLButtonElement } {
  const list = h(
    "div",
    { class: "hidden-list", id: "hidden", hidden: true },
    h("ul", {}, ...texts.hiddenList.map((text) => h("li", { text }))),
    h("p", { class: "quiet", text: texts.hiddenMore }),
    h("button", { class: "on-page", text: texts.preview.show, on: { click: onPage } }),
  );
  const toggle = h("button", {
    class: "what plain",
    text: texts.whatStaysHidden,
    "aria-expanded": "false",
    "aria-controls": "hidden",
    on: {
      click: () => {
        list.hidden = !list.hidden;
        toggle.setAttribute("aria-expanded", String(!list.hidden));
      },
    },
  });
  return { list, toggle };
}
