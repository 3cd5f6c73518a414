import {
  ConsentAnswer,
  type ConsentAnswerBody,
  ConsentAsk,
  type ConsentAskBody,
  ConsentClosed,
  type ConsentClosedBody,
} from "@samepage/wire";
import type { Connection } from "./connection.ts";
import type { AskClosed, Stage } from "./stage.ts";

/** What the questions to the customer act through. */
export interface QuestionsOptions {
  connection: Connection;
  /** Hears that a new question is open. */
  asked: () => void;
  withStage: (act: (stage: Stage) => void) => void;
}

/** The open question to the customer: shown until it is answered or over, and asked again where an answer was lost. */
export class Questions {
  #options: QuestionsOptions;
  #open: ConsentAskBody | undefined;
  /** The question that was answered last: it may still come once more, with a later end that was asked for before. */
  #answered = "";
  #offs: (() => void)[];

  constructor(options: QuestionsOptions) {
    this.#options = options;
    const { connection: on } = options;
    this.#offs = [
      on.on<ConsentAskBody>(ConsentAsk, (body) => this.#ask(body)),
      on.on<ConsentClosedBody>(ConsentClosed, (body) => this.#over(body.ask, body.reason as AskClosed)),
    ];
  }

  /** The question that the welcome names, or none: what was open is over. */
  welcomed(question: ConsentAskBody | undefined): void {
    this.#answered = ""; // an answer that was lost is asked for again
    if (question) this.#ask(question);
    else if (this.#open) this.#over(this.#open.ask, "ended");
  }

  /** The session is over, and its question with it. */
  ended(): void {
    if (!this.#open) return;
    this.#answered = this.#open.ask;
    this.#over(this.#open.ask, "answered"); // the words of the end say it all
  }

  answer(ask: string, answer: "accept" | "decline", asker?: "page"): void {
    if (this.#open?.ask !== ask) return;
    const body: ConsentAnswerBody = { kind: ConsentAnswer, ask, answer, ...(asker && { asker }) };
    const sent = this.#options.connection.send(body);
    if (!sent) return; // the welcome asks again
    this.#answered = ask;
    this.#over(ask, "answered");
  }

  close(): void {
    for (const off of this.#offs) off();
  }

  #ask(body: ConsentAskBody): void {
    if (this.#answered === body.ask) return;
    if (this.#open?.ask !== body.ask) this.#options.asked(); // else it only has a later end
    this.#open = body;
    this.#options.withStage((stage) => this.#open?.ask === body.ask && stage.ask(body));
  }

  #over(ask: string, reason: AskClosed): void {
    if (this.#open?.ask === ask) this.#open = undefined;
    this.#options.withStage((stage) => stage.closeAsk(ask, reason));
  }
}
