// Messages on their way: each has a UUID of its own, is sent until the server has stored it,
// and survives a reload (DESIGN §3 Chat). A repeat is acknowledged by the server, not stored.
import { ChatSend, type ChatSendBody, type Head } from "@samepage/wire";
import { LocalRecord } from "../lib/local-record.ts";
import { Store } from "../lib/store.ts";

export interface OutboxEntry {
  id: string;
  chat: string;
  text: string;
  /** When the agent pressed Send, milliseconds since the epoch. */
  at: number;
  /** Why the server did not take it; such an entry waits for the agent. */
  refused?: string;
}

/** Sends one control message; false where there is no connection now. */
export type Send = <B extends Head>(body: B) => boolean;

export class Outbox extends Store<readonly OutboxEntry[]> {
  readonly #record: LocalRecord<readonly OutboxEntry[]>;
  readonly #send: Send;

  /** `owner` keeps the messages of two agents who share a browser apart. */
  constructor(storage: Storage, owner: string, send: Send) {
    const record = new LocalRecord(storage, `samepage.outbox.${owner}`, parseEntries);
    super(record.read() ?? []);
    this.#record = record;
    this.#send = send;
  }

  /** Puts a message in and sends it if there is a connection. */
  add(chat: string, text: string): void {
    const entry: OutboxEntry = { id: crypto.randomUUID(), chat, text, at: Date.now() };
    this.#keep([...this.get(), entry]);
    this.#dispatch(entry);
  }

  /** Sends everything again, in order: called after each welcome. */
  flush(): void {
    for (const entry of this.get()) if (entry.refused === undefined) this.#dispatch(entry);
  }

  /** Takes a stored message out and returns it; undefined where it was not ours. */
  settle(id: string): OutboxEntry | undefined {
    const entry = this.get().find((one) => one.id === id);
    if (entry) this.#keep(this.get().filter((one) => one.id !== id));
    return entry;
  }

  /** Holds a message that the server will not take as it is. */
  refuse(id: string, reason: string): void {
    this.#keep(this.get().map((one) => (one.id === id ? { ...one, refused: reason } : one)));
  }

  retry(id: string): void {
    const held = this.get().find((one) => one.id === id);
    if (!held) return;
    const { refused: _, ...entry } = held;
    this.#keep(this.get().map((one) => (one.id === id ? entry : one)));
    this.#dispatch(entry);
  }

  #dispatch(entry: OutboxEntry): void {
    this.#send<ChatSendBody>({ kind: ChatSend, chat: entry.chat, id: entry.id, text: entry.text });
  }

  #keep(entries: readonly OutboxEntry[]): void {
    this.set(entries);
    this.#record.write(entries);
  }
}

function parseEntries(raw: unknown): readonly OutboxEntry[] | undefined {
  if (!Array.isArray(raw)) return undefined;
  return raw.filter(
    (one): one is OutboxEntry =>
      typeof one?.id === "string" && typeof one.chat === "string" && typeof one.text === "string",
  );
}
