// Questions that the screens ask of sessions.
import type { Participant, SessionStateBody } from "@samepage/wire";

/** The words for the modes that this build knows, in the order of the list. */
export const MODES = ["view", "pointer", "true_pointer", "full"] as const;
export type Mode = (typeof MODES)[number];

export function isOpen(session: SessionStateBody): boolean {
  return session.status !== "ended";
}

/** The part that an agent has in a session. */
export function partOf(session: SessionStateBody, agent: string): Participant | undefined {
  return session.people?.find((person) => person.agent === agent);
}

/** The one session that engages this agent (A3): open, and not as a watching supervisor. */
export function engagementOf(
  sessions: ReadonlyMap<string, SessionStateBody>,
  agent: string,
): SessionStateBody | undefined {
  return [...sessions.values()].find((session) => {
    const part = partOf(session, agent);
    return isOpen(session) && part !== undefined && part.role !== "supervisor";
  });
}

/** The session that the Co-browse tab of a chat shows: the open one, else the newest. */
export function sessionOfChat(
  sessions: ReadonlyMap<string, SessionStateBody>,
  chat: string,
): SessionStateBody | undefined {
  let found: SessionStateBody | undefined;
  for (const session of sessions.values()) {
    if (session.chat !== chat) continue;
    if (isOpen(session)) return session;
    if (!found || session.invited_at > found.invited_at) found = session;
  }
  return found;
}

/** Modes that may be offered: allowed by the server and known to this build, in the list's order. */
export function offeredModes(session: SessionStateBody): Mode[] {
  return MODES.filter((mode) => session.modes?.includes(mode));
}

/** How long the session was live, in milliseconds; 0 where it never was. */
export function liveFor(session: SessionStateBody, now: number): number {
  if (!session.live_at) return 0;
  const end = session.ended_at ? Date.parse(session.ended_at) : now;
  return Math.max(0, end - Date.parse(session.live_at));
}
