import type { ConsentAskBody, PointerMoveBody } from "@samepage/wire";

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
  /** Names of the agents, as in "Mia and Tom". */
  names: string;
  /** Control mode of the session, as on the wire. */
  mode: string;
  /** Agents whose pointers may be shown now; the others' are taken away. */
  pointing: readonly string[];
}

/** How a session ended, for the notice. */
export type Ending =
  | { by: "customer" }
  | { by: "agent"; name: string }
  | { by: "lost" | "unreachable" | "failed" | "no_policy" | "other" };

/** Why a question was closed without the customer. */
export type AskClosed = "answered" | "withdrawn" | "expired" | "ended";

export interface StageEvents {
  answer(ask: string, answer: "accept" | "decline"): void;
  stop(): void;
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
  /** An agent's pointer, at a place relative to an element; undefined where it points at nothing here. */
  point(
    from: NonNullable<PointerMoveBody["from"]>,
    at: { element: Element; x: number; y: number } | undefined,
  ): void;
  ended(ending: Ending): void;
  destroy(): void;
}
