// What an agent may ask of a running session: one method a kind of message. The server decides.
import {
  ControlGive,
  ControlRelease,
  ControlRequest,
  ControlWithdraw,
  type Head,
  type Link,
  ModeSet,
  type ModeSetBody,
  NavGo,
  type NavGoBody,
  NavStep,
  type NavStepBody,
  PeopleInvite,
  PeopleLead,
  PeopleLeave,
  PeopleWithdraw,
  type PersonRefBody,
  SessionEnd,
  type SessionEndBody,
  type SessionRefBody,
  type SessionStateBody,
  SessionWithdraw,
  TabPin,
  type TabPinBody,
} from "@samepage/wire";

/**
 * Where the console's numbers for navigations begin: the page's answers go to the viewer, which must not
 * take one for the answer to an input of its own.
 */
const FIRST_REF = 2_000_000_000;

/** Steps of the customer's history, and loading the page again. */
export type Step = "back" | "forward" | "reload";

export class SessionOrders {
  readonly #link: Link;
  /** Sessions in which this agent has ended its own control or question, until control is asked for anew. */
  readonly #letGo = new Set<string>();
  #ref = FIRST_REF;

  constructor(link: Link) {
    this.#link = link;
  }

  withdraw(session: string): void {
    this.#link.send<SessionRefBody>({ kind: SessionWithdraw, session });
  }

  end(session: string): void {
    this.#link.send<SessionEndBody>({ kind: SessionEnd, session });
  }

  /** Sets the control mode. Full Control is a question to the customer first. */
  setMode(session: string, mode: string): void {
    if (mode === "full") this.#letGo.delete(session);
    else this.#letGo.add(session);
    this.#link.send<ModeSetBody>({ kind: ModeSet, session, mode });
  }

  /** Gives up Full Control, or takes the question for it back. */
  release(session: string): void {
    this.#letGo.add(session);
    this.#about(ControlRelease, session);
  }

  /** Tells who holds control, or the lead, that this agent would like to have it. */
  request(session: string): void {
    this.#letGo.delete(session);
    this.#about(ControlRequest, session);
  }

  /** Takes that wish back. */
  unrequest(session: string): void {
    this.#about(ControlWithdraw, session);
  }

  /** Hands control to another agent; the customer is asked again. */
  give(session: string, agent: string): void {
    this.#letGo.add(session);
    this.#about(ControlGive, session, agent);
  }

  inviteColleague(session: string, agent: string): void {
    this.#about(PeopleInvite, session, agent);
  }

  /** Takes the question to a colleague back. */
  uninviteColleague(session: string, agent: string): void {
    this.#about(PeopleWithdraw, session, agent);
  }

  handLead(session: string, agent: string): void {
    this.#letGo.add(session);
    this.#about(PeopleLead, session, agent);
  }

  leave(session: string): void {
    this.#about(PeopleLeave, session);
  }

  /** Holds the view on one tab of the customer; "" lets it follow the active one again. */
  pin(session: string, tab: string): void {
    this.#link.send<TabPinBody>({ kind: TabPin, session, tab });
  }

  open(session: string, url: string): void {
    this.#link.send<NavGoBody>({ kind: NavGo, session, ref: this.#nextRef(), url });
  }

  step(session: string, to: Step): void {
    this.#link.send<NavStepBody>({ kind: NavStep, session, ref: this.#nextRef(), to });
  }

  /** Whether this agent ended its control or question itself. A new question begins a new story. */
  hasLetGo(now: SessionStateBody, before: SessionStateBody | undefined): boolean {
    const begins = now.control === "requested" && before?.control !== "requested";
    if (begins) this.#letGo.delete(now.session);
    return this.#letGo.has(now.session);
  }

  #about(kind: Head["kind"], session: string, agent?: string): void {
    this.#link.send<PersonRefBody>({ kind, session, ...(agent ? { agent } : {}) });
  }

  #nextRef(): number {
    this.#ref += 1;
    return this.#ref;
  }
}
