// The filters of the sessions report, as the agent sees them and as the API takes them.
import type { SessionFilter } from "../lib/api.ts";

/** What is chosen. Days are local dates, YYYY-MM-DD, both included; "" = not narrowed. */
export interface Chosen {
  from: string;
  to: string;
  agent: string;
  site: string;
  reason: string;
}

export const NOTHING_CHOSEN: Chosen = { from: "", to: "", agent: "", site: "", reason: "" };

export function isNarrowed(chosen: Chosen): boolean {
  return Object.values(chosen).some(Boolean);
}

/** The same as the API takes it: moments, the last one excluded. */
export function filterOf({ from, to, agent, site, reason }: Chosen): SessionFilter {
  return {
    ...(from && { from: startOf(from, 0) }),
    ...(to && { to: startOf(to, 1) }),
    ...(agent && { agent }),
    ...(site && { site }),
    ...(reason && { end_reason: reason }),
  };
}

/** The local date `days` before a moment, YYYY-MM-DD. */
export function localDay(moment: number, days = 0): string {
  const date = new Date(moment);
  date.setDate(date.getDate() - days);
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}

// Through the calendar, not by adding hours: days with a change of the clock are longer or shorter.
function startOf(day: string, plusDays: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + plusDays);
  return date.toISOString();
}
