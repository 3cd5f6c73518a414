// What has become of Full Control between two states of a session (A10).
import type { SessionStateBody } from "@samepage/wire";

/**
 * asking: the customer has the question; expired: no answer came; takenBack: by the customer;
 * ended: it is over for a reason that the state does not tell.
 */
export type ControlNews =
  | "asking"
  | "allowed"
  | "denied"
  | "expired"
  | "withdrawn"
  | "givenUp"
  | "takenBack"
  | "ended";

type Facts = Pick<
  SessionStateBody,
  "control" | "controller" | "people" | "modes" | "customer_online" | "escalation" | "lead_since"
>;

/** `letGo`: we ourselves have given control up since it was asked for. */
export function controlNews(before: Facts, now: Facts, letGo: boolean): ControlNews | undefined {
  const same = before.control === now.control && before.controller === now.controller;
  if (same) return undefined;
  switch (now.control) {
    case "requested":
      return "asking";
    case "granted":
      return "allowed";
    case "denied":
      return "denied";
    default:
      return overNews(before, now, letGo);
  }
}

function overNews(before: Facts, now: Facts, letGo: boolean): ControlNews | undefined {
  if (before.control === "requested") return letGo ? "withdrawn" : "expired";
  if (before.control !== "granted") return undefined;
  if (letGo) return "givenUp";
  return isByCustomer(before, now) ? "takenBack" : "ended";
}

// The customer takes it back from a session that is otherwise as it was; and only where the lead held
// it can nobody else have done so.
function isByCustomer(before: Facts, now: Facts): boolean {
  const lead = leadOf(now);
  return (
    before.controller === lead &&
    leadOf(before) === lead &&
    now.modes.includes("full") &&
    before.escalation === now.escalation &&
    before.customer_online &&
    !now.lead_since
  );
}

function leadOf(facts: Facts): string | undefined {
  return facts.people.find((person) => person.role === "lead")?.agent;
}
