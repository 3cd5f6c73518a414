// A session as unit tests begin with.
import type { Participant, SessionStateBody } from "@samepage/wire";

/** The lead, who is "me" in most tests. */
export const MIA: Participant = {
  agent: "agt_1",
  name: "Mia",
  role: "lead",
  colour: "#1c7ed6",
  connected: true,
  grants: [],
};
export const JONAS: Participant = {
  ...MIA,
  agent: "agt_2",
  name: "Jonas",
  role: "joined",
  colour: "#e8590c",
};

/** A live session led by MIA. */
export function session(part: Partial<SessionStateBody> = {}): SessionStateBody {
  return {
    kind: "session.state",
    session: "ses_1",
    chat: "cht_1",
    site: "site_1",
    site_name: "shop.example",
    customer: "Ana",
    version: 1,
    status: "live",
    escalation: "instant",
    mode: "pointer",
    modes: ["pointer", "view", "full", "later"],
    control: "none",
    people: [MIA],
    customer_online: true,
    invited_at: "2026-11-22T12:00:00Z",
    ...part,
  };
}
