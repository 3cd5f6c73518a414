// All engagements of this agent, fed by the connection.
import {
  type AgentWelcomeBody,
  ChatAck,
  type ChatAckBody,
  ChatAfter,
  type ChatAfterBody,
  ChatEnd,
  ChatMessage,
  type ChatMessageBody,
  ChatRead,
  type ChatReadBody,
  type ChatRefBody,
  ChatSend,
  ChatState,
  type ChatStateBody,
  ChatTransfer,
  type ChatTransferBody,
  ChatTyping,
  type ChatTypingBody,
  type Link,
  type Problem,
} from "@samepage/wire";
import { maskCards } from "../lib/card-mask.ts";
import type { ServerClock } from "../lib/server-clock.ts";
import { Store } from "../lib/store.ts";
import { Outbox } from "./outbox.ts";
import { arrivedUpTo, hasHole, type Thread, withMessage, withState } from "./thread.ts";

/** So many chats are filled at a time: the server counts how fast we ask. */
const FILLED_AT_ONCE = 4;
/** Refused for its speed, the outbox is tried again after this, milliseconds. */
const SEND_AGAIN_MS = 2000;

export type Threads = ReadonlyMap<string, Thread>;

/** What other rooms want to know of a line that has just arrived. */
export type OnLine = (thread: Thread, line: ChatMessageBody) => void;

