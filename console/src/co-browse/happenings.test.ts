import { describe, expect, it } from "vitest";
import { JONAS, MIA, session } from "../../test/session-state.ts";
import { createTranslations } from "../i18n/index.ts";
import { clientNotes } from "./client-notes.ts";
import { controlNews } from "./control-news.ts";
import { controlWord } from "./control-status.ts";
import { happeningWords } from "./happening-words.ts";
import { type Happening, happeningHeard, happeningsOf } from "./happenings.ts";
import { MAX_LINES, SessionLogs } from "./session-logs.ts";

const asked = session({ control: "requested", controller: "agt_1" });
const held = session({ mode: "full", control: "granted", controller: "agt_1" });

describe("what becomes of Full Control (A10)", () => {
  it.each([
    ["asking", session(), asked, false],
    ["allowed", asked, held, false],
    ["denied", asked, session({ control: "denied" }), false],
    ["expired", asked, session(), false],
    ["withdrawn", asked, session(), true],
    ["givenUp", held, session(), true],
    ["takenBack", held, session(), false],
    ["ended", held, session({ modes: ["view"] }), false],
    ["ended", held, session({ lead_since: "2026-11-22T12:00:00Z" }), false],
    [
      "ended",
      held,
      session({
        people: [
          { ...MIA, role: "joined" },
          { ...JONAS, role: "lead" },
        ],
      }),
      false,
    ],
    ["ended", { ...held, customer_online: false }, session(), false],
    [undefined, held, held, false],
    [undefined, session({ control: "denied" }), session(), false],
  ] as const)("%s", (news, before, now, letGo) => expect(controlNews(before, now, letGo)).toBe(news));

  it("is said of a joined holder only as far as the state tells", () => {
    const people = [MIA, JONAS];
    const joined = session({ people, mode: "full", control: "granted", controller: "agt_2" });
    expect(controlNews(joined, session({ people }), false)).toBe("ended"); // the lead may have ended it too
  });

  it.each([
    ["asking", asked, undefined],
    ["otherAsking", { ...asked, controller: "agt_2" }, undefined],
    ["allowed", held, "allowed"],
    ["otherHas", { ...held, controller: "agt_2" }, undefined],
    ["denied", session({ control: "denied" }), undefined],
    ["takenBack", session(), "takenBack"],
    [undefined, session(), "givenUp"],
    [undefined, session(), undefined],
  ] as const)("stands as %s beside the mode", (word, now, news) =>
    expect(controlWord(now, "agt_1", news)).toBe(word),
  );
});

describe("what happens in a session (A20)", () => {
  const told = (before: Parameters<typeof session>[0], now: Parameters<typeof session>[0]) =>
    happeningsOf(session(before), session(now), "agt_1", false).map((one) => one.what);

  it("is read from two states of it", () => {
    expect(told({}, { customer_online: false })).toEqual(["customerLost"]);
    expect(told({ customer_online: false }, {})).toEqual(["customerBack"]);
    expect(told({ tab: "a" }, { tab: "b" })).toEqual(["tab"]);
    expect(told({}, { pinned: "a" })).toEqual(["pinned"]);
    expect(told({}, { page: { url: "https://shop.example/b", title: "" } })).toEqual(["page"]);
    expect(told({}, { mode: "view" })).toEqual(["mode"]);
    expect(told({}, { wishes: ["agt_2"] })).toEqual(["wish"]);
  });

  it("tells who came, went, and leads (A18)", () => {
    expect(told({}, { people: [MIA, JONAS] })).toEqual(["joined"]);
    expect(told({ people: [MIA, JONAS] }, {})).toEqual(["leftSession"]);
    expect(told({}, { people: [{ ...MIA, connected: false }] })).toEqual(["agentLost"]);
    expect(told({}, { invited: [{ agent: "agt_2", name: "Jonas" }] })).toEqual(["invited"]);
    const handed = [
      { ...MIA, role: "joined" },
      { ...JONAS, role: "lead" },
    ];
    expect(told({ people: [MIA, JONAS] }, { people: handed })).toEqual(["lead"]);
  });

  it("is nothing before a session runs or after its end", () => {
    expect(told({ status: "invited" }, { mode: "view" })).toEqual([]);
    expect(told({}, { status: "ended", mode: "view" })).toEqual([]);
  });

  it("is heard from the viewer where it is one of the known events", () => {
    expect(happeningHeard({ type: "pageEvent", event: "left" })).toEqual({
      what: "pageEvent",
      event: "left",
    });
    expect(happeningHeard({ type: "pageEvent", event: "<b>" })).toBeUndefined();
    expect(happeningHeard({ type: "secretArea", count: 0 })).toBeUndefined();
    expect(happeningHeard({ type: "annotations", count: 2 })).toBeUndefined();
  });
});

