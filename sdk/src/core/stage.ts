import type { DeviceViewport } from "@samepage/mirror/capture";
import type {
  AnnotateDrawBody,
  AnnotateRefBody,
  Body,
  ConsentAskBody,
  CustomersOwn,
  PointerMoveBody,
  SessionReceiptBody,
  SessionStateBody,
} from "@samepage/wire";
import type { Connection } from "./connection.ts";
import type { Holding } from "./steering.ts";

/** What the sign of a running session says. It never says more or less than what leaves the page. */
export type SignState =
  | "starting" // agreed, and nothing has left yet
  | "live" // the page is being sent
  | "unseen" // nobody looks: nothing is sent
  | "elsewhere" // another tab is shown
  | "offline" // no connection: nothing is sent
  | "excluded"; // this page is private: nothing is sent

export interface Sign {
  state: SignState;
  /** The session as the server last told it: who is in it, and what they may do. */
  session: SessionStateBody;
}

/** How a session ended, for the notice. */
export type Ending =
  | { by: "customer" }
  | { by: "agent"; name: string }
  | { by: "lost" | "unreachable" | "failed" | "no_policy" | "other" };

/** Why a question was closed without the customer. */
export type AskClosed = "answered" | "withdrawn" | "expired" | "ended";

/** A press that waits for the customer (P6). */
export interface StepUpQuestion {
  /** Name of the agent who would press. */
  agentName: string;
  /** What would be pressed; the question stands beside it. */
  element: Element;
  /** What it is called, as the customer reads it. */
  label: string;
  /** Aborted when the question is taken back, because control is over or the element is gone. */
  signal: AbortSignal;
}

/** The customer's answer to a press; a question that was taken back counts as expired. */
export type StepUpAnswer = "allow" | "deny" | "expired";

export interface StageEvents {
  /** @param asker "page" where the company's own page asked in our place (C13) */
  answer(ask: string, answer: "accept" | "decline", asker?: "page"): void;
  stop(): void;
  /** The customer takes control back: nothing more is done for them from here on. */
  takeBack(): void;
  /** Tells the server; false where there is no connection. */
  send<B extends Body>(body: B): boolean;
  /** The sign has been covered, removed or out of reach for too long. */
  unreachable(): void;
}

/**
 * What a session needs to show on the page. The session's logic speaks to this; the parts with elements
 * and styles are behind it.
 */
export interface Stage {
  ask(question: ConsentAskBody): void;
  closeAsk(ask: string, reason: AskClosed): void;
  /** Shows the frame and bar, or takes them away. */
  sign(sign: Sign | undefined): void;
  /** Resolves when the sign is painted and can be reached: nothing may be sent before. */
  signIsUp(): Promise<void>;
  /** Measures the window with an element of ours. */
  measureDevice(): DeviceViewport;
  /** An agent's pointer, at a place relative to an element; undefined where it points at nothing here. */
  point(
    from: NonNullable<PointerMoveBody["from"]>,
    at: { element: Element; x: number; y: number } | undefined,
  ): void;
  /** Asks the customer, in one tap, for the press that an agent has prepared (P6). */
  stepUp(question: StepUpQuestion): Promise<StepUpAnswer>;
  /** Shows the customer where to click, as the agent's click cannot do it; undefined takes that away. */
  spotlight(at: { element: Element; agentName: string; what: CustomersOwn } | undefined): void;
  /** Keeps what an agent does, or refuses it: the part that acts in the page is on its way. */
  hold(connection: Pick<Connection, "on" | "send">): Holding;
  /** The agent's input waits, as the customer uses the page (A10); false when it goes on. */
  paused(on: boolean): void;
  /** An annotation as it grows, or what takes annotations away; the element is the one it is anchored to. */
  annotate(body: AnnotateDrawBody | AnnotateRefBody, element: Element | null): void;
  /** The session of this id is over. */
  ended(ending: Ending, session: string): void;
  /** What the customer keeps of a session that is over (C14). */
  receipt(body: SessionReceiptBody): void;
  destroy(): void;
}