export class ChatStore extends Store<Threads> {
  readonly outbox: Outbox;
  readonly #link: Link;
  readonly #clock: ServerClock;
  readonly #me: { id: string; name: string };
  readonly #onLine: OnLine;
  /** Per chat the number up to which missing lines are on their way: one hole is asked for once. */
  readonly #asked = new Map<string, number>();
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    link: Link,
    clock: ServerClock,
    storage: Storage,
    me: { id: string; name: string },
    onLine: OnLine,
  ) {
    super(new Map());
    this.#link = link;
    this.#clock = clock;
    this.#me = me;
    this.#onLine = onLine;
    this.outbox = new Outbox(storage, me.id, (body) => link.send(body));
  }

  /** Begins to listen; the returned function ends that. */
  start(): () => void {
    const stops = [
      this.#link.onMessage<ChatStateBody>(ChatState, (state) => this.#take(state)),
      this.#link.onMessage<ChatMessageBody>(ChatMessage, (line) => this.#arrive(line)),
      this.#link.onMessage<ChatAckBody>(ChatAck, (ack) => this.#acknowledged(ack)),
      this.#link.onMessage<ChatTypingBody>(ChatTyping, (typing) => this.#typing(typing)),
    ];
    return () => {
      clearTimeout(this.#again);
      for (const stop of stops) stop();
    };
  }

  /** The welcome says which chats there are: others that were running are no longer ours. */
  welcome(body: AgentWelcomeBody): void {
    const next = new Map<string, Thread>();
    for (const [id, thread] of this.get()) if (thread.state.status === "ended") next.set(id, thread);
    for (const state of body.chats ?? []) next.set(state.chat, withState(this.get().get(state.chat), state));
    this.#asked.clear();
    this.set(next);
    this.#fill();
  }

  /** After the welcome is settled: what was written without a connection leaves now. */
  online(): void {
    this.outbox.flush();
  }

  send(chat: string, text: string): void {
    const words = maskCards(text.trim());
    if (words) this.outbox.add(chat, words);
  }

  typing(chat: string, on: boolean): void {
    this.#link.send<ChatTypingBody>({ kind: ChatTyping, chat, on });
  }

  /** Tells the server that the agent has seen everything that has arrived. */
  read(chat: string): void {
    const thread = this.get().get(chat);
    if (thread?.state.status !== "active") return;
    const number = arrivedUpTo(thread);
    if (number <= thread.state.agent_read) return;
    if (!this.#link.send<ChatReadBody>({ kind: ChatRead, chat, number })) return;
    this.#change(chat, (now) => ({ ...now, state: { ...now.state, agent_read: number } }));
  }

  end(chat: string): void {
    this.#link.send<ChatRefBody>({ kind: ChatEnd, chat });
  }

  /** Hands the chat to a colleague, or back to the queue where `to` is undefined. */
  transfer(chat: string, to: string | undefined): void {
    this.#link.send<ChatTransferBody>({ kind: ChatTransfer, chat, ...(to ? { to } : {}) });
  }

  /** Puts a past chat on the desk to be read. */
  show(state: ChatStateBody, lines: readonly ChatMessageBody[]): void {
    this.#put(lines.reduce(withMessage, withState(undefined, state)));
  }

  /** Takes an ended chat off the desk. */
  dismiss(chat: string): void {
    const next = new Map(this.get());
    next.delete(chat);
    this.set(next);
  }

  /** True where the problem was about one of our messages: it waits for a moment or for the agent. */
  refused(problem: Problem): boolean {
    if (problem.re !== ChatSend || !problem.ref) return false;
    if (problem.next === "retry") {
      clearTimeout(this.#again);
      this.#again = setTimeout(() => this.outbox.flush(), SEND_AGAIN_MS);
    } else {
      this.outbox.refuse(problem.ref, problem.message);
    }
    return true;
  }

  #take(state: ChatStateBody): void {
    const known = this.get().get(state.chat);
    const mine = state.agent?.agent === this.#me.id;
    if (!mine && state.status !== "ended") {
      if (known) this.dismiss(state.chat);
      return;
    }
    if (!mine && !known) return;
    this.#put(withState(known, state));
    this.#fill();
  }

  #arrive(line: ChatMessageBody): void {
    const thread = this.get().get(line.chat);
    this.outbox.settle(line.id);
    if (!thread) return;
    const asked = line.number <= (this.#asked.get(line.chat) ?? 0);
    const fresh = !asked && !thread.messages.some((one) => one.number === line.number);
    const next = withMessage(thread, line);
    this.#put(next);
    this.#fill();
    if (fresh) this.#onLine(next, line);
  }

  // An acknowledged message stands in the transcript at once, also where its echo comes later.
  #acknowledged(ack: ChatAckBody): void {
    const entry = this.outbox.settle(ack.id);
    const thread = this.get().get(ack.chat);
    if (!entry || !thread || thread.messages.some((line) => line.number === ack.number)) return;
    const at = new Date(this.#clock.now()).toISOString();
    const line: ChatMessageBody = {
      kind: ChatMessage,
      chat: ack.chat,
      id: ack.id,
      number: ack.number,
      from: "agent",
      name: this.#me.name,
      text: entry.text,
      at,
    };
    this.#put(withMessage(thread, line));
    this.#fill();
  }

  #typing(typing: ChatTypingBody): void {
    if (!typing.chat) return;
    this.#change(typing.chat, ({ typingSince: _, ...thread }) =>
      typing.on ? { ...thread, typingSince: this.#clock.now() } : thread,
    );
  }

  // Asks for missing lines, a few chats at a time; each chat that is filled makes room for the next.
  #fill(): void {
    const threads = [...this.get().values()];
    let coming = threads.filter((thread) => this.#isComing(thread)).length;
    for (const thread of threads) {
      if (coming >= FILLED_AT_ONCE) return;
      if (thread.state.status !== "active" || !hasHole(thread) || this.#isComing(thread)) continue;
      const { chat, last } = thread.state;
      if (!this.#link.send<ChatAfterBody>({ kind: ChatAfter, chat, number: arrivedUpTo(thread) })) return;
      this.#asked.set(chat, last);
      coming += 1;
    }
  }

  #isComing(thread: Thread): boolean {
    return arrivedUpTo(thread) < (this.#asked.get(thread.state.chat) ?? 0);
  }

  #change(chat: string, change: (thread: Thread) => Thread): void {
    const thread = this.get().get(chat);
    if (thread) this.#put(change(thread));
  }

  #put(thread: Thread): void {
    this.set(new Map(this.get()).set(thread.state.chat, thread));
  }
}
