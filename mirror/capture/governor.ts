import type { Dirty } from "./dirty.ts";
import type { CaptureHost } from "./host.ts";
import type { Sent } from "./tree.ts";

/** A node that changes without end is told of this often, in ms, */
const EVERY_MS = 66;
/** and while the link is behind: */
const EVERY_BEHIND_MS = 250;
/** How far ahead of that a node may be: more than a second of animation goes as it comes. */
const AHEAD_MS = 4_000;
/** For so long after the customer did something, in ms, any change may be its effect: none waits. */
export const ACTING_MS = 500;

/**
 * Lowers the rate of nodes that change all the time by themselves: counters, tickers, charts. Their marks stay where
 * they are, so that the state that is told in the end is the last one.
 */
export type Governor = ReturnType<typeof createGovernor>;

export function createGovernor(host: CaptureHost, dirty: Dirty) {
  let now = 0;
  let every = EVERY_MS;
  let freeUntil = 0;
  let timer = 0;
  host.onStop(() => host.natives.clearTimeout(timer));

  return { begin, holds };

  /** A flush: from now on nothing waits for `freeMs`, unless the link `isBehind`. */
  function begin(freeMs: number, isBehind: boolean): void {
    now = Math.round(host.natives.now());
    dirty.held = 0;
    every = isBehind ? EVERY_BEHIND_MS : EVERY_MS;
    freeUntil = isBehind ? now : Math.max(freeUntil, now + freeMs);
  }

  /** Whether a dirty node has to wait for a later flush, which is then on its way; asked before each telling. */
  function holds(sent: Sent): boolean {
    const heat = Math.max(sent.heat, now) + every;
    const most = now + AHEAD_MS;
    if (heat <= most || now < freeUntil) {
      sent.heat = Math.min(heat, most);
      return false;
    }
    dirty.held++;
    timer ||= host.natives.setTimeout(() => {
      timer = 0;
      host.wake();
    }, every);
    return true;
  }
}
