// The lines of each session's event log, newest last: what the agent has been told (A20).
import { Store } from "../lib/store.ts";
import type { Happening } from "./happenings.ts";

/** So many lines of a session are kept; the journal in the reports holds all. */
export const MAX_LINES = 200;

export interface LogLine {
  /** Rises by one with each line. */
  id: number;
  /** Milliseconds since the epoch, by the server's clock. */
  at: number;
  happening: Happening;
}

export type Logs = ReadonlyMap<string, readonly LogLine[]>;

export class SessionLogs extends Store<Logs> {
  readonly #now: () => number;
  #lines = 0;

  constructor(now: () => number) {
    super(new Map());
    this.#now = now;
  }

  /** Adds a line. The same thing twice in a row is one line, at its newest time; false then. */
  add(session: string, happening: Happening): boolean {
    const lines = this.get().get(session) ?? [];
    const last = lines.at(-1);
    const again = last !== undefined && JSON.stringify(last.happening) === JSON.stringify(happening);
    this.#lines += 1;
    const line = { id: this.#lines, at: this.#now(), happening };
    const kept = again ? lines.slice(0, -1) : lines;
    this.set(new Map(this.get()).set(session, [...kept, line].slice(-MAX_LINES)));
    return !again;
  }
}
