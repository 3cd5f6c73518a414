// Times, durations and addresses as people read them.

const SECOND_MS = 1000;

/** Milliseconds from an ISO time to `now`, never negative; 0 where the time is absent or unreadable. */
export function elapsed(since: string | undefined, now: number): number {
  const start = since === undefined ? Number.NaN : Date.parse(since);
  return Number.isNaN(start) ? 0 : Math.max(0, now - start);
}

/** A running time as 0:07, 12:30 or 1:05:09. */
export function stopwatch(ms: number): string {
  const total = Math.floor(ms / SECOND_MS);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** The hour and minute of an ISO time in the agent's own zone. */
export function clockTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date(iso));
}

/** Date and time of an ISO time in the agent's own zone. */
export function dateTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

/** The wall clock in the customer's zone, or undefined where the zone is unknown to this browser. */
export function timeInZone(now: number, zone: string, language: string): string | undefined {
  try {
    return new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone: zone }).format(now);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The town of a zone name: "Europe/Lisbon" → "Lisbon". */
export function zoneTown(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** Up to two capitals that stand for a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? "")][0] ?? "";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}
