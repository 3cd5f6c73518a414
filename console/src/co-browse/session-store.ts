// The co-browse sessions that this agent may know of, fed by the connection.
import {
  type AgentWelcomeBody,
  type Link,
  ModeSet,
  type ModeSetBody,
  type Problem,
  SessionEnd,
  type SessionEndBody,
  SessionInvite,
  type SessionInviteBody,
  type SessionRefBody,
  SessionState,
  type SessionStateBody,
  SessionWithdraw,
} from "@samepage/wire";
import { Store } from "../lib/store.ts";

export interface Sessions {
  byId: ReadonlyMap<string, SessionStateBody>;
  /** The chat whose invitation is on its way to the server. */
  inviting?: string;
  /** An invitation that the server refused, shown in its chat until the agent has read it. */
  refusal?: { chat: string; code: string; message: string };
}

/** What follows from a session that has changed. */
export type OnSession = (now: SessionStateBody, before: SessionStateBody | undefined) => void;

export class SessionStore extends Store<Sessions> {
  readonly #link: Link;
  readonly #onChange: OnSession;

  constructor(link: Link, onChange: OnSession) {
    super({ byId: new Map() });
    this.#link = link;
    this.#onChange = onChange;
  }

  start(): () => void {
    return this.#link.onMessage<SessionStateBody>(SessionState, (state) => this.#take(state));
  }

  /** The welcome holds every open session; what else we held open has ended meanwhile. */
  welcome(body: AgentWelcomeBody): void {
    const byId = new Map<string, SessionStateBody>();
    for (const [id, session] of this.get().byId) if (session.status === "ended") byId.set(id, session);
    for (const session of body.sessions ?? []) byId.set(session.session, session);
    this.set({ byId });
  }

  invite(chat: string): void {
    if (!this.#link.send<SessionInviteBody>({ kind: SessionInvite, chat })) return;
    this.set({ byId: this.get().byId, inviting: chat });
  }

  withdraw(session: string): void {
    this.#link.send<SessionRefBody>({ kind: SessionWithdraw, session });
  }

  end(session: string): void {
    this.#link.send<SessionEndBody>({ kind: SessionEnd, session });
  }

  setMode(session: string, mode: string): void {
    this.#link.send<ModeSetBody>({ kind: ModeSet, session, mode });
  }

  /** True where the problem answered our invitation. */
  refused(problem: Problem): boolean {
    if (problem.re !== SessionInvite) return false;
    const chat = this.get().inviting ?? problem.ref;
    if (!chat) return false;
    this.set({ byId: this.get().byId, refusal: { chat, code: problem.code, message: problem.message } });
    return true;
  }

  dismissRefusal(): void {
    const { refusal: _, ...rest } = this.get();
    this.set(rest);
  }

  #take(state: SessionStateBody): void {
    const { byId, inviting, refusal } = this.get();
    const before = byId.get(state.session);
    if (before && state.version < before.version) return;
    this.set({
      byId: new Map(byId).set(state.session, state),
      ...(inviting && inviting !== state.chat ? { inviting } : {}),
      ...(refusal && refusal.chat !== state.chat ? { refusal } : {}),
    });
    this.#onChange(state, before);
  }
}
