// A server of a few hundred lines that plays both the server and the customers, so that every
// state of the console can be brought about at will. It keeps the promises of wire/SPEC.md that
// the console relies on: numbers without gaps, acknowledged after storing, whole states.
import { randomUUID } from "node:crypto";
import type {
  ChatMessageBody,
  ChatStateBody,
  ClientInfo,
  QueueEntry,
  SessionStateBody,
} from "@samepage/wire";
import { withGrants } from "./fake-grants.ts";

/** Any control message. */
export type Said = { kind: string } & Record<string, unknown>;

export const ME = { agent: "agt_mia", name: "Mia Lindqvist" };
export const JONAS = { agent: "agt_jonas", name: "Jonas Weber" };

export const CLIENT: ClientInfo = {
  os: "macOS",
  os_version: "26.1",
  browser: "Safari",
  browser_version: "26.0",
  mobile: false,
  language: "pt-PT",
  time_zone: "Europe/Lisbon",
  width: 1280,
  height: 800,
  dpr: 2,
  client_version: "1.0.0",
  rtt: 31,
};

const SITE = { site: "site_shop", site_name: "shop.example" };

export interface NewChat {
  customer: string;
  first?: string;
  /** Seconds since the customer began to wait. */
  waited?: number;
  cobrowse?: boolean;
}

/** The rows of the fake installation, and what happens to them. */
export class FakeWorld {
  readonly queue: QueueEntry[] = [];
  readonly chats = new Map<string, ChatStateBody>();
  readonly lines = new Map<string, ChatMessageBody[]>();
  readonly sessions = new Map<string, SessionStateBody>();
  /** Everything that consoles have sent, in order. */
  readonly received: Said[] = [];
  available = true;
  /** What is sent to consoles goes through here. */
  send: (body: Said) => void = () => undefined;
  #count = 0;
  #queueVersion = 1;

  /** A customer begins to wait. */
  enqueue(chat: NewChat): string {
    const id = this.#newChat(chat, "queued");
    const state = this.chat(id);
    this.queue.push({
      chat: id,
      ...SITE,
      customer: chat.customer,
      first: chat.first ?? "",
      since: state.created_at,
    });
    if (chat.first) this.line(id, "customer", chat.first);
    this.sendQueue();
    return id;
  }

  /** A chat that is ours already. */
  assign(chat: NewChat): string {
    const id = this.enqueue(chat);
    this.accept(id);
    return id;
  }

  accept(id: string): void {
    this.queue.splice(0, this.queue.length, ...this.queue.filter((entry) => entry.chat !== id));
    this.sendQueue();
    this.change(id, { status: "active", agent: ME });
  }

  /** A line of the transcript. */
  line(chat: string, from: string, text: string, more: Partial<ChatMessageBody> = {}): ChatMessageBody {
    const lines = this.lines.get(chat) ?? [];
    const name = from === "agent" ? ME.name : this.chat(chat).customer;
    const line: ChatMessageBody = {
      kind: "chat.message",
      chat,
      id: randomUUID(),
      number: lines.length + 1,
      from,
      name,
      text,
      at: new Date().toISOString(),
      ...more,
    };
    this.lines.set(chat, [...lines, line]);
    this.chats.set(chat, { ...this.chat(chat), last: line.number });
    this.send({ ...line });
    return line;
  }

  typing(chat: string, on: boolean): void {
    this.send({ kind: "chat.typing", chat, on });
  }

  chat(id: string): ChatStateBody {
    const chat = this.chats.get(id);
    if (!chat) throw new Error(`no chat ${id}`);
    return chat;
  }

  change(id: string, part: Partial<ChatStateBody>): void {
    const next = { ...this.chat(id), ...part, version: this.chat(id).version + 1 };
    this.chats.set(id, next);
    this.send({ ...next });
  }

  /** The session of a chat that is not over. */
  session(chat: string): SessionStateBody {
    const session = [...this.sessions.values()].find((one) => one.chat === chat && one.status !== "ended");
    if (!session) throw new Error(`no open session in ${chat}`);
    return session;
  }

