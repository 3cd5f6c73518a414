import { HandoverMade, type HandoverMadeBody, HandoverMake, type HandoverMakeBody } from "@samepage/wire";
import type { Connection } from "../core/connection.ts";

/** A claim is good for 15 s (W30); the way to the other origin needs some of that, so it is used while younger than this, in milliseconds. */
const FRESH_FOR = 10_000;

/** A click that has to wait for its claim waits no longer than this, in milliseconds: a slow server must not hold the customer up. */
const WAIT_FOR_CLAIM = 1_500;

/** What takes the session along to one other origin of the site (C7). A tab has one such claim at a time. */
export class Claims {
  #connection: Pick<Connection, "send" | "on">;
  #asked: { origin: string; at: number } | undefined;
  #ready: HandoverMadeBody | undefined;
  #waiting = new Set<() => void>();
  #off: () => void;

  constructor(connection: Pick<Connection, "send" | "on">) {
    this.#connection = connection;
    this.#off = connection.on<HandoverMadeBody>(HandoverMade, (body) => {
      this.#ready = body;
      for (const told of [...this.#waiting]) told();
    });
  }

  /** The customer may be about to go there: the claim is asked for in time. */
  prepare(origin: string): void {
    const now = performance.now();
    if (this.#asked?.origin === origin && now - this.#asked.at < FRESH_FOR) return;
    this.#ready = undefined;
    const sent = this.#connection.send<HandoverMakeBody>({ kind: HandoverMake, origin });
    this.#asked = sent ? { origin, at: now } : undefined;
  }

  /** The claim for that origin, if there is one now. It is good once: the next way needs another. */
  take(origin: string): string | undefined {
    const isFresh = this.#asked?.origin === origin && performance.now() - this.#asked.at < FRESH_FOR;
    const claim = isFresh && this.#ready?.origin === origin ? this.#ready.claim : undefined;
    if (claim !== undefined) this.#asked = this.#ready = undefined;
    return claim;
  }

  /** The claim, waited for a little; undefined where none comes in time. */
  async obtain(origin: string): Promise<string | undefined> {
    this.prepare(origin);
    const claim = this.take(origin);
    if (claim !== undefined || !this.#asked) return claim;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, WAIT_FOR_CLAIM);
      this.#waiting.add(done);
    });
    return this.take(origin);
  }

  close(): void {
    this.#off();
    for (const told of [...this.#waiting]) told();
  }
}
