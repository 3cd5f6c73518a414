import { StepUp, type StepUpBody } from "@samepage/wire";
import type { Stage, StepUpAnswer } from "../core/stage.ts";

/** A question that nobody answers is taken back after this, in milliseconds. */
const ANSWER_WITHIN = 60_000;

const STATES: { readonly [answer in StepUpAnswer]: string } = {
  allow: "allowed",
  deny: "denied",
  expired: "expired",
};

/** What would be pressed, and for whom. */
export interface Asking {
  agent: string;
  agentName: string;
  ref: number;
  element: Element;
  /** As the customer reads it, and as the agent may. */
  label: string;
  told: string;
}

/** Asks the customer for presses that the rules leave to them (P6), one at a time. */
export class StepUps {
  #stage: Pick<Stage, "stepUp">;
  #send: (body: StepUpBody) => void;
  #open: AbortController | undefined;

  constructor(stage: Pick<Stage, "stepUp">, send: (body: StepUpBody) => void) {
    this.#stage = stage;
    this.#send = send;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  async ask({ agent, agentName, ref, element, label, told }: Asking): Promise<StepUpAnswer> {
    const question = new AbortController();
    this.#open = question;
    const tell = (state: string): void => this.#send({ kind: StepUp, agent, ref, state, label: told });
    const timer = setTimeout(() => question.abort(), ANSWER_WITHIN);
    tell("asked");
    try {
      const answer = await this.#stage.stepUp({ agentName, element, label, signal: question.signal });
      const isOver = question.signal.aborted;
      tell(STATES[isOver ? "expired" : answer]);
      return isOver ? "expired" : answer;
    } finally {
      clearTimeout(timer);
      this.#open = undefined;
    }
  }

  /** Takes an open question back. */
  stop(): void {
    this.#open?.abort();
  }
}
