import type { SessionStateBody } from "@samepage/wire";
import { describe, expect, it } from "vitest";
import { JONAS, MIA, session } from "../../test/session-state.ts";
import { endWords } from "./end-words.ts";
import { firstPicture, type Picture, painted } from "./picture.ts";
import {
  engagementOf,
  grantedMode,
  liveFor,
  mayGiveControl,
  mayRequestControl,
  offeredModes,
  placeOf,
  runningFor,
  sessionOfChat,
} from "./session-view.ts";
import { stageState } from "./stage-state.ts";
import { parseFromViewer } from "./viewer-messages.ts";

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
    expect(offeredModes(session())).toEqual(["view", "pointer", "full"]);
  });

  it("by code there is none", () => {
    expect(sessionOfChat(byId(session({ chat: "" })), "")).toBeUndefined();
  });

  it("counts its time from acceptance to the end", () => {
    const live_at = "2026-11-22T12:00:00Z";
    expect(liveFor(session(), 0)).toBe(0);
    expect(liveFor(session({ live_at }), Date.parse(live_at) + 5000)).toBe(5000);
    expect(liveFor(session({ live_at, ended_at: "2026-11-22T12:01:00Z" }), 0)).toBe(60_000);
  });
});

describe("what an agent may do (A9, A18)", () => {
  const granted = (grants: string[]) => session({ people: [{ ...MIA, grants }] });

  it.each([
    [["see", "lead"], "view"],
    [["see", "point", "annotate"], "pointer"],
    [["see", "point", "control"], "full"],
  ])("with %j it is %s", (grants, mode) => expect(grantedMode(granted(grants), "agt_1")).toBe(mode));

  it("another agent's Full Control is not mine", () => {
    const other = session({ mode: "full", control: "granted", controller: "agt_2" });
    expect(grantedMode(other, "agt_1")).toBe("view");
  });

  it("asks for control where it is offered and not held", () => {
    const two = session({ people: [MIA, JONAS] });
    expect(mayRequestControl(two, "agt_2")).toBe(true);
    expect(mayRequestControl(two, "agt_1")).toBe(false); // the lead takes it by the mode
    expect(mayRequestControl({ ...two, modes: ["view"] }, "agt_2")).toBe(false);
    const held = { ...two, control: "granted", controller: "agt_2" };
    expect(mayRequestControl(held, "agt_2")).toBe(false);
    expect(mayRequestControl(held, "agt_1")).toBe(true);
  });

  it("gives control as its holder or as the lead, and never to somebody who only watches", () => {
    const two = session({ people: [MIA, JONAS], control: "granted", controller: "agt_1" });
    expect(mayGiveControl(two, "agt_1", "agt_2")).toBe(true);
    expect(mayGiveControl(two, "agt_2", "agt_2")).toBe(false);
    const watching = { ...two, people: [MIA, { ...JONAS, role: "supervisor" }] };
    expect(mayGiveControl(watching, "agt_1", "agt_2")).toBe(false);
  });
});

describe("where a session is shown (A18)", () => {
  it("is its chat where that is on the desk, else a place of its own", () => {
    expect(placeOf(session(), new Map([["cht_1", {}]]))).toMatchObject({ page: "chat", tab: "co-browse" });
    expect(placeOf(session(), new Map())).toEqual({ page: "session", session: "ses_1" });
    expect(placeOf(session({ chat: "" }), new Map([["", {}]]))).toMatchObject({ page: "session" });
  });

  it("counts watched sessions among those whose picture runs", () => {
    const watched = session({ session: "ses_2", people: [{ ...MIA, role: "supervisor" }] });
    const foreign = session({ session: "ses_3", people: [JONAS] });
    const all = byId(session(), watched, foreign, session({ session: "ses_4", status: "ended" }));
    expect(runningFor(all, "agt_1").map((one) => one.session)).toEqual(["ses_1", "ses_2"]);
  });
});

describe("the state of the picture (A20)", () => {
  it.each([
    ["live", session(), PICTURE],
    ["waiting", session(), { ...PICTURE, phase: "connecting" }],
    ["waiting", session(), { ...PICTURE, phase: "waiting" }],
    ["loading", session(), { ...PICTURE, phase: "loading" }],
    ["loading", session({ customer_online: false }), { ...PICTURE, phase: "loading" }],
    ["hidden", session(), { ...PICTURE, phase: "hidden" }],
    ["blanked", session(), { ...PICTURE, phase: "blanked" }],
    ["lostUs", session({ customer_online: false }), { ...PICTURE, phase: "lost", why: "us" }],
    ["lostCustomer", session(), { ...PICTURE, phase: "lost", why: "customer" }],
    ["replaced", session(), { ...PICTURE, phase: "lost", why: "replaced" }],
    ["refused", session({ customer_online: false }), { ...PICTURE, phase: "lost", why: "refused" }],
    ["unreadable", session(), { ...PICTURE, phase: "lost", why: "unreadable" }],
    ["lostCustomer", session({ customer_online: false }), PICTURE],
    ["left", session({ customer_online: false }), { ...PICTURE, pageEvent: "left" }],
    ["excluded", session(), { ...PICTURE, pageEvent: "excluded" }],
    ["excluded", session(), { ...PICTURE, phase: "loading", pageEvent: "excluded" }],
    ["loading", session({ customer_online: false }), { ...PICTURE, phase: "loading", pageEvent: "excluded" }],
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
    { type: "leave" },
    { type: "phase", phase: "live", since: "2026-11-22T12:00:00Z" },
    { type: "page", page: { url: "https://shop.example/", title: "Shop" } },
    { type: "stats", rtt: 1, match: 100, scale: 1, width: 2, height: 3 },
    { type: "secretArea", count: 2 },
    { type: "annotations", count: 1, gone: "scroll" },
    { type: "annotations", count: 0 },
    { type: "layout", differs: true },
    { type: "outside", on: true },
    { type: "paused", on: false },
    { type: "stepUp", state: "asked", label: "Pay" },
    { type: "copied", text: "x".repeat(16_384) },
  ])("is taken in its shape: $type", (message) => expect(parseFromViewer(message)).toEqual(message));

  it.each([
    undefined,
    "ready",
    { type: "constructor" },
    { type: "phase", phase: "other", since: "" },
    { type: "page", page: { url: "x".repeat(5000), title: "" } },
    { type: "stats", rtt: Number.NaN, match: 1, scale: 1, width: 1, height: 1 },
    { type: "session", session: { session: "ses_1" } },
    { type: "annotations", count: "3" },
    { type: "layout", differs: "yes" },
    { type: "paused" },
    { type: "stepUp", state: "asked", label: { toString: "x" } },
    { type: "copied", text: "x".repeat(16_385) },
  ])("is not taken in another: %o", (message) => expect(parseFromViewer(message)).toBeUndefined());
});

describe("the picture", () => {
  it("stays the same object where a message changes nothing, so that nothing is drawn again", () => {
    const outside = painted(PICTURE, { type: "outside", on: true });
    expect(outside).not.toBe(PICTURE);
    expect(painted(outside, { type: "outside", on: true })).toBe(outside);
    expect(painted(PICTURE, { type: "refused", reason: "masked" })).toBe(PICTURE);
  });

  it("tells why annotations went, until new ones stand (A16)", () => {
    const gone = painted(PICTURE, { type: "annotations", count: 0, gone: "scroll" });
    expect(gone.annotationsGone).toBe("scroll");
    expect(painted(gone, { type: "annotations", count: 1 }).annotationsGone).toBeUndefined();
  });
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
