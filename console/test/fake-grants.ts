// What each agent of a session may do, as the server would say.
import type { Participant, SessionStateBody } from "@samepage/wire";

/** The session with the grants that follow from its mode, its consent and everybody's role. */
export function withGrants(session: SessionStateBody): SessionStateBody {
  return { ...session, people: session.people.map((one) => ({ ...one, grants: grantsOf(session, one) })) };
}

function grantsOf(session: SessionStateBody, { agent, role }: Participant): string[] {
  const grants: string[] = role === "lead" ? ["lead"] : [];
  if (session.status !== "live") return grants;
  grants.push("see");
  if (role !== "supervisor" && session.mode !== "view") grants.push("point", "annotate");
  if (session.control === "granted" && session.controller === agent) grants.push("control");
  return grants;
}
