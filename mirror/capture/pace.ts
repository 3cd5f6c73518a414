import type { Natives } from "./natives.ts";

/** Least time between two flushes while changes keep coming: one frame of a 60 Hz screen. */
const FRAME_MS = 16;
/** When no frame is painted for this long (hidden tab, stalled page) a flush is made without one. */
const STALL_MS = 50;
/** A flush that ran this recently makes the next change wait for the paint. */
const QUIET_MS = 16;

/** Result of a flush: whether work is left that should go on in the next task. */
export type Flushed = "done" | "more";

/**
 * Decides when to flush. The first change after quiet is flushed in the turn of the observer that saw it; while
 * changes keep coming, once after each paint; what did not fit a flush's budget goes on in the next task.
 */
export class Pace {
  readonly #natives: Natives;
  readonly #flush: (leading: boolean) => Flushed;
  readonly #channel: MessageChannel;
  #last = -Infinity;
  #frame = 0;
  #timer = 0;
  #queued = false;
  #afterPaint = false;
  #stopped = false;

  constructor(natives: Natives, flush: (leading: boolean) => Flushed) {
    this.#natives = natives;
    this.#flush = flush;
    this.#channel = new natives.MessageChannel();
    this.#channel.port1.onmessage = () => this.#run(false);
  }

  /** A change seen in a turn of our own (an observer's): flushed here when it is the first after quiet. */
  observed(): void {
    if (this.#stopped || this.#afterPaint || this.#queued) return;
    if (this.#natives.now() - this.#last >= QUIET_MS) this.#run(true);
    else this.later();
  }

  /** A change seen in the page's own turn: never flushed under its feet. */
  soon(): void {
    if (this.#stopped || this.#afterPaint || this.#queued) return;
    if (this.#natives.now() - this.#last < QUIET_MS) return this.later();
    this.#queued = true;
    queueMicrotask(() => {
      if (!this.#queued) return;
      this.#queued = false;
      this.#run(true);
    });
  }

  /** A flush after the next paint. */
  later(): void {
    if (this.#stopped || this.#afterPaint) return;
    this.#afterPaint = true;
    const n = this.#natives;
    const wait = Math.max(0, FRAME_MS - (n.now() - this.#last));
    this.#frame = n.requestAnimationFrame(() => this.#channel.port2.postMessage(0));
    this.#timer = n.setTimeout(() => this.#run(false), Math.max(STALL_MS, wait));
  }

  /** A flush in the next task: what a budget cut off, or a link that can take more again. */
  next(): void {
    if (!this.#stopped) this.#channel.port2.postMessage(0);
  }

  stop(): void {
    this.#stopped = true;
    this.#clear();
    this.#channel.port1.close();
    this.#channel.port2.close();
  }

  #run(leading: boolean): void {
    if (this.#stopped) return;
    this.#clear();
    const result = this.#flush(leading);
    this.#last = this.#natives.now();
    if (result === "more") this.next();
  }

  #clear(): void {
    this.#queued = false;
    if (!this.#afterPaint) return;
    this.#afterPaint = false;
    this.#natives.cancelAnimationFrame(this.#frame);
    this.#natives.clearTimeout(this.#timer);
  }
}