describe("the log of a session (A20)", () => {
  it("holds the same thing twice in a row as one line at its newest time", () => {
    let now = 1;
    const logs = new SessionLogs(() => now);
    expect(logs.add("ses_1", { what: "refused", reason: "masked" })).toBe(true);
    now = 2;
    expect(logs.add("ses_1", { what: "refused", reason: "masked" })).toBe(false);
    expect(logs.get().get("ses_1")).toMatchObject([{ at: 2 }]);
  });

  it("forgets a break of a moment, as each page load makes one", () => {
    let now = 0;
    const logs = new SessionLogs(() => now);
    logs.add("ses_1", { what: "customerLost" });
    now = 1000;
    expect(logs.add("ses_1", { what: "customerBack" })).toBe(false);
    expect(logs.get().get("ses_1")).toEqual([]);
    logs.add("ses_1", { what: "customerLost" });
    now = 60_000;
    expect(logs.add("ses_1", { what: "customerBack" })).toBe(true);
    expect(logs.get().get("ses_1")).toHaveLength(2);
  });

  it("is bounded, and its own for each session", () => {
    const logs = new SessionLogs(() => 0);
    for (let i = 0; i < MAX_LINES + 5; i += 1) logs.add("ses_1", { what: "secretAreas", count: i });
    logs.add("ses_2", { what: "tab" });
    expect(logs.get().get("ses_1")).toHaveLength(MAX_LINES);
    expect(logs.get().get("ses_1")?.at(-1)?.happening).toMatchObject({ count: MAX_LINES + 4 });
    expect(logs.get().get("ses_2")).toHaveLength(1);
  });
});

describe("the words of the log", () => {
  const happenings: Happening[] = [
    { what: "page", url: "https://shop.example/basket" },
    { what: "control", news: "takenBack", who: "Mia", mine: true },
    { what: "control", news: "asking", who: "Jonas", mine: false },
    { what: "lead", who: "Jonas", mine: false },
    { what: "joined", who: "Jonas", role: "supervisor" },
    { what: "annotationsGone", why: "scroll" },
    { what: "stepUp", state: "asked", label: "<img src=x>" },
    { what: "refused", reason: "readonly" },
  ];

  it.each(["en", "de"])("are there for everything in %s", (language) => {
    const { t } = createTranslations(language);
    for (const happening of happenings) {
      const words = happeningWords(t, happening, "Ana");
      expect(words).not.toMatch(/\{\{|^[a-z]+\.[a-z]/i);
      expect(words.length).toBeGreaterThan(8);
    }
  });

  it("show what came from the page as plain text", () => {
    const { t } = createTranslations("en");
    expect(happeningWords(t, { what: "refused", reason: "later" }, "Ana")).toBe("Not done: later");
    expect(happeningWords(t, { what: "page", url: "<b>x</b>" }, "Ana")).toBe("Ana went to <b>x</b>");
  });
});

describe("client info is honest (A12)", () => {
  const safari = { os: "macOS", os_version: "", browser: "Safari", mobile: false };

  it("says that a frozen version is none, and that a Mac may be an iPad", () => {
    expect(clientNotes(safari)).toEqual(["frozen", "perhapsIpad"]);
    expect(clientNotes({ ...safari, os: "Windows", browser: "Firefox" })).toEqual(["frozen"]);
  });

  it("says nothing where all was told", () => {
    expect(clientNotes({ ...safari, os_version: "26.1", browser: "Chrome" })).toEqual([]);
    expect(clientNotes({ os: "", os_version: "", browser: "", mobile: false })).toEqual([]);
  });
});
