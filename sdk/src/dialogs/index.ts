import type { ConsentAskBody } from "@samepage/wire";
import type {
  AskClosed,
  Ending,
  Sign,
  Stage,
  StageEvents,
  StepUpAnswer,
  StepUpQuestion,
} from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import { addSheet } from "../ui/sheet.ts";
import type { Shell } from "../ui/shell.ts";
import { Consent } from "./consent.ts";
import { dialogsCss } from "./dialogs-css.ts";
import { Notice } from "./notice.ts";
import type { Anchor } from "./pointers.ts";
import { SignView } from "./sign-view.ts";

/** Shows on the page what a session has to say. */
export class PageStage implements Stage {
  #shell: Shell;
  #texts: Texts;
  #events: StageEvents;
  #consent: Consent | undefined;
  #agent = "";
  #sign: SignView | undefined;
  #notice: Notice | undefined;

  constructor(shell: Shell, texts: Texts, events: StageEvents) {
    this.#shell = shell;
    this.#texts = texts;
    this.#events = events;
    addSheet(shell.root, dialogsCss);
  }

  ask(question: ConsentAskBody): void {
    if (this.#consent?.ask === question.ask) return;
    this.#consent?.close("answered");
    this.#notice?.close();
    this.#agent = question.agent.name;
    const consent = new Consent({
      shell: this.#shell,
      texts: this.#texts,
      question,
      answer: (answer) => this.#events.answer(question.ask, answer),
      gone: () => {
        if (this.#consent === consent) this.#consent = undefined;
      },
    });
    this.#consent = consent;
  }

  closeAsk(ask: string, reason: AskClosed): void {
    if (this.#consent?.ask !== ask) return;
    this.#consent.close(reason);
    if (reason === "answered") return;
    const { askClosed, askTitle } = this.#texts;
    const text = reason === "ended" ? askClosed.ended : askClosed[reason](this.#agent);
    this.#notify(askTitle(this.#agent), text);
  }

  sign(sign: Sign | undefined): void {
    if (!sign) {
      this.#sign?.destroy();
      this.#sign = undefined;
      return;
    }
    this.#sign ??= new SignView({
      shell: this.#shell,
      texts: this.#texts,
      stop: () => this.#events.stop(),
      unreachable: () => this.#events.unreachable(),
      dialogOpen: () => this.#consent !== undefined,
    });
    this.#sign.show(sign);
  }

  async signIsUp(): Promise<void> {
    await this.#sign?.isUp();
  }

  point(from: { agent: string; name: string; colour: string }, at: Anchor | undefined): void {
    this.#sign?.pointers.point(from, at);
  }

  async stepUp(_question: StepUpQuestion): Promise<StepUpAnswer> {
    return "expired"; // nothing is pressed that the customer was not shown
  }

  spotlight(_at: Parameters<Stage["spotlight"]>[0]): void {}

  paused(_on: boolean): void {}

  ended(ending: Ending): void {
    const { overBy, overTitle, noPolicy } = this.#texts;
    const text =
      ending.by === "agent"
        ? overBy.agent(ending.name)
        : ending.by === "no_policy"
          ? noPolicy
          : overBy[ending.by];
    this.#notify(overTitle, text);
  }

  destroy(): void {
    this.#consent?.close("ended");
    this.sign(undefined);
    this.#notice?.close();
  }

  #notify(title: string, text: string): void {
    this.#notice?.close();
    this.#notice = new Notice(this.#shell, this.#texts, title, text);
  }
}
