// The co-browse sessions that this agent may know of, fed by the connection.
import {
  type AgentWelcomeBody,
  type Link,
  NavGo,
  type Problem,
  SessionInvite,
  type SessionInviteBody,
  SessionState,
  type SessionStateBody,
} from "@samepage/wire";
import { Store } from "../lib/store.ts";
import { SessionOrders } from "./session-orders.ts";

export interface Sessions {
  byId: ReadonlyMap<string, SessionStateBody>;
  /** The chat whose invitation is on its way to the server. */
  inviting?: string;
  /** An invitation that the server refused, shown in its chat until the agent has read it. */
  refusal?: {
    chat: string;
    message: string;
    /** The session that is open already, where that is the reason (A3). */
    open?: string;
  };
  /** Why an address was not opened, in the server's words. What the page refuses the viewer says. */
  notOpened?: string;
}

/** What follows from a session that has changed. `letGo`: this agent has given control up by itself. */
export type OnSession = (now: SessionStateBody, before: SessionStateBody | undefined, letGo: boolean) => void;

export class SessionStore extends Store<Sessions> {
  readonly orders: SessionOrders;
  readonly #link: Link;
  readonly #onChange: OnSession;

  constructor(link: Link, onChange: OnSession) {
    super({ byId: new Map() });
    this.#link = link;
    this.#onChange = onChange;
    this.orders = new SessionOrders(link);
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

  /** Opens an address in the customer's page; the last refusal is forgotten. */
  open(session: string, url: string): void {
    this.readNotOpened();
    this.orders.open(session, url);
  }

  /** True where the problem answered our invitation or our address. */
  refused(problem: Problem): boolean {
    if (problem.re === NavGo) {
      this.set({ ...this.get(), notOpened: problem.message });
      return true;
    }
    if (problem.re !== SessionInvite) return false;
    const chat = this.get().inviting ?? problem.ref;
    if (!chat) return false;
    const open = problem.code === "engaged" && problem.ref ? { open: problem.ref } : {};
    this.set({ byId: this.get().byId, refusal: { chat, message: problem.message, ...open } });
    return true;
  }

  dismissRefusal(): void {
    const { refusal: _, ...rest } = this.get();
    this.set(rest);
  }

  /** The agent has read why an address was not opened. */
  readNotOpened(): void {
    const { notOpened, ...rest } = this.get();
    if (notOpened) this.set(rest);
  }

  #take(state: SessionStateBody): void {
    const { byId, inviting, refusal, notOpened } = this.get();
    const before = byId.get(state.session);
    if (before && state.version < before.version) return;
    this.set({
      byId: new Map(byId).set(state.session, state),
      ...(inviting && inviting !== state.chat ? { inviting } : {}),
      ...(refusal && refusal.chat !== state.chat ? { refusal } : {}),
      ...(notOpened && before?.page?.url === state.page?.url ? { notOpened } : {}),
    });
    this.#onChange(state, before, this.orders.hasLetGo(state, before));
  }
}
