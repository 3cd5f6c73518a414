import {
  ConsentAsk,
  type ConsentAskBody,
  CustomerWelcome,
  type CustomerWelcomeBody,
  SessionState,
  type SessionStateBody,
} from "@samepage/wire";
import type { SamepageEvents, SessionInfo } from "../api.ts";
import type { Connection } from "../core/connection.ts";
import type { Emit } from "./contract.ts";

/** What the company's page may ask about, in its own words. */
const ASKED: { [what: string]: SamepageEvents["session.asked"]["what"] } = {
  instant: "see",
  control: "control",
  advanced: "advanced",
};

/** Tells the company's page of the session in this tab: what it is, and each time it is something else (C13). */
export class SessionNews {
  #emit: Emit;
  #session: SessionStateBody | undefined;
  #question: ConsentAskBody | undefined;
  #told = "";

  constructor(connection: Pick<Connection, "on">, emit: Emit) {
    this.#emit = emit;
    connection.on<CustomerWelcomeBody>(CustomerWelcome, ({ session, ask }) => {
      this.#question = ask ?? undefined;
      this.#take(session ?? undefined);
    });
    connection.on<SessionStateBody>(SessionState, (session) => this.#take(session));
    connection.on<ConsentAskBody>(ConsentAsk, (question) => {
      this.#question = question;
    });
  }

  /** The session as the page may know it. */
  get info(): SessionInfo | undefined {
    const session = this.#session;
    if (!session || session.status === "ended") return undefined;
    return {
      id: session.session,
      status: session.status as SessionInfo["status"],
      mode: session.mode as SessionInfo["mode"],
      agents: session.people.map((person) => person.name),
    };
  }

  /** The whole state, for those of our own parts that show it. */
  get state(): SessionStateBody | undefined {
    return this.#session;
  }

  asked(): void {
    if (!this.#question) return;
    const { what, agent } = this.#question;
    this.#emit("session.asked", { what: ASKED[what] ?? "see", agent: agent.name });
  }

  started(): void {
    const info = this.info;
    if (!info) return;
    this.#told = JSON.stringify(info);
    this.#emit("session.started", info);
  }

  ended(by: string): void {
    this.#session = undefined;
    this.#told = "";
    this.#emit("session.ended", { by });
  }

  #take(session: SessionStateBody | undefined): void {
    this.#session = session;
    const info = this.info;
    const now = JSON.stringify(info);
    if (!info || this.#told === "" || this.#told === now) return;
    this.#told = now;
    this.#emit("session.changed", info);
  }
}
