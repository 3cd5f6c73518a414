/** The round trip is measured this often, in milliseconds. Hidden tabs are held to once a minute by browsers. */
export const PING_EVERY = 10_000;

/** A socket that has been silent this long after a ping is dead, in milliseconds. */
export const PONG_WITHIN = 10_000;

/** Measures the round trip of one connection, and finds out when nobody answers any more. */
export class Heartbeat {
  #ping: (id: number) => void;
  #dead: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #pinged: { id: number; at: number } | undefined;
  #last = 0;
  #heardAt = 0;
  #rtt = 0;

  /**
   * @param ping sends a ping with this id
   * @param dead called when a ping has been followed by silence
   */
  constructor(ping: (id: number) => void, dead: () => void) {
    this.#ping = ping;
    this.#dead = dead;
  }

  /** Last measured round trip in milliseconds, over connections; 0 = not measured yet. */
  get rtt(): number {
    return this.#rtt;
  }

  /** A connection is there: pings at once, and again and again. */
  start(): void {
    this.stop();
    this.#timer = setInterval(() => this.#beat(), PING_EVERY);
    this.#beat();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#pinged = undefined;
  }

  /** Anything has come: the other end lives. */
  heard(): void {
    this.#heardAt = Date.now();
  }

  /** A ping came back. */
  ponged(id: number): void {
    if (this.#pinged?.id !== id) return;
    this.#rtt = Math.max(1, Date.now() - this.#pinged.at);
    this.#pinged = undefined;
  }

  #beat(): void {
    const now = Date.now();
    if (this.#pinged) {
      if (now - Math.max(this.#pinged.at, this.#heardAt) >= PONG_WITHIN) this.#dead();
      return;
    }
    this.#pinged = { id: ++this.#last, at: now };
    this.#ping(this.#last);
  }
}
