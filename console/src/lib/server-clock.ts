// Deadlines and waiting times are told in the server's time; the agent's machine may be wrong.
import { Store } from "./store.ts";

/** How often parts that show running times are drawn again. */
const TICK_MS = 1000;

/** The server's time as far as we know it, ticking once a second while somebody looks. */
export class ServerClock {
  readonly #tick = new Store(0);
  #offset = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #watchers = 0;

  /** Takes a server time just received as the present. */
  sync(serverTime: string): void {
    const parsed = Date.parse(serverTime);
    if (Number.isNaN(parsed)) return;
    this.#offset = parsed - Date.now();
    this.#beat();
  }

  /** Milliseconds since the epoch, as the server counts them. */
  now(): number {
    return Date.now() + this.#offset;
  }

  get = (): number => this.#tick.get() || this.now();

  subscribe = (listener: () => void): (() => void) => {
    const leave = this.#tick.subscribe(listener);
    this.#watchers += 1;
    if (this.#watchers === 1) {
      this.#beat();
      this.#timer = setInterval(() => this.#beat(), TICK_MS);
    }
    return () => {
      leave();
      this.#watchers -= 1;
      if (this.#watchers === 0) clearInterval(this.#timer);
    };
  };

  #beat(): void {
    this.#tick.set(this.now());
  }
}
