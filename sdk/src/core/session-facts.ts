import { GrantPoint, type SessionStateBody } from "@samepage/wire";
import type { Ending } from "./stage.ts";

/** "Mia", "Mia & Tom": the agents who are in the session. */
export function namesOf(session: SessionStateBody, and = "&"): string {
  return session.people
    .filter((person) => person.role !== "supervisor" || person.connected)
    .map((person) => person.name)
    .join(` ${and} `);
}

/** The agents whose pointer the session allows now, and who are there to move it. */
export function pointingIn(session: SessionStateBody): string[] {
  return session.people.filter((p) => p.connected && p.grants.includes(GrantPoint)).map((p) => p.agent);
}

/** How a session ended, in the words of the notice (C5). */
export function endingOf(body: SessionStateBody): Ending {
  if (body.end_reason === "unreachable_ui") return { by: "unreachable" };
  if (body.end_reason === "failed") return { by: "failed" };
  if (body.end_reason === "lost") return { by: "lost" };
  if (body.ended_by === "customer") return { by: "customer" };
  if (body.ended_by === "agent") return { by: "agent", name: body.ended_name ?? "" };
  return { by: "other" };
}
