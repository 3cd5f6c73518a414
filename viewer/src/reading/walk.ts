// Which element the keyboard goes to next.
import type { Stop } from "@samepage/mirror/apply";

/** Where to: the next or previous stop, the next or previous one that can be pressed, the first or last. */
export type Step = "next" | "previous" | "nextActive" | "previousActive" | "first" | "last";

/**
 * The stop that a step leads to; null at the ends. `from` is the node where the keyboard is, 0 before the first step;
 * a node that is gone counts as the place `was` in the old list.
 */
export function stepFrom(stops: readonly Stop[], from: number, was: number, step: Step): number | null {
  if (stops.length === 0) return null;
  if (step === "first") return 0;
  if (step === "last") return stops.length - 1;
  const found = from ? stops.findIndex(({ node }) => node === from) : -1;
  const forward = step === "next" || step === "nextActive";
  const gone = from !== 0 && found < 0;
  let at = gone ? Math.min(was, stops.length) - (forward ? 1 : 0) : found;
  if (from === 0 && !forward) at = stops.length;
  const active = step === "nextActive" || step === "previousActive";
  do at += forward ? 1 : -1;
  while (stops[at] && active && !stops[at]?.interactive);
  return stops[at] ? at : null;
}
