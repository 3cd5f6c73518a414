import type { CustomerWelcomeBody, Kind, LinkState } from "@samepage/wire";
import type { Connection } from "../src/core/connection.ts";
import type { Said } from "./host.ts";

/** A connection whose other end is the test: `say` is what the server says, `said` what the page has said. */
export class FakeConnection {
  said: Said[] = [];
  frames: { kind: number; flags: number; seq: number; epoch: number; stream: number; bytes: number }[] = [];
  open = true;
  welcome: CustomerWelcomeBody | undefined;
  blocked = false;
  state: LinkState = { phase: "open", since: 0 };
  #listeners = new Map<Kind, Set<(body: never) => void>>();
  #stateListeners = new Set<(state: LinkState) => void>();

  /** As the parts under test take it. */
  get asConnection(): Connection {
    return this as unknown as Connection;
  }

  get link() {
    const fake = this;
    return {
      get state() {
        return fake.state;
      },
      get open() {
        return fake.open;
      },
      onState: (listener: (state: LinkState) => void) => {
        fake.#stateListeners.add(listener);
        return () => fake.#stateListeners.delete(listener);
      },
      bufferedAmount: 0,
      send: (body: Said) => fake.send(body),
      sendBinary: (
        e: { Kind: number; Flags: number; Seq: number; Epoch: number; Stream: number },
        data: Uint8Array,
      ) => {
        if (!fake.open) return 0;
        fake.frames.push({
          kind: e.Kind,
          flags: e.Flags,
          seq: e.Seq,
          epoch: e.Epoch,
          stream: e.Stream,
          bytes: data.length,
        });
        return 1;
      },
    };
  }

  on(kind: Kind, listener: (body: never) => void): () => void {
    const set = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, set.add(listener));
    return () => set.delete(listener);
  }

  send(body: object): boolean {
    if (this.open) this.said.push(body as Said);
    return this.open;
  }

  say<B extends { kind: Kind }>(body: B): void {
    if (body.kind === "customer.welcome") this.welcome = body as unknown as CustomerWelcomeBody;
    for (const listener of this.#listeners.get(body.kind) ?? []) listener(body as never);
  }

  /** The connection breaks, or is there again. */
  turn(state: LinkState): void {
    this.state = state;
    this.open = state.phase === "open";
    for (const listener of this.#stateListeners) listener(state);
  }

  /** How many listeners there are: none after a close. */
  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, set) => sum + set.size, this.#stateListeners.size);
  }

  heard(kind: Kind): Said[] {
    return this.said.filter((m) => m.kind === kind);
  }
}

/** Storage that lives as long as the test. */
export class FakeStorage implements Storage {
  [name: string]: unknown;
  #map = new Map<string, string>();
  get length(): number {
    return this.#map.size;
  }
  key(n: number): string | null {
    return [...this.#map.keys()][n] ?? null;
  }
  getItem(key: string): string | null {
    return this.#map.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#map.set(key, value);
  }
  removeItem(key: string): void {
    this.#map.delete(key);
  }
  clear(): void {
    this.#map.clear();
  }
}
