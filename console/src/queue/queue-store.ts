// The customers who wait, and whether this agent takes new chats.
import {
  AgentPresence,
  type AgentPresenceBody,
  type AgentWelcomeBody,
  ChatAccept,
  type ChatRefBody,
  type Link,
  type QueueEntry,
  QueueState,
  type QueueStateBody,
} from "@samepage/wire";
import { Store } from "../lib/store.ts";

export interface Queue {
  /** False until the server has told who waits: an empty list says nothing before. */
  told: boolean;
  /** In the order of waiting, longest first. */
  entries: readonly QueueEntry[];
  available: boolean;
  /** The chat that this agent has just asked to have. */
  accepting?: string;
}

export class QueueStore extends Store<Queue> {
  readonly #link: Link;
  readonly #onArrival: (entry: QueueEntry) => void;
  #version = 0;

  constructor(link: Link, onArrival: (entry: QueueEntry) => void) {
    super({ told: false, entries: [], available: true });
    this.#link = link;
    this.#onArrival = onArrival;
  }

  start(): () => void {
    return this.#link.onMessage<QueueStateBody>(QueueState, (state) => this.#take(state));
  }

  welcome(body: AgentWelcomeBody): void {
    this.#version = 0;
    this.set({ told: true, entries: byWaiting(body.queue ?? []), available: body.available });
  }

  accept(chat: string): void {
    if (!this.#link.send<ChatRefBody>({ kind: ChatAccept, chat })) return;
    this.set({ ...this.get(), accepting: chat });
  }

  /** The asked chat is ours, or somebody else's: either way nothing is asked any more. */
  settle(): void {
    const { accepting: _, ...rest } = this.get();
    this.set(rest);
  }

  setAvailable(available: boolean): void {
    if (!this.#link.send<AgentPresenceBody>({ kind: AgentPresence, available })) return;
    this.set({ ...this.get(), available });
  }

  #take(state: QueueStateBody): void {
    if (state.version < this.#version) return;
    this.#version = state.version;
    const known = new Set(this.get().entries.map((entry) => entry.chat));
    const entries = byWaiting(state.entries ?? []);
    this.set({ ...this.get(), entries });
    for (const entry of entries) if (!known.has(entry.chat)) this.#onArrival(entry);
  }
}

function byWaiting(entries: readonly QueueEntry[]): QueueEntry[] {
  return [...entries].sort((a, b) => a.since.localeCompare(b.since));
}
