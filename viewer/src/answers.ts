// What the customer's page answers to the agent's inputs, told at the pointer and to the console.
import {
  AnnotateGone,
  type AnnotateGoneBody,
  ControlPause,
  type ControlPauseBody,
  CopyText,
  type CopyTextBody,
  type CustomersOwn,
  ErrorKind,
  type FromViewer,
  InputRefused,
  type InputRefusedBody,
  type Link,
  NavGo,
  type Problem,
  StepUp,
  type StepUpBody,
} from "@samepage/wire";
import type { Place } from "./input/outbox.ts";
import type { Reason, StepUpState, Words } from "./words/index.ts";

export interface AnswersOptions {
  readonly link: Pick<Link, "onMessage">;
  words(): Words;
  /** Where the input of a number was made; null where nobody would see a line about it. */
  placeOf(ref: number): Place | null;
  say(text: string, place: Place): void;
  tell(message: FromViewer): void;
  /** Annotations are off the customer's page; an empty list means all. */
  gone(ids: readonly string[], why: string): void;
  /** Whether a message is about this agent. */
  isMe(agent: string): boolean;
}

export class Answers {
  readonly #options: AnswersOptions;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #stepUps = new Map<number, Place>();

  constructor(options: AnswersOptions) {
    this.#options = options;
    const { link } = options;
    link.onMessage<InputRefusedBody>(InputRefused, (body) => this.#refused(body));
    link.onMessage<Problem>(ErrorKind, (problem) => this.#refusedByServer(problem));
    link.onMessage<ControlPauseBody>(ControlPause, (body) => this.#paused(body.until));
    link.onMessage<StepUpBody>(StepUp, (body) => this.#stepUp(body));
    link.onMessage<CopyTextBody>(CopyText, ({ agent, text }) => {
      if (options.isMe(agent)) options.tell({ type: "copied", text });
    });
    link.onMessage<AnnotateGoneBody>(AnnotateGone, ({ agent, ids, why }) => {
      if (options.isMe(agent)) options.gone(ids, why);
    });
  }

  /** Nothing is paused any more: the page is another one, or the grant is gone. */
  reset(): void {
    this.#paused(0);
    this.#stepUps.clear();
  }

  destroy(): void {
    clearTimeout(this.#pause);
  }

  #refused({ agent, ref, reason, what }: InputRefusedBody): void {
    if (!this.#options.isMe(agent)) return;
    const words = this.#options.words();
    const place = this.#options.placeOf(ref);
    const text = reason === "needs_customer" ? needs(words, what) : refusal(words, reason);
    if (place) this.#options.say(text, place);
    this.#options.tell({ type: "refused", reason });
  }

  /** The server has let an input go no further: its codes in the words of the page's reasons. */
  #refusedByServer({ code, re, ref }: Problem): void {
    const reason = serverReason(code, re ?? "");
    const place = ref ? this.#options.placeOf(Number(ref)) : null;
    if (reason && place) this.#options.say(this.#options.words().refused[reason], place);
  }

  #paused(until: number): void {
    const before = this.#pause;
    clearTimeout(before);
    this.#pause = undefined;
    if (until > 0) this.#pause = setTimeout(() => this.#paused(0), until);
    const on = until > 0;
    if (on !== (before !== undefined)) this.#options.tell({ type: "paused", on });
  }

  #stepUp({ agent, ref, state, label }: StepUpBody): void {
    if (!this.#options.isMe(agent)) return;
    // the answer may come a minute after the press: its place is kept as long as the question stands
    const place = this.#stepUps.get(ref) ?? this.#options.placeOf(ref);
    if (place) this.#stepUps.set(ref, place);
    if (state !== "asked") this.#stepUps.delete(ref);
    const text = (this.#options.words().stepUp[state as StepUpState] ?? (() => ""))(label);
    if (place && text) this.#options.say(text, place);
    this.#options.tell({ type: "stepUp", state, label });
  }
}

/** The page is another's: a reason that we do not know is said in general words. */
function refusal({ refused }: Words, reason: string): string {
  return Object.hasOwn(refused, reason) ? refused[reason as Reason] : refused.failed;
}

function serverReason(code: string, re: string): Reason | null {
  if (!/^(input|nav)\./.test(re)) return null;
  if (re === NavGo && code === "forbidden") return "other_origin";
  return SERVER_REASONS[code] ?? "failed";
}

/** Codes of the server (error.go) as reasons. */
const SERVER_REASONS: Readonly<Record<string, Reason>> = {
  not_allowed: "no_consent",
  too_fast: "too_fast",
  unavailable: "not_live",
  ended: "not_live",
};

function needs({ needs: all }: Words, what: string | undefined): string {
  return what !== undefined && Object.hasOwn(all, what) ? all[what as CustomersOwn] : all.other;
}
