import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  adviceOf,
  BACKOFF_CAP,
  BACKOFF_ELSEWHERE,
  type BinaryMessage,
  backoff,
  encodeFrame,
  FrameReader,
  Link,
  type LinkOptions,
  type LinkState,
  MAX_ENVELOPE,
  MaxFrame,
  PING_EVERY,
  PONG_WITHIN,
  WELCOME_WITHIN,
} from "../src/index.ts";
import { FakeSocket } from "./fake-socket.ts";

const hello = { kind: "customer.hello" };
const welcome = { kind: "customer.welcome", conn: "c1" };

function setUp(options: Partial<LinkOptions> = {}) {
  const sockets: FakeSocket[] = [];
  const states: LinkState[] = [];
  const events = new EventTarget();
  const link = new Link({
    url: "ws://host/ws/customer",
    hello: () => hello,
    events,
    random: () => 0.5,
    makeSocket: (url, protocol) => {
      const socket = new FakeSocket(url, protocol);
      sockets.push(socket);
      return socket;
    },
    ...options,
  });
  link.onState((state) => states.push(state));
  const last = () => sockets.at(-1) as FakeSocket;
  /** Starts, connects and is welcomed. */
  const open = async () => {
    link.start();
    await vi.advanceTimersByTimeAsync(0);
    last().accept();
    last().receive(welcome);
  };
  return { link, sockets, states, events, last, open };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("opening", () => {
  it("names the subprotocol, says hello first and acknowledges the welcome after its listeners", async () => {
    const { link, last, open, states } = setUp();
    let saidBefore = -1;
    link.onMessage("customer.welcome", () => {
      saidBefore = last()
        .said()
        .filter((m) => m.kind === "welcome.ack").length;
    });
    await open();
    expect(last().protocol).toBe("samepage.1");
    expect(last().said()[0]).toEqual(hello);
    expect(saidBefore).toBe(0);
    expect(
      last()
        .said()
        .map((m) => m.kind),
    ).toContain("welcome.ack");
    expect(states.map((s) => s.phase)).toEqual(["connecting", "open"]);
    link.close();
  });

  it("sends nothing before the welcome and keeps nothing for later", async () => {
    const { link, last } = setUp();
    link.start();
    await vi.advanceTimersByTimeAsync(0);
    last().accept();
    expect(link.send({ kind: "tab.focus" })).toBe(false);
    expect(last().said()).toEqual([hello]);
    link.close();
  });

  it("waits for a hello that takes its time, and ends without one", async () => {
    const { link, sockets } = setUp({ hello: async () => undefined });
    link.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(0);
    expect(link.state.phase).toBe("closed");
  });

  it("tries again when there is no welcome", async () => {
    const { link, sockets, last } = setUp();
    link.start();
    await vi.advanceTimersByTimeAsync(0);
    last().accept();
    await vi.advanceTimersByTimeAsync(WELCOME_WITHIN);
    expect(link.state.phase).toBe("waiting");
    await vi.advanceTimersByTimeAsync(BACKOFF_CAP);
    expect(sockets.length).toBeGreaterThan(1);
    link.close();
  });

  it("reports a browser that refuses the socket and tries again", async () => {
    const { link } = setUp({
      makeSocket: () => {
        throw new Error("SecurityError");
      },
    });
    link.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(link.state).toMatchObject({ phase: "waiting" });
    link.close();
  });
});

describe("closing", () => {
  it.each([
    [1006, "retry"],
    [1000, "retry"],
    [1001, "elsewhere"],
    [4000, "retry"],
    [4001, "retry"],
    [4100, "elsewhere"],
    [4200, "final"],
    [4204, "final"],
    [4299, "final"],
    [4300, "retry"],
  ])("code %i means %s", (code, advice) => {
    expect(adviceOf(code)).toBe(advice);
  });

  it("waits with full jitter under a doubling ceiling", () => {
    expect(backoff(0, "retry", 0)).toBe(0);
    expect(backoff(0, "retry", 0.5)).toBe(250);
    expect(backoff(3, "retry", 0.5)).toBe(2000);
    expect(backoff(50, "retry", 1)).toBe(BACKOFF_CAP);
    expect(backoff(0, "elsewhere", 1)).toBe(BACKOFF_ELSEWHERE);
    expect(backoff(1, "elsewhere", 1)).toBe(1000);
  });

  it("comes back after a broken socket with a new hello, and remembers since when", async () => {
    const { link, sockets, last, open } = setUp();
    await open();
    vi.setSystemTime(1_000_000);
    last().break();
    expect(link.state).toMatchObject({ phase: "waiting", since: 1_000_000, attempt: 1 });
    await vi.advanceTimersByTimeAsync(500);
    expect(sockets).toHaveLength(2);
    last().break();
    expect(link.state).toMatchObject({ phase: "waiting", since: 1_000_000, attempt: 2 });
    await vi.advanceTimersByTimeAsync(1000);
    last().accept();
    expect(last().said()).toEqual([hello]);
    last().receive(welcome);
    expect(link.open).toBe(true);
    link.close();
  });

  it("does not come back after a final code, and keeps its reason", async () => {
    const { link, sockets, last, open } = setUp();
    await open();
    last().break(4202, "This site does not list the page's origin.");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    expect(link.state).toEqual({
      phase: "closed",
      code: 4202,
      reason: "This site does not list the page's origin.",
    });
  });

  it("comes back at once when the network does", async () => {
    const { link, sockets, last, open, events } = setUp({ random: () => 0.99 });
    await open();
    last().break();
    events.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
    link.close();
  });

  it("closes in pagehide and comes back in pageshow when asked (C7)", async () => {
    const { link, sockets, last, open, events } = setUp({ closeOnPageHide: true });
    await open();
    events.dispatchEvent(new Event("pagehide"));
    expect(last().closedWith).toEqual({ code: 1000, reason: "pagehide" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    events.dispatchEvent(new Event("pageshow"));
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
    link.close();
  });

  it("leaves nothing behind after close: no timer, no listener, no socket", async () => {
    const { link, sockets, last, open, events } = setUp({ closeOnPageHide: true });
    const removed = vi.spyOn(events, "removeEventListener");
    await open();
    link.close();
    expect(last().closedWith?.code).toBe(1000);
    expect(removed.mock.calls.map((c) => c[0]).sort()).toEqual(["online", "pagehide", "pageshow"]);
    expect(vi.getTimerCount()).toBe(0);
    events.dispatchEvent(new Event("pageshow"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    expect(link.state.phase).toBe("closed");
  });

  it("can be closed by a listener of its own state", async () => {
    const { link, sockets, last, open } = setUp();
    link.onState((state) => state.phase === "waiting" && link.close());
    await open();
    last().break();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("messages", () => {
  it("hands a message to the listeners of its kind alone, and ignores unknown kinds", async () => {
    const { link, last, open } = setUp();
    const got: unknown[] = [];
    const off = link.onMessage("chat.message", (body) => got.push(body));
    await open();
    last().receive({ kind: "chat.message", text: "hi" });
    last().receive({ kind: "of.the.future" });
    off();
    last().receive({ kind: "chat.message", text: "again" });
    expect(got).toEqual([{ kind: "chat.message", text: "hi" }]);
    expect(link.open).toBe(true);
    link.close();
  });

  it.each([["{no json"], ["7"], ["null"], ["{}"]])("drops a connection that says %s", async (text) => {
    const { link, last, open } = setUp();
    await open();
    last().receive(text);
    expect(link.state.phase).toBe("waiting");
    link.close();
  });

  it("splits what it sends and joins what it gets (W7)", async () => {
    const { link, last, open } = setUp({ reader: new FrameReader() });
    const got: BinaryMessage[] = [];
    link.onBinary((message) => got.push(message));
    await open();
    const payload = new Uint8Array(MaxFrame * 2).fill(7);
    const envelope = { Kind: 1, Flags: 0, Stream: 1, Epoch: 1, Seq: 5, Fence: 1 };
    expect(link.sendBinary(envelope, payload)).toBe(3);
    const frames = last().sent.filter((s): s is Uint8Array => typeof s !== "string");
    expect(frames.every((f) => f.length <= MaxFrame)).toBe(true);
    expect(frames[0]?.length).toBeGreaterThan(MaxFrame - MAX_ENVELOPE);
    for (const frame of frames) last().receive(frame);
    expect(got).toHaveLength(1);
    expect(got[0]).toMatchObject({ first: 5, envelope: { ...envelope, Seq: 7 } });
    expect(Buffer.compare(got[0]?.payload ?? new Uint8Array(), payload)).toBe(0);
    link.close();
  });

  it("ignores binary kinds that it does not know and drops malformed frames with the connection", async () => {
    const { link, last, open } = setUp({ reader: new FrameReader() });
    const got: BinaryMessage[] = [];
    link.onBinary((message) => got.push(message));
    await open();
    const envelope = { Kind: 99, Flags: 0, Stream: 1, Epoch: 1, Seq: 5, Fence: 1 };
    last().receive(encodeFrame(envelope, new Uint8Array(3)));
    expect(link.open).toBe(true);
    last().receive(new Uint8Array([9, 9]));
    expect(got).toEqual([]);
    expect(link.state.phase).toBe("waiting");
    link.close();
  });

  it("a listener's fault reaches neither the others nor the connection", async () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const { link, last, open } = setUp();
    const got = vi.fn();
    link.onMessage("chat.message", () => {
      throw new SyntaxError("a fault of the listener");
    });
    link.onMessage("chat.message", got);
    await open();
    last().receive({ kind: "chat.message" });
    expect(got).toHaveBeenCalledOnce();
    expect(reported).toHaveBeenCalledOnce();
    expect(link.open).toBe(true);
    link.close();
    vi.unstubAllGlobals();
  });
});

describe("round trip", () => {
  const answer = (socket: FakeSocket) => {
    const ping = socket
      .said()
      .filter((m) => m.kind === "ping")
      .at(-1);
    socket.receive({ ...ping, kind: "pong" });
  };

  it("is measured by ping and pong and told with the next ping", async () => {
    const { link, last, open } = setUp();
    await open();
    expect(link.rtt).toBe(0);
    await vi.advanceTimersByTimeAsync(40);
    answer(last());
    expect(link.rtt).toBe(40);
    await vi.advanceTimersByTimeAsync(PING_EVERY);
    expect(
      last()
        .said()
        .filter((m) => m.kind === "ping")
        .at(-1),
    ).toMatchObject({ rtt: 40 });
    link.close();
  });

  it("a socket that answers no ping is dropped; one that says anything is not", async () => {
    const { link, last, open } = setUp();
    await open();
    await vi.advanceTimersByTimeAsync(PING_EVERY - 1);
    last().receive({ kind: "chat.typing" });
    await vi.advanceTimersByTimeAsync(PONG_WITHIN);
    expect(link.state.phase).toBe("open");
    await vi.advanceTimersByTimeAsync(PONG_WITHIN);
    expect(link.state.phase).not.toBe("open");
    link.close();
  });
});
