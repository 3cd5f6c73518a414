import { stopwatch } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import { useDesk } from "./context.ts";

/** The time left until a deadline of the server. */
export function Countdown({ until }: { until: string }) {
  const now = useStore(useDesk().clock);
  return <time>{stopwatch(Math.max(0, Date.parse(until) - now + 999))}</time>;
}
