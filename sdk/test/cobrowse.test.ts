import { readdirSync, readFileSync } from "node:fs";
import type { Capture, CaptureOptions } from "@samepage/mirror/capture";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Cobrowse } from "../src/core/cobrowse.ts";
import { Memory } from "../src/core/memory.ts";
import type { Sign, Stage, StageEvents } from "../src/core/stage.ts";
import { consentAsk, sessionState } from "./bodies.ts";
import { FakeConnection, FakeStorage } from "./fake-connection.ts";

/** A window with as much as the logic touches. */
function fakeWindow(): Window {
  const document = Object.assign(new EventTarget(), { visibilityState: "visible", title: "Shop" });
  const location = { origin: "https://shop.example", pathname: "/a", host: "shop.example" };
  return Object.assign(new EventTarget(), { document, location }) as unknown as Window;
}

function setUp() {
  const connection = new FakeConnection();
  const memory = new Memory("pk", { sessionStorage: new FakeStorage(), localStorage: new FakeStorage() });
  const shown: string[] = [];
  let signUp: () => void = () => undefined;
  let sign: Sign | undefined;
  let events: StageEvents | undefined;
  const stage: Stage = {
    ask: (q) => shown.push(`ask ${q.ask}`),
    closeAsk: (ask, reason) => shown.push(`close ${ask} ${reason}`),
    sign: (s) => {
      sign = s;
      shown.push(`sign ${s?.state ?? "gone"}`);
    },
    measureDevice: () => ({ large: 0, small: 0, insets: [0, 0, 0, 0] }),
    signIsUp: () => new Promise((resolve) => (signUp = resolve)),
    point: (from, at) => shown.push(`point ${from.name} ${at ? "on" : "off"}`),
    stepUp: async () => "expired",
    spotlight: () => undefined,
    hold: () => ({ held: [], fail: () => undefined, stop: () => undefined }),
    paused: () => undefined,
    annotate: (body, element) => shown.push(`annotate ${body.id} ${element ? "on" : "off"}`),
    receipt: (body) => shown.push(`receipt ${body.session}`),
    ended: (ending) => shown.push(`ended ${ending.by}`),
    destroy: () => shown.push("destroyed"),
  };
  const captures: { options: CaptureOptions; calls: string[] }[] = [];
  const startCapture = (options: CaptureOptions): Capture => {
    const calls: string[] = [];
    captures.push({ options, calls });
    const note = (name: string) => () => void calls.push(name);
    return {
      payloadVersion: 1,
      keyframe: note("keyframe"),
      ack: (count) => void calls.push(`ack ${count}`),
      pause: note("pause"),
      resume: note("resume"),
      purge: () => {
        calls.push("purge");
        options.send(new Uint8Array(1), { keyframe: "whole", epoch: 2 });
        return 2;
      },
      assetWanted: (ref) => void calls.push(`want ${ref}`),
      locate: (id) => (id === 5 ? ({} as Element) : null),
      idOf: () => 0,
      isHidden: () => false,
      closedRoot: () => null,
      facts: () => true,
      attribute: () => null,
      hide: () => 2,
      actionAllowed: () => ({ allowed: false, reason: "viewOnly" }),
      hiddenAreas: () => [],
      stop: note("stop"),
    };
  };
  const emitted: string[] = [];
  const window = fakeWindow();
  const cobrowse = new Cobrowse({
    site: "pk",
    window,
    connection: connection.asConnection,
    memory,
    emit: (news) => emitted.push(news),
    loadStage: async (given) => {
      events = given;
      return stage;
    },
    loadCapture: async () => startCapture,
    loadControl: async () => () => ({ stop: () => undefined }),
    origins: [],
    exclude: () => false,
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return {
    cobrowse,
    connection,
    memory,
    shown,
    captures,
    emitted,
    window,
    settle,
    sign: () => sign,
    events: () => events as StageEvents,
    /** The sign has been painted. */
    paint: async () => {
      await settle();
      signUp();
      await settle();
    },
  };
}

const policy = { kind: "policy", version: 1, mask_all: false, rules: [] };
const welcome = (over: object = {}) => ({ kind: "customer.welcome", policy, ...over });
const start = { kind: "mirror.start", stream: 7, epoch: 3, seq: 10, fence: 2 };

/** A session that is sending. */
async function sending() {
  const s = setUp();
  s.connection.say(welcome({ session: sessionState() }));
  s.connection.say(start);
  await s.paint();
  const capture = s.captures[0];
  if (!capture) throw new Error("no capture");
  return { ...s, capture };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("reportError", vi.fn());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("from the question to the picture", () => {
  it("sends the answer and takes the question away (C2)", async () => {
    const s = setUp();
    s.connection.say(consentAsk());
    await s.settle();
    s.events().answer("ask_1", "accept");
    await s.settle();
    expect(s.connection.heard("consent.answer")).toEqual([
      { kind: "consent.answer", ask: "ask_1", answer: "accept" },
    ]);
    expect(s.shown).toEqual(["ask ask_1", "close ask_1 answered"]);
  });

  it("keeps the question while there is no connection to answer on", async () => {
    const s = setUp();
    s.connection.say(consentAsk());
    await s.settle();
    s.connection.open = false;
    s.events().answer("ask_1", "accept");
    await s.settle();
    expect(s.shown).toEqual(["ask ask_1"]);
  });

  it("an answered question does not come back with a later end; one whose answer was lost does", async () => {
    const s = setUp();
    s.connection.say(consentAsk());
    await s.settle();
    s.events().answer("ask_1", "accept");
    s.connection.say(consentAsk());
    await s.settle();
    expect(s.shown).toEqual(["ask ask_1", "close ask_1 answered"]);
    s.connection.say(welcome({ ask: consentAsk() }));
    await s.settle();
    expect(s.shown.at(-1)).toBe("ask ask_1");
  });

  it("captures only when the session is live, the owner wants it, and the sign is up (C3, C7)", async () => {
    const s = setUp();
    s.connection.say(welcome());
    s.connection.say(start);
    await s.settle();
    expect(s.captures).toHaveLength(0);
    s.connection.say(sessionState());
    s.connection.say(start);
    await s.settle();
    expect(s.captures).toHaveLength(0);
    expect(s.sign()?.state).toBe("starting");
    await s.paint();
    expect(s.captures).toHaveLength(1);
    expect(s.sign()?.state).toBe("live");
  });

  it("ends without a policy, with nothing sent (P2)", async () => {
    const s = setUp();
    s.connection.say(welcome({ policy: undefined, session: sessionState() }));
    s.connection.say(start);
    await s.paint();
    expect(s.captures).toHaveLength(0);
    expect(s.connection.heard("session.end")).toMatchObject([{ why: "failed" }]);
    expect(s.shown).toContain("ended no_policy");
  });

  it("a start that was overtaken by an end captures nothing", async () => {
    const s = setUp();
    s.connection.say(welcome({ session: sessionState() }));
    s.connection.say(start);
    await s.settle();
    s.connection.say(sessionState({ version: 3, status: "ended", ended_by: "agent", ended_name: "Mia" }));
    await s.paint();
    expect(s.captures).toHaveLength(0);
  });
});

describe("the stream", () => {
  it("numbers frames and resources apart, and begins an epoch with each keyframe (W5)", async () => {
    const { capture, connection } = await sending();
    const { send, sendAsset } = capture.options;
    send(new Uint8Array(2), { keyframe: "start", epoch: 1 });
    sendAsset("r", "image/png", new Uint8Array(3));
    send(new Uint8Array(2), { keyframe: "end", epoch: 1 });
    send(new Uint8Array(2), { keyframe: null, epoch: 1 });
    sendAsset("q", "image/png", new Uint8Array(3));
    expect(connection.frames.map((f) => [f.kind, f.flags, f.seq, f.epoch, f.stream])).toEqual([
      [1, 0b011, 10, 4, 7],
      [2, 0, 10, 4, 7],
      [1, 0b100, 11, 4, 7],
      [1, 0, 12, 4, 7],
      [2, 0, 11, 4, 7],
    ]);
  });

  it("tells the capture how many of its payloads are acknowledged (W20)", async () => {
    const { capture, connection } = await sending();
    for (const keyframe of ["whole", null, null] as const) {
      capture.options.send(new Uint8Array(2), { keyframe, epoch: 1 });
    }
    const ack = (seq: number, stream = 7) => connection.say({ kind: "mirror.ack", stream, epoch: 4, seq });
    ack(11);
    ack(99, 8);
    ack(12);
    expect(capture.calls).toEqual(["ack 2", "ack 3"]);
  });

  it("passes on pause, resume, keyframe and wanted resources of its own stream", async () => {
    const { capture, connection, sign, settle } = await sending();
    const say = (kind: string, more: object = {}) => connection.say({ kind, stream: 7, epoch: 4, ...more });
    say("mirror.pause");
    await settle();
    expect(sign()?.state).toBe("unseen");
    say("mirror.resume");
    say("mirror.keyframe");
    say("asset.want", { refs: ["a", "b"] });
    say("mirror.keyframe", { stream: 6 });
    await settle();
    expect(capture.calls).toEqual(["pause", "resume", "keyframe", "want a", "want b"]);
    expect(sign()?.state).toBe("live");
  });

  it("a stricter policy: the purge is said before its keyframe (W21)", async () => {
    const { capture, connection } = await sending();
    capture.options.send(new Uint8Array(1), { keyframe: "whole", epoch: 1 });
    connection.say({ ...policy, version: 2 });
    expect(connection.heard("mirror.purge")).toEqual([{ kind: "mirror.purge", epoch: 5 }]);
    expect(connection.frames.at(-1)).toMatchObject({ epoch: 5, flags: 0b101 });
    connection.say({ ...policy, version: 1 });
    expect(capture.calls.filter((c) => c === "purge")).toHaveLength(1);
  });

  it("points only at what the same picture showed (A7)", async () => {
    const { capture, connection, shown, settle } = await sending();
    capture.options.send(new Uint8Array(1), { keyframe: "whole", epoch: 1 });
    const from = { agent: "a", name: "Mia", colour: "red" };
    const move = (epoch: number, node: number) =>
      connection.say({ kind: "pointer.move", epoch, node, x: 0, y: 0, from });
    move(4, 5);
    move(3, 5);
    move(4, 6);
    connection.say({ kind: "pointer.leave", from });
    await settle();
    expect(shown.slice(-4)).toEqual(["point Mia on", "point Mia off", "point Mia off", "point Mia off"]);
  });

  it("stops with the connection, and says so (C3)", async () => {
    const { capture, connection, sign, settle } = await sending();
    connection.turn({ phase: "waiting", attempt: 1, since: 0, retryAt: 0, reason: "" });
    await settle();
    expect(capture.calls).toEqual(["stop"]);
    expect(sign()?.state).toBe("offline");
    capture.options.send(new Uint8Array(1), { keyframe: null, epoch: 1 });
    expect(connection.frames).toEqual([]);
  });

  it("stops when another tab is looked at", async () => {
    const { capture, connection, sign, settle } = await sending();
    connection.say({ kind: "mirror.stop", stream: 7, epoch: 4 });
    await settle();
    expect(capture.calls).toEqual(["stop"]);
    expect(sign()?.state).toBe("elsewhere");
  });
});

describe("the end (C4, C5)", () => {
  it("by the customer: at once, token gone, remembered until the server agrees", async () => {
    const { capture, connection, memory, events, shown, settle } = await sending();
    memory.sessionToken = "t";
    events().stop();
    expect(capture.calls).toEqual(["stop"]);
    expect(memory.sessionToken).toBeUndefined();
    expect(memory.stopped).toEqual(["ses_1"]);
    expect(connection.heard("session.end")).toEqual([{ kind: "session.end", session: "ses_1", why: "" }]);
    await settle();
    expect(shown.slice(-2)).toEqual(["sign gone", "ended customer"]);
    connection.say(sessionState({ version: 3, status: "ended", ended_by: "customer" }));
    expect(memory.stopped).toEqual([]);
  });

  it("is final: a server that still believes in the session hears it again, and nothing starts (W18)", async () => {
    const { captures, connection, events, paint } = await sending();
    connection.open = false;
    events().stop();
    connection.open = true;
    connection.say(welcome({ session: sessionState({ version: 9 }) }));
    connection.say(start);
    await paint();
    expect(connection.heard("session.end")).toHaveLength(1);
    expect(captures).toHaveLength(1);
  });

  it.each([
    [{ ended_by: "agent", ended_name: "Mia", end_reason: "ended" }, "agent"],
    [{ ended_by: "system", end_reason: "lost" }, "lost"],
    [{ ended_by: "customer", end_reason: "ended" }, "customer"],
    [{ ended_by: "customer", end_reason: "unreachable_ui" }, "unreachable"],
    [{ ended_by: "system", end_reason: "chat_ended" }, "other"],
  ])("by others: %o is told as %s", async (over, by) => {
    const { capture, connection, shown, settle } = await sending();
    connection.say(sessionState({ version: 3, status: "ended", ...over }));
    await settle();
    expect(capture.calls).toEqual(["stop"]);
    expect(shown.slice(-2)).toEqual(["sign gone", `ended ${by}`]);
  });

  it("when the sign cannot be reached", async () => {
    const { capture, connection, events } = await sending();
    events().unreachable();
    expect(capture.calls).toEqual(["stop"]);
    expect(connection.heard("session.end")).toMatchObject([{ why: "unreachable_ui" }]);
  });

  it("an ended session of an earlier time is not told again", async () => {
    const s = setUp();
    s.connection.say(welcome({ session: sessionState({ status: "ended", ended_by: "agent" }) }));
    await s.settle();
    expect(s.shown).toEqual([]);
  });
});

describe("what the agents are told (A20)", () => {
  it("tab hidden and seen again, while a session is live", async () => {
    const { connection, window } = await sending();
    const document = window.document as unknown as EventTarget & { visibilityState: string };
    document.visibilityState = "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    document.visibilityState = "visible";
    document.dispatchEvent(new Event("visibilitychange"));
    expect(connection.heard("page.event").map((m) => m.event)).toEqual(["hidden", "visible"]);
    expect(connection.heard("tab.focus").map((m) => m.focused)).toEqual([false, true]);
  });
});

describe("control taken back (A10)", () => {
  const granted = (version: number) =>
    sessionState({
      version,
      mode: "full",
      control: "granted",
      people: sessionState().people.map((one) => ({ ...one, grants: ["see", "point", "control"] })),
    });

  it("holds at once and without a connection, and is said again until the server agrees", async () => {
    const { connection, sign, events, settle } = await sending();
    connection.say(granted(3));
    await settle();
    expect(sign()?.session.people[0]?.grants).toContain("control");
    events().takeBack();
    await settle();
    expect(sign()?.session.people[0]?.grants).not.toContain("control");
    connection.say(granted(4)); // sent before the server heard of it
    await settle();
    expect(sign()?.session.people[0]?.grants).not.toContain("control");
    expect(connection.heard("control.release")).toHaveLength(2);
    connection.say(sessionState({ version: 5, control: "none" }));
    connection.say(granted(6)); // the customer has agreed anew
    await settle();
    expect(sign()?.session.people[0]?.grants).toContain("control");
  });
});

describe("leaving nothing behind", () => {
  it("after close: no listener, no timer, no stage", async () => {
    const { cobrowse, capture, connection, shown, settle } = await sending();
    cobrowse.close();
    await settle();
    expect(capture.calls).toEqual(["stop"]);
    expect(shown.at(-1)).toBe("destroyed");
    expect(connection.listening).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("no module of the page script keeps state of its own", () => {
    // Two instances must be able to live on one page: `let` at the top of a module would be shared.
    const src = new URL("../src/", import.meta.url);
    const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".ts"),
    );
    for (const path of files) {
      const text = readFileSync(new URL(path, src), "utf8");
      expect(text, path).not.toMatch(/^(?:export )?(?:let|var) /m);
    }
  });
});
