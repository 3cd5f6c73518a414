// How urgent a waiting time is.

/** A wait from here on is shown in amber, milliseconds. */
const AMBER_AFTER_MS = 60_000;
/** A wait from here on is shown in red, milliseconds. */
const RED_AFTER_MS = 180_000;

export type Urgency = "calm" | "amber" | "red";

export function urgency(waitedMs: number): Urgency {
  if (waitedMs >= RED_AFTER_MS) return "red";
  return waitedMs >= AMBER_AFTER_MS ? "amber" : "calm";
}
