// Coming into a session that this agent did not begin: by a colleague's invitation, as supervisor, or
// with the customer's code (A18, A19).
import {
  CodeJoin,
  type CodeJoinBody,
  type Link,
  PeopleInvited,
  type PeopleInvitedBody,
  PeopleJoin,
  type PeopleJoinBody,
  PeopleRefuse,
  type Problem,
  type SessionRefBody,
  type SessionStateBody,
} from "@samepage/wire";
import { Store } from "../lib/store.ts";
import { partOf } from "./session-view.ts";

/** As what an agent comes in: able to act, or only to see. */
export type JoinRole = "joined" | "supervisor";

/** What the place of CODE stands for: the code that the agent typed. */
export const CODE = "code";

export interface Joining {
  /** Colleagues' invitations that wait for an answer, oldest first. */
  invitations: readonly PeopleInvitedBody[];
  /** The session that is being joined, or CODE; absent = none. */
  entering?: string;
  /** Why the last try failed. */
  refusal?: {
    /** Where it was tried: a session, or CODE. */
    place: string;
    code: string;
    message: string;
    /** The session that this agent is in already, where that is the reason (A3). */
    open?: string;
  };
}

export interface JoiningEvents {
  onInvited: (invitation: PeopleInvitedBody) => void;
  /** The agent is in: the session may come to the front. */
  onEntered: (session: SessionStateBody) => void;
}

export class JoiningStore extends Store<Joining> {
  readonly #link: Link;
  readonly #me: string;
  readonly #events: JoiningEvents;

  constructor(link: Link, me: string, events: JoiningEvents) {
    super({ invitations: [] });
    this.#link = link;
    this.#me = me;
    this.#events = events;
  }

  start(): () => void {
    return this.#link.onMessage<PeopleInvitedBody>(PeopleInvited, (body) => this.#invited(body));
  }

  /** A new connection: what was on its way is lost, and the server asks again what is still open. */
  welcome(): void {
    this.set({ invitations: [] });
  }

  /** Comes into a running session. */
  join(session: string, role: JoinRole): void {
    if (!this.#link.send<PeopleJoinBody>({ kind: PeopleJoin, session, role })) return;
    this.#enter(session);
  }

  /** Answers a colleague's invitation with "not now". */
  refuse(session: string): void {
    this.#link.send<SessionRefBody>({ kind: PeopleRefuse, session });
    this.#drop(session);
  }

  /** Tries the code that the customer read out: six digits. */
  enterCode(code: string): void {
    if (!this.#link.send<CodeJoinBody>({ kind: CodeJoin, code })) return;
    this.#enter(CODE);
  }

  dismissRefusal(): void {
    const { refusal: _, ...rest } = this.get();
    this.set(rest);
  }

  /** True where the problem answered one of our tries. */
  refused(problem: Problem): boolean {
    const { entering, invitations } = this.get();
    const { re, code, message, ref } = problem;
    if (re !== CodeJoin && re !== PeopleJoin) return false;
    const place = re === CodeJoin ? CODE : (entering ?? ref ?? "");
    const open = code === "engaged" && ref ? { open: ref } : {};
    this.set({ invitations, refusal: { place, code, message, ...open } });
    return true;
  }

  /** A session has changed: it may be the one that we are entering. */
  sessionChanged(session: SessionStateBody): void {
    const { entering } = this.get();
    const inside = partOf(session, this.#me) !== undefined;
    if (session.status === "ended" || inside) this.#drop(session.session);
    if (!inside || !entering) return;
    const byCode = entering === CODE && session.status === "asked";
    if (entering !== session.session && !byCode) return;
    this.set({ invitations: this.get().invitations });
    this.#events.onEntered(session);
  }

  #invited(body: PeopleInvitedBody): void {
    const known = this.get().invitations.some((one) => one.session === body.session);
    this.#drop(body.session);
    if (body.closed) return;
    this.set({ ...this.get(), invitations: [...this.get().invitations, body] });
    if (!known) this.#events.onInvited(body);
  }

  #enter(place: string): void {
    this.set({ invitations: this.get().invitations, entering: place });
  }

  #drop(session: string): void {
    const { invitations } = this.get();
    if (!invitations.some((one) => one.session === session)) return;
    this.set({ ...this.get(), invitations: invitations.filter((one) => one.session !== session) });
  }
}
