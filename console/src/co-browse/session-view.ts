// Questions that the screens ask of sessions.
import {
  GrantControl,
  GrantPoint,
  GrantTruePoint,
  type Participant,
  type SessionStateBody,
} from "@samepage/wire";
import type { Route } from "../app/router.ts";

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

/** Whether an agent has a grant, as the server says. */
export function mayIn(session: SessionStateBody, agent: string, grant: string): boolean {
  return partOf(session, agent)?.grants?.includes(grant) ?? false;
}

/** What this agent may do now, as a control mode: another agent's Full Control is not ours. */
export function grantedMode(session: SessionStateBody, agent: string): Mode {
  if (mayIn(session, agent, GrantControl)) return "full";
  if (mayIn(session, agent, GrantTruePoint)) return "true_pointer";
  return mayIn(session, agent, GrantPoint) ? "pointer" : "view";
}

/** The running sessions that this agent is in, watched ones too: each has a picture that goes on. */
export function runningFor(
  sessions: ReadonlyMap<string, SessionStateBody>,
  agent: string,
): SessionStateBody[] {
  return [...sessions.values()].filter(
    (session) => session.status === "live" && partOf(session, agent) !== undefined,
  );
}

/** Where a session is shown: in its chat where that is on the desk, else at a place of its own. */
export function placeOf(session: SessionStateBody, chats: ReadonlyMap<string, unknown>): Route {
  return session.chat && chats.has(session.chat)
    ? { page: "chat", chat: session.chat, tab: "co-browse" }
    : { page: "session", session: session.session };
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
  if (!chat) return undefined; // sessions by code have none
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

/** Whether an agent may ask for control: able to act, in a session that offers it, and not holding it. */
export function mayRequestControl(session: SessionStateBody, agent: string): boolean {
  const role = partOf(session, agent)?.role;
  const held = session.controller === agent && session.control !== "denied" && session.control !== "none";
  const byLead = role === "lead" && session.control === "granted"; // an idle lead takes it by the mode
  return session.modes.includes("full") && !held && (role === "joined" || byLead);
}

/** Whether an agent may hand control to another one who can act. */
export function mayGiveControl(session: SessionStateBody, agent: string, to: string): boolean {
  const holds = session.controller === agent && session.control === "granted";
  const leads = partOf(session, agent)?.role === "lead";
  const able = partOf(session, to)?.role !== "supervisor" && session.controller !== to;
  return session.modes.includes("full") && (holds || leads) && able;
}

/** How long the session was live, in milliseconds; 0 where it never was. */
export function liveFor(session: SessionStateBody, now: number): number {
  if (!session.live_at) return 0;
  const end = session.ended_at ? Date.parse(session.ended_at) : now;
  return Math.max(0, end - Date.parse(session.live_at));
}
