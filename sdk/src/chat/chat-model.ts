import {
  ChatAck,
  type ChatAckBody,
  ChatAfter,
  type ChatAfterBody,
  ChatEnd,
  ChatMessage,
  type ChatMessageBody,
  ChatOffline,
  type ChatOfflineBody,
  ChatOpen,
  type ChatOpenBody,
  ChatRead,
  type ChatReadBody,
  type ChatRefBody,
  ChatSend,
  type ChatSendBody,
  ChatState,
  type ChatStateBody,
  ChatTyping,
  type ChatTypingBody,
  CustomerWelcome,
  type CustomerWelcomeBody,
  ErrorKind,
  type Problem,
} from "@samepage/wire";
import type { InitOptions } from "../api.ts";
import { maskCards } from "../core/cards.ts";
import type { Connection } from "../core/connection.ts";
import type { Memory, Unsent } from "../core/memory.ts";
import { Changes } from "./changes.ts";
import { MAX_TEXT } from "./limits.ts";
import { Patience } from "./patience.ts";

/** A "typing" sign that is not renewed goes out after this long, in milliseconds. */
const TYPING_FOR = 6_000;

/** Our own typing is told at most this often, in milliseconds. */
const TYPING_EVERY = 3_000;

/** A message that the chat's state speaks of is asked for after this long, in milliseconds. */
const MESSAGES_WITHIN = 2_000;

/** A customer who has waited in the queue for this long hears that all agents are busy, in milliseconds (C12). */
const BUSY_AFTER = 45_000;

/** A first connection that takes longer than this is told as slow, in milliseconds (C12). */
const SLOW_AFTER = 10_000;

/** How the chat stands, in the words of its pictures. */
export type ChatPhase = "none" | "offline" | "queued" | "active" | "ended";

/** How the connection stands, as far as the customer cares. */
export type LineState = "connecting" | "slow" | "open" | "lost" | "blocked" | { refused: string };

/**
 * The customer's chat: messages in the order of their numbers, what is not sent yet, who is typing. What
 * is written without a connection waits, over reloads too, and is sent once: messages have ids of their own.
 */
export class ChatModel {
  readonly changes = new Changes();
  /** The customer's name and the company's reference, for the next chat. */
  about: InitOptions = {};
  /** Set when a message was changed before sending, until the next one. */
  cardHidden = false;
  /** The last refusal fit to show, until the next success. */
  problem: Pick<Problem, "code" | "message"> | undefined;
  offlineSent = false;
  #connection: Connection;
  #memory: Memory;
  #messages = new Map<number, ChatMessageBody>();
  #state: ChatStateBody | undefined;
  /** Id of the message that a new chat is being opened with. */
  #opening: string | undefined;
  #agentTyping = false;
  #typingEnds: ReturnType<typeof setTimeout> | undefined;
  #typingTold = 0;
  #read = 0;
  #asked = -1;
  #missing: ReturnType<typeof setTimeout> | undefined;
  #queue = new Patience(BUSY_AFTER, () => this.changes.tell());
  #connecting = new Patience(SLOW_AFTER, () => this.changes.tell());
  #offs: (() => void)[];

