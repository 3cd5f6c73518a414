import type { ConsentAskBody } from "@samepage/wire";
import type { AskClosed } from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import type { Shell } from "../ui/shell.ts";
import { Uncovered } from "./uncovered.ts";

/** The end of the question is announced this long before it comes, in milliseconds (WCAG 2.2.1). */
const ANNOUNCE_BEFORE = 20_000;

export interface ConsentOptions {
  shell: Shell;
  texts: Texts;
  question: ConsentAskBody;
  answer: (answer: "accept" | "decline") => void;
  /** Called when the dialog is gone, for whatever reason. */
  gone: () => void;
}

/**
 * The question whether an agent may see the page (C2): an own modal dialog in the closed shadow tree. Accept
 * is never focused by default, and takes only a real press after having been visible and uncovered for a while.
 */
export class Consent {
  readonly ask: string;
  #options: ConsentOptions;
  #dialog: HTMLDialogElement;
  #heading: HTMLHeadingElement;
  #soon: HTMLElement;
  #uncovered: Uncovered;
  #announce: ReturnType<typeof setTimeout>;
  #focusBefore: HTMLElement | null;
  #endFollow: () => void;
  #endMoved: () => void;
  #over = false;

  constructor(options: ConsentOptions) {
    const { shell, texts, question } = options;
    this.ask = question.ask;
    this.#options = options;
    this.#focusBefore = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.#heading = h("h2", { id: "ask", tabindex: "-1", text: texts.askTitle(question.agent.name) });
    this.#soon = h("p", { class: "quiet", role: "status" });
    const accept = h("button", {
      class: "choice main",
      text: texts.accept,
      on: { click: (e) => this.#accept(e) },
    });
    this.#dialog = this.#build(accept);
    shell.box.append(this.#dialog);
    this.#endFollow = shell.follow();
    this.#show();
    // Moving the host closes a modal dialog, and a dialog of the page opened later makes ours inert: show it again.
    this.#endMoved = shell.onMoved(() => this.#show());
    this.#uncovered = new Uncovered(shell.root, accept);
    const left = Date.parse(question.expires_at) - Date.now() - ANNOUNCE_BEFORE;
    this.#announce = setTimeout(() => this.#sayEnd(), Math.max(0, left || 0));
  }

  /** Takes the question away: answered elsewhere, withdrawn, expired, or the chat is over. */
  close(_reason: AskClosed): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#announce);
    this.#uncovered.stop();
    this.#endMoved();
    this.#endFollow();
    this.#dialog.close();
    this.#dialog.remove();
    this.#focusBefore?.focus({ preventScroll: true });
    this.#options.gone();
  }

  #build(accept: HTMLButtonElement): HTMLDialogElement {
    const { texts, question } = this.#options;
    const list = h(
      "div",
      { class: "hidden-list", id: "hidden", hidden: true },
      h("ul", {}, ...texts.hiddenList.map((text) => h("li", { text }))),
      h("p", { class: "quiet", text: texts.hiddenMore }),
    );
    const what = h("button", {
      class: "what plain",
      text: texts.whatStaysHidden,
      "aria-expanded": "false",
      "aria-controls": "hidden",
      on: {
        click: () => {
          list.hidden = !list.hidden;
          what.setAttribute("aria-expanded", String(!list.hidden));
        },
      },
    });
    const no = h("button", {
      class: "choice",
      text: texts.no,
      on: { click: (e) => e.isTrusted && this.#decline() },
    });
    return h(
      "dialog",
      {
        "aria-labelledby": "ask",
        "aria-describedby": "says",
        on: {
          cancel: (event) => {
            event.preventDefault(); // Escape is a No, said to the agent
            if (event.isTrusted) this.#decline();
          },
        },
      },
      this.#heading,
      h(
        "div",
        { id: "says" },
        h("p", { text: texts.askWho(question.agent.name, pagesOf(question)) }),
        h("p", { text: `${texts.askHidden} ${texts.askStop}` }),
      ),
      list,
      this.#soon,
      h("div", { class: "answers" }, what, no, accept),
    );
  }

  #show(): void {
    if (this.#over) return;
    const focused = this.#options.shell.root.activeElement;
    if (this.#dialog.open) this.#dialog.close();
    this.#dialog.showModal();
    const again = focused instanceof HTMLElement && this.#dialog.contains(focused) ? focused : this.#heading;
    again.focus({ preventScroll: true });
  }

  #accept(event: Event): void {
    if (!event.isTrusted || window.top !== window || !this.#uncovered.look()) return;
    this.#options.answer("accept");
  }

  #decline(): void {
    this.#options.answer("decline");
  }

  #sayEnd(): void {
    const seconds = Math.round((Date.parse(this.#options.question.expires_at) - Date.now()) / 1000);
    if (seconds > 0) this.#soon.textContent = this.#options.texts.askLeft(seconds);
  }
}

/** Hosts of the pages that will be seen, as a reader knows them. */
function pagesOf(question: ConsentAskBody): string {
  const hosts = (question.origins ?? []).map((origin) => origin.replace(/^https?:\/\//, ""));
  return [...new Set(hosts)].join(", ") || window.location.host;
}
