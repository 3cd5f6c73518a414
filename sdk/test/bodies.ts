import type {
  ChatMessageBody,
  ChatStateBody,
  ConsentAskBody,
  Participant,
  SessionReceiptBody,
  SessionStateBody,
} from "@samepage/wire";

/** A chat that Mia has accepted. */
export function chatState(over: Partial<ChatStateBody> = {}): ChatStateBody {
  return {
    kind: "chat.state",
    chat: "cht_1",
    version: 1,
    status: "active",
    site: "sit_1",
    site_name: "Fernhill Outdoor",
    customer: "",
    agent: { agent: "agt_1", name: "Mia" },
    last: 0,
    agent_read: 0,
    customer_read: 0,
    online: true,
    cobrowse: true,
    created_at: "2026-01-01T10:00:00Z",
    ...over,
  };
}

/** A line of the transcript. */
export function chatMessage(number: number, over: Partial<ChatMessageBody> = {}): ChatMessageBody {
  return {
    kind: "chat.message",
    chat: "cht_1",
    id: `msg_${number}`,
    number,
    from: "agent",
    name: "Mia",
    text: `message ${number}`,
    at: "2026-01-01T10:00:00Z",
    ...over,
  };
}

/** Mia asks to see the page. */
export function consentAsk(over: Partial<ConsentAskBody> = {}): ConsentAskBody {
  return {
    kind: "consent.ask",
    ask: "ask_1",
    what: "instant",
    agent: { agent: "agt_1", name: "Mia" },
    mode: "pointer",
    origins: ["https://shop.example"],
    expires_at: new Date(Date.now() + 60_000).toISOString(),
    ...over,
  };
}

export const mia: Participant = {
  agent: "agt_1",
  name: "Mia",
  role: "lead",
  colour: "#d6336c",
  connected: true,
  grants: ["see", "point"],
};

/** A colleague of Mia's, who has joined. */
export const tom: Participant = {
  agent: "agt_2",
  name: "Tom",
  role: "joined",
  colour: "#1971c2",
  connected: true,
  grants: ["see", "point", "annotate"],
};

/** The customer has let Mia operate the page. */
export function controlledState(over: Partial<SessionStateBody> = {}): SessionStateBody {
  const people = [{ ...mia, grants: ["see", "point", "annotate", "control"] }];
  return sessionState({ version: 3, mode: "full", control: "granted", controller: "agt_1", people, ...over });
}

/** Whose pointer or annotation it is, as the server fills it in. */
export function fromOf({ agent, name, colour }: Participant) {
  return { agent, name, colour };
}

/** A live session with Mia. */
export function sessionState(over: Partial<SessionStateBody> = {}): SessionStateBody {
  return {
    kind: "session.state",
    session: "ses_1",
    chat: "cht_1",
    site: "sit_1",
    site_name: "Fernhill Outdoor",
    customer: "",
    version: 2,
    status: "live",
    escalation: "instant",
    mode: "pointer",
    modes: ["view", "pointer"],
    control: "none",
    people: [mia],
    customer_online: true,
    invited_at: "2026-01-01T10:00:00Z",
    ...over,
  };
}

/** Mia has ended the session. */
export const ended = sessionState({
  version: 9,
  status: "ended",
  end_reason: "ended",
  ended_by: "agent",
  ended_name: "Mia",
});

/** What the customer is told of that session. */
export const receipt: SessionReceiptBody = {
  kind: "session.receipt",
  session: "ses_1",
  site_name: "Fernhill Outdoor",
  live_at: "2026-01-01T10:00:00Z",
  ended_at: "2026-01-01T10:12:00Z",
  ended_by: "agent",
  agents: ["Mia"],
  pages: [{ at: "2026-01-01T10:00:00Z", url: "https://shop.example/basket", title: "Basket" }],
  done: [{ at: "2026-01-01T10:05:00Z", agent: "Mia", action: "type", label: "Name", chars: 12 }],
  consents: [
    { at: "2026-01-01T10:03:00Z", what: "control", answer: "taken_back", agent: "Mia", asker: "page" },
  ],
};