  invite(chat: string): SessionStateBody {
    const now = Date.now();
    const session: SessionStateBody = {
      kind: "session.state",
      session: this.#nextId("ses"),
      chat,
      ...SITE,
      customer: this.chat(chat).customer,
      version: 1,
      status: "invited",
      escalation: "instant",
      mode: "pointer",
      modes: ["view", "pointer", "full"],
      control: "none",
      people: [{ ...ME, role: "lead", colour: "#1c7ed6", connected: true, grants: [] }],
      page: { url: "https://shop.example/basket", title: "Your basket" },
      customer_online: true,
      client: CLIENT,
      invited_at: new Date(now).toISOString(),
      expires_at: new Date(now + 60_000).toISOString(),
    };
    this.changeSession(session);
    this.line(chat, "system", "Invitation sent", { event: "invited", session: session.session });
    return session;
  }

  /** The customer answers the invitation. */
  answer(chat: string, answer: "accept" | "decline"): void {
    const session = this.session(chat);
    if (answer === "decline") {
      this.end(session, "declined", "customer");
      return;
    }
    this.changeSession({ ...session, status: "live", live_at: new Date().toISOString() });
    this.line(chat, "system", "Accepted", { event: "accepted", session: session.session });
    this.line(chat, "system", "View customer's screen", { event: "link", session: session.session });
  }

  /** A session that a colleague leads; its chat is not on our desk. */
  elsewhere(part: Partial<SessionStateBody> = {}): SessionStateBody {
    const now = new Date().toISOString();
    const session: SessionStateBody = {
      kind: "session.state",
      session: this.#nextId("ses"),
      chat: "cht_elsewhere",
      ...SITE,
      customer: "Yuki Tanaka",
      version: 0,
      status: "live",
      escalation: "instant",
      mode: "pointer",
      modes: ["view", "pointer", "full"],
      control: "none",
      people: [{ ...JONAS, role: "lead", colour: "#1c7ed6", connected: true, grants: [] }],
      page: { url: "https://shop.example/checkout", title: "Check-out" },
      customer_online: true,
      client: CLIENT,
      invited_at: now,
      live_at: now,
      ...part,
    };
    this.sessions.set(session.session, withGrants(session));
    return session;
  }

  end(session: SessionStateBody, reason: string, by: "customer" | "agent" | "system"): void {
    const name = by === "customer" ? session.customer : by === "agent" ? ME.name : "";
    const ended = { end_reason: reason, ended_by: by, ended_name: name, ended_at: new Date().toISOString() };
    this.changeSession({ ...session, status: "ended", ...ended });
    const event = reason === "declined" || reason === "expired" || reason === "withdrawn" ? reason : "ended";
    const text = `${name || "The system"} ended the session`;
    if (!this.chats.has(session.chat)) return;
    this.line(session.chat, "system", text, { event, session: session.session });
  }

  changeSession(session: SessionStateBody): void {
    const known = this.sessions.get(session.session);
    const next = withGrants({ ...session, version: (known?.version ?? 0) + 1 });
    this.sessions.set(session.session, next);
    this.send({ ...next });
  }

  sendQueue(): void {
    this.#queueVersion += 1;
    this.send({ kind: "queue.state", version: this.#queueVersion, entries: [...this.queue] });
  }

  welcome(): Said {
    const mine = [...this.chats.values()].filter(
      (chat) => chat.status === "active" && chat.agent?.agent === ME.agent,
    );
    const open = [...this.sessions.values()].filter(
      ({ status, people }) => status !== "ended" && people.some((person) => person.agent === ME.agent),
    );
    return {
      kind: "agent.welcome",
      conn: "con_1",
      me: ME,
      available: this.available,
      queue: [...this.queue],
      chats: mine,
      sessions: open,
      server_time: new Date().toISOString(),
    };
  }

  #newChat({ customer, waited = 0, cobrowse = true }: NewChat, status: string): string {
    const id = this.#nextId("cht");
    this.chats.set(id, {
      kind: "chat.state",
      chat: id,
      version: 1,
      status,
      ...SITE,
      customer,
      last: 0,
      agent_read: 0,
      customer_read: 0,
      online: true,
      page: { url: "https://shop.example/basket", title: "Your basket · Fjord & Fell" },
      cobrowse,
      created_at: new Date(Date.now() - waited * 1000).toISOString(),
      client: CLIENT,
    });
    this.lines.set(id, []);
    return id;
  }

  #nextId(prefix: string): string {
    this.#count += 1;
    return `${prefix}_${this.#count}`;
  }
}
