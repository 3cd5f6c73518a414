import type { SessionStateBody } from "@samepage/wire";
import { describe, expect, it } from "vitest";
import { endWords } from "./end-words.ts";
import { firstPicture, type Picture, painted } from "./picture.ts";
import { engagementOf, liveFor, offeredModes, sessionOfChat } from "./session-view.ts";
import { stageState } from "./stage-state.ts";
import { parseFromViewer } from "./viewer-messages.ts";

function session(part: Partial<SessionStateBody> = {}): SessionStateBody {
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
    modes: ["pointer", "view", "later"],
    control: "none",
    people: [{ agent: "agt_1", name: "Mia", role: "lead", colour: "#c2410c", connected: true, grants: [] }],
    customer_online: true,
    invited_at: "2026-11-22T12:00:00Z",
    ...part,
  };
}

const PICTURE: Picture = { ...firstPicture(), phase: "live", since: "" };

const byId = (...all: SessionStateBody[]) => new Map(all.map((one) => [one.session, one]));

describe("the engagement of an agent (A3)", () => {
  it("is an open session with a part that can act", () => {
    expect(engagementOf(byId(session()), "agt_1")?.session).toBe("ses_1");
    expect(engagementOf(byId(session({ status: "invited" })), "agt_1")?.session).toBe("ses_1");
  });

  it("is not an ended one, nor another agent's, nor one that is only watched", () => {
    const [lead] = session().people;
    const watching = session({ people: lead ? [{ ...lead, role: "supervisor" }] : [] });
    expect(engagementOf(byId(session({ status: "ended" })), "agt_1")).toBeUndefined();
    expect(engagementOf(byId(session()), "agt_2")).toBeUndefined();
    expect(engagementOf(byId(watching), "agt_1")).toBeUndefined();
  });
});

describe("the session of a chat", () => {
  it("is the open one before newer ended ones, else the newest", () => {
    const old = session({ session: "ses_0", status: "ended", invited_at: "2026-11-22T11:00:00Z" });
    const newer = session({ session: "ses_2", status: "ended", invited_at: "2026-11-22T13:00:00Z" });
    expect(sessionOfChat(byId(newer, session(), old), "cht_1")?.session).toBe("ses_1");
    expect(sessionOfChat(byId(old, newer), "cht_1")?.session).toBe("ses_2");
    expect(sessionOfChat(byId(old), "cht_2")).toBeUndefined();
  });

  it("offers the allowed modes that this build knows, in the list's order (A5)", () => {
    expect(offeredModes(session())).toEqual(["view", "pointer"]);
  });

  it("counts its time from acceptance to the end", () => {
    const live_at = "2026-11-22T12:00:00Z";
    expect(liveFor(session(), 0)).toBe(0);
    expect(liveFor(session({ live_at }), Date.parse(live_at) + 5000)).toBe(5000);
    expect(liveFor(session({ live_at, ended_at: "2026-11-22T12:01:00Z" }), 0)).toBe(60_000);
  });
});

describe("the state of the picture (A20)", () => {
  it.each([
    ["live", session(), PICTURE],
    ["waiting", session(), { ...PICTURE, phase: "connecting" }],
    ["waiting", session(), { ...PICTURE, phase: "waiting" }],
    ["loading", session(), { ...PICTURE, phase: "loading" }],
    ["hidden", session(), { ...PICTURE, phase: "hidden" }],
    ["blanked", session(), { ...PICTURE, phase: "blanked" }],
    ["lostUs", session({ customer_online: false }), { ...PICTURE, phase: "lost", why: "us" }],
    ["lostCustomer", session(), { ...PICTURE, phase: "lost", why: "customer" }],
    ["lostCustomer", session({ customer_online: false }), PICTURE],
    ["left", session({ customer_online: false }), { ...PICTURE, pageEvent: "left" }],
    ["excluded", session(), { ...PICTURE, pageEvent: "excluded" }],
  ] as const)("is %s", (state, now, picture) => expect(stageState(now, picture)).toBe(state));

  it("forgets what the last page did when the next one comes", () => {
    const left = painted(PICTURE, { type: "pageEvent", event: "left" });
    const page = { url: "https://shop.example/", title: "Shop" };
    expect(painted(left, { type: "page", page }).pageEvent).toBeUndefined();
  });
});

describe("what the viewer says (P4)", () => {
  it.each([
    { type: "ready" },
    { type: "ticketWanted" },
    { type: "phase", phase: "live", since: "2026-11-22T12:00:00Z" },
    { type: "page", page: { url: "https://shop.example/", title: "Shop" } },
    { type: "stats", rtt: 1, match: 100, scale: 1, width: 2, height: 3 },
    { type: "secretArea", count: 2 },
  ])("is taken in its shape: $type", (message) => expect(parseFromViewer(message)).toEqual(message));

  it.each([
    undefined,
    "ready",
    { type: "constructor" },
    { type: "phase", phase: "other", since: "" },
    { type: "page", page: { url: "x".repeat(5000), title: "" } },
    { type: "stats", rtt: Number.NaN, match: 1, scale: 1, width: 1, height: 1 },
    { type: "session", session: { session: "ses_1" } },
  ])("is not taken in another: %o", (message) => expect(parseFromViewer(message)).toBeUndefined());
});

describe("the words of the end (A13)", () => {
  it.each([
    ["ended", "customer", "end.customer"],
    ["ended", "agent", "end.agent"],
    ["lost", "system", "end.lost"],
    ["declined", "customer", "end.declined"],
    ["something newer", "robot", "end.system"],
  ])("for %s by %s", (end_reason, ended_by, title) => {
    expect(endWords({ end_reason, ended_by }).title).toBe(title);
  });
});
