// The lines of each session's event log, newest last: what the agent has been told (A20).
import { Store } from "../lib/store.ts";
import type { Happening } from "./happenings.ts";

/** So many lines of a session are kept; the journal in the reports holds all. */
export const MAX_LINES = 200;

/** A break shorter than this is a page load, not news, milliseconds. */
const SHORT_BREAK_MS = 5000;

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

  /**
   * Adds a line. The same thing twice in a row is one line, at its newest time; who is back after a moment
   * was never away. False where nothing new is to be told.
   */
  add(session: string, happening: Happening): boolean {
    const lines = this.get().get(session) ?? [];
    const now = this.#now();
    const began = lines.findLast((line) => endsBreak(happening, line.happening));
    if (began && now - began.at < SHORT_BREAK_MS) {
      this.#keep(
        session,
        lines.filter((line) => line !== began),
      );
      return false;
    }
    const last = lines.at(-1);
    const again = last !== undefined && JSON.stringify(last.happening) === JSON.stringify(happening);
    this.#lines += 1;
    const kept = again ? lines.slice(0, -1) : lines;
    this.#keep(session, [...kept, { id: this.#lines, at: now, happening }].slice(-MAX_LINES));
    return !again;
  }

  #keep(session: string, lines: readonly LogLine[]): void {
    this.set(new Map(this.get()).set(session, lines));
  }
}

// Whether somebody is back whose going away stands in an earlier line.
function endsBreak(now: Happening, before: Happening): boolean {
  if (now.what === "customerBack") return before.what === "customerLost";
  return now.what === "agentBack" && before.what === "agentLost" && before.who === now.who;
}
