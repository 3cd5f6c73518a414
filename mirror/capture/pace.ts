import type { Natives } from "./natives.ts";

/** Least time between two flushes while changes keep coming: one frame of a 60 Hz screen. */
const FRAME_MS = 16;
/** When no frame is painted for this long (hidden tab, stalled page) a flush is made without one. */
const STALL_MS = 50;
/** A flush that ran this recently makes the next change wait for the paint. */
const QUIET_MS = 16;

/**
 * For this long a change may be told in the turn that made it, where the browser can say that no input waits: up to here
 * an answer is felt as immediate. The page's frame, which has to wait, takes longer for many new nodes than their telling.
 */
const TURN_MS = 100;

/** Result of a flush: whether work is left, which goes on in this turn where that may be, or in a task of its own. */
export type Flushed = "done" | "more" | "apart";

/**
 * Decides when to flush. The first change after quiet is flushed in the turn of the observer that saw it, and goes on
 * there while nobody waits for the page; while changes keep coming, once after each paint; what else did not fit a flush's
 * budget goes on in the next task.
 */
export type Pace = ReturnType<typeof createPace>;

/** @param packed settles when what the last flush told is on its way: browsers that can tell of input compress in one turn */
export function createPace(
  natives: Natives,
  flush: (leading: boolean) => Flushed,
  packed: () => Promise<unknown>,
) {
  let last = -Infinity;
  let frame = 0;
  let timer = 0;
  let queued = false;
  let afterPaint = false;
  /** Changes keep coming: what is new waits for the flush after the paint, too. */
  let isBurst = false;
  /** A flush in the next task is on its way: nothing else has to be planned. */
  let nextTask = false;
  let stopped = false;
  /** When the turn has to end in which a change is being told. */
  let turnEndsAt = 0;
  const channel: MessageChannel = new natives.MessageChannel();
  channel.port1.onmessage = () => run(false);

  return { soon, later, next, stop };

  /** A change seen in the page's own turn: never flushed under its feet. */
  function soon(): void {
    if (stopped || isBurst || queued || nextTask) return;
    if (natives.now() - last < QUIET_MS) {
      isBurst = true;
      return later();
    }
    turnEndsAt = natives.now() + TURN_MS;
    queued = true;
    queueMicrotask(inTurn);
  }

  function inTurn(): void {
    if (queued) run(true);
  }

  /** A flush after the next paint, or with the next change. */
  function later(): void {
    if (stopped || afterPaint) return;
    afterPaint = true;
    const n = natives;
    const wait = Math.max(0, FRAME_MS - (n.now() - last));
    frame = n.requestAnimationFrame(() => channel.port2.postMessage(0));
    timer = n.setTimeout(() => run(false), Math.max(STALL_MS, wait));
  }

  /** A flush in the next task: what a budget cut off, or the first of all. */
  function next(): void {
    if (stopped) return;
    nextTask = true;
    channel.port2.postMessage(0);
  }

  function stop(): void {
    stopped = true;
    clear();
    channel.port1.close();
    channel.port2.close();
  }

  function run(leading: boolean): void {
    if (stopped) return;
    clear();
    nextTask = false;
    const result = flush(leading);
    last = natives.now();
    if (result === "more" && leading && last < turnEndsAt && natives.isInputPending?.() === false) {
      queued = true;
      void packed().finally(inTurn);
    } else if (result !== "done") next();
  }

  function clear(): void {
    queued = isBurst = false;
    if (!afterPaint) return;
    afterPaint = false;
    natives.cancelAnimationFrame(frame);
    natives.clearTimeout(timer);
  }
}