  constructor(connection: Connection, memory: Memory) {
    this.#connection = connection;
    this.#memory = memory;
    this.#offs = [
      connection.on<CustomerWelcomeBody>(CustomerWelcome, (body) => this.#welcomed(body)),
      connection.on<ChatStateBody>(ChatState, (body) => this.#stated(body)),
      connection.on<ChatMessageBody>(ChatMessage, (body) => this.#arrived(body)),
      connection.on<ChatAckBody>(ChatAck, (body) => this.#acknowledged(body.id)),
      connection.on<ChatTypingBody>(ChatTyping, (body) => this.#setTyping(body.on)),
      connection.on<Problem>(ErrorKind, (body) => this.#refused(body)),
      connection.link.onState(() => this.changes.tell()),
      this.changes.on(() => this.#wait()),
    ];
  }

  /** Messages in their order. */
  get messages(): ChatMessageBody[] {
    return [...this.#messages.values()].sort((a, b) => a.number - b.number);
  }

  /** What the customer has written and nobody has yet. */
  get unsent(): Unsent[] {
    const arrived = new Set([...this.#messages.values()].map((m) => m.id));
    return this.#memory.unsent.filter((m) => !arrived.has(m.id));
  }

  get state(): ChatStateBody | undefined {
    return this.#state;
  }

  get agentTyping(): boolean {
    return this.#agentTyping;
  }

  /** Number of the last message that this page has, without a gap before it. */
  get last(): number {
    let number = 0;
    while (this.#messages.has(number + 1)) number++;
    return number;
  }

  get unread(): number {
    return [...this.#messages.values()].filter((m) => m.number > this.#read && m.from === "agent").length;
  }

  get phase(): ChatPhase {
    if (this.#state) return this.#state.status as ChatPhase;
    if (this.#opening) return "queued";
    const welcome = this.#connection.welcome;
    return welcome && !welcome.agents_online ? "offline" : "none";
  }

  get line(): LineState {
    const state = this.#connection.link.state;
    if (state.phase === "open") return "open";
    if (state.phase === "closed" && state.code !== 1000) return { refused: state.reason };
    if (this.#connection.blocked) return "blocked";
    return state.phase === "waiting" || (state.phase === "connecting" && state.attempt > 0)
      ? "lost"
      : this.#connecting.over
        ? "slow"
        : "connecting";
  }

  /** Whether the customer has been waiting for an agent for long. */
  get busy(): boolean {
    return this.#queue.over;
  }

  /** Sends, or keeps for when there is a connection. Card numbers are hidden first. */
  write(text: string): void {
    const masked = maskCards(text.trim().slice(0, MAX_TEXT));
    if (!masked) return;
    this.cardHidden = masked !== text.trim();
    this.problem = undefined;
    const message = { id: crypto.randomUUID(), text: masked, at: Date.now() };
    this.#memory.unsent = [...this.#memory.unsent, message];
    this.#typingTold = 0;
    if (this.phase === "ended") this.startOver();
    this.#sendOne(message);
    this.changes.tell();
  }

  /** The customer is writing. */
  typing(on: boolean): void {
    const now = Date.now();
    if (this.phase !== "active" || (on && now - this.#typingTold < TYPING_EVERY)) return;
    if (!on && this.#typingTold === 0) return;
    this.#typingTold = on ? now : 0;
    this.#connection.send<ChatTypingBody>({ kind: ChatTyping, on });
  }

  /** The customer has seen all messages. */
  read(): void {
    const last = this.last;
    if (last <= this.#read) return;
    this.#read = last;
    if (this.#state) this.#connection.send<ChatReadBody>({ kind: ChatRead, number: last });
    this.changes.tell();
  }

  end(): void {
    this.#connection.send<ChatRefBody>({ kind: ChatEnd });
  }

  /** Forgets an ended chat, so that the next message begins another. */
  startOver(): void {
    this.#messages.clear();
    this.#state = undefined;
    this.#read = 0;
    this.#memory.chatToken = undefined;
    this.changes.tell();
  }

  /** Leaves a message while nobody is there (C12). False where there is no connection. */
  leave(message: { name: string; email: string; text: string }): boolean {
    const sent = this.#connection.send<ChatOfflineBody>({
      kind: ChatOffline,
      id: crypto.randomUUID(),
      email: message.email,
      text: maskCards(message.text.slice(0, MAX_TEXT)),
      ...(message.name ? { name: message.name } : {}),
    });
    this.offlineSent = sent;
    this.changes.tell();
    return sent;
  }

  close(): void {
    clearTimeout(this.#typingEnds);
    clearTimeout(this.#missing);
    this.#queue.waits(false);
    this.#connecting.waits(false);
    for (const off of this.#offs) off();
  }

  #sendOne(message: Unsent): void {
    if (this.#state && this.#state.status !== "ended") {
      this.#connection.send<ChatSendBody>({ kind: ChatSend, id: message.id, text: message.text });
      return;
    }
    if (this.#opening) return; // sent when the chat is there
    const { name, externalKey } = this.about;
    const sent = this.#connection.send<ChatOpenBody>({
      kind: ChatOpen,
      first: message.text,
      first_id: message.id,
      ...(name ? { name } : {}),
      ...(externalKey ? { external_key: externalKey } : {}),
    });
    if (sent) this.#opening = message.id;
  }

  #welcomed(body: CustomerWelcomeBody): void {
    this.#opening = undefined;
    this.#asked = -1;
    if (body.chat) {
      this.#forgetOtherThan(body.chat.chat);
      this.#state = body.chat;
      this.#read = Math.max(this.#read, body.chat.customer_read);
    } else {
      this.#state = undefined;
      this.#messages.clear();
    }
    for (const message of this.unsent) this.#sendOne(message);
    this.changes.tell();
  }

  #stated(body: ChatStateBody): void {
    const other = body.chat !== this.#state?.chat;
    if (!other && this.#state && body.version < this.#state.version) return;
    if (other) this.#forgetOtherThan(body.chat);
    this.#state = body;
    if (other) {
      const opened = this.#opening;
      this.#opening = undefined;
      for (const message of this.unsent) if (message.id !== opened) this.#sendOne(message);
    }
    if (body.status === "ended") this.#setTyping(false);
    clearTimeout(this.#missing);
    this.#missing = setTimeout(() => body.last > this.last && this.#askAfter(), MESSAGES_WITHIN);
    this.changes.tell();
  }

  #arrived(body: ChatMessageBody): void {
    if (this.#state && body.chat !== this.#state.chat) return;
    this.#messages.set(body.number, body);
    this.#acknowledged(body.id);
    if (body.from === "agent") this.#setTyping(false);
    this.#fillGap();
    this.changes.tell();
  }

  /** Asks for what is missing before the newest message, once. */
  #fillGap(): void {
    const newest = Math.max(0, ...this.#messages.keys());
    if (newest > this.last && this.#asked !== this.last) this.#askAfter();
  }

  #askAfter(): void {
    this.#asked = this.last;
    this.#connection.send<ChatAfterBody>({ kind: ChatAfter, number: this.last });
  }

  #forgetOtherThan(chat: string): void {
    for (const [number, message] of this.#messages) {
      if (message.chat !== chat) this.#messages.delete(number);
    }
  }

  #acknowledged(id: string): void {
    if (!this.#memory.unsent.some((m) => m.id === id)) return;
    this.#memory.unsent = this.#memory.unsent.filter((m) => m.id !== id);
    this.problem = undefined;
    this.changes.tell();
  }

  #refused(problem: Problem): void {
    if (!problem.re?.startsWith("chat.")) return;
    if (problem.re === ChatOpen) this.#opening = undefined;
    if (problem.next === "final" && problem.ref) this.#acknowledged(problem.ref);
    this.problem = problem;
    this.changes.tell();
  }

  #wait(): void {
    this.#queue.waits(this.phase === "queued");
    this.#connecting.waits(this.line === "connecting" || this.line === "slow");
  }

  #setTyping(on: boolean): void {
    clearTimeout(this.#typingEnds);
    if (on) this.#typingEnds = setTimeout(() => this.#setTyping(false), TYPING_FOR);
    if (this.#agentTyping === on) return;
    this.#agentTyping = on;
    this.changes.tell();
  }
}
