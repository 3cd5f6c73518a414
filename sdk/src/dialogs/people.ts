import {
  GrantAnnotate,
  GrantControl,
  GrantPoint,
  type Participant,
  type SessionStateBody,
} from "@samepage/wire";

/** The people that the customer is told of: all but supervisors who are not there. */
export function peopleIn(session: SessionStateBody): Participant[] {
  return session.people.filter((person) => person.role !== "supervisor" || person.connected);
}

/** "Mia", "Mia and Tom", as the language joins names. */
export function namesOf(people: readonly Participant[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(people.map((person) => person.name));
}

/** Name of the agent who leads. */
export function leadIn(session: SessionStateBody): string {
  return (session.people.find((person) => person.role === "lead") ?? session.people[0])?.name ?? "";
}

/** Who operates the page by the customer's leave. */
export function controllerIn(session: SessionStateBody): Participant | undefined {
  return session.people.find((person) => person.grants.includes(GrantControl));
}

/** The agents whose pointer the session allows now, and who are there to move it. */
export function pointingIn(session: SessionStateBody): string[] {
  return session.people.filter((p) => p.connected && p.grants.includes(GrantPoint)).map((p) => p.agent);
}

/** The agents whose annotations the session allows now. */
export function drawingIn(session: SessionStateBody): string[] {
  return session.people.filter((p) => p.connected && p.grants.includes(GrantAnnotate)).map((p) => p.agent);
}
