import type { Body, ChatMessageBody, ChatStateBody, Link } from "@samepage/wire";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryStorage } from "../../test/memory-storage.ts";
import { ServerClock } from "../lib/server-clock.ts";
import { ChatStore } from "./chat-store.ts";

const ME = { id: "agt_1", name: "Mia" };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("missing lines (A22)", () => {
  it("are asked for once a chat, and a few chats at a time", () => {
    const { store, line } = desk();
    store.welcome(welcome(6, 3));
    expect(line.sent("chat.after")).toHaveLength(4);
    line.hear("chat.message", message("cht_0", 1));
    line.hear("chat.message", message("cht_0", 2));
    expect(line.sent("chat.after")).toHaveLength(4);
    line.hear("chat.message", message("cht_0", 3));
    expect(line.sent("chat.after").at(-1)).toMatchObject({ chat: "cht_4", number: 0 });
  });

  it("are asked for again after a new welcome, from where they stopped", () => {
    const { store, line } = desk();
    store.welcome(welcome(1, 3));
    line.hear("chat.message", message("cht_0", 1));
    store.welcome(welcome(1, 3));
    expect(line.sent("chat.after").at(-1)).toMatchObject({ chat: "cht_0", number: 1 });
  });

  it("that were missed call nobody; new ones do", () => {
    const { store, line, heard } = desk();
    store.welcome(welcome(1, 2));
    line.hear("chat.message", message("cht_0", 1));
    line.hear("chat.message", message("cht_0", 2));
    line.hear("chat.message", message("cht_0", 3));
    expect(heard).toEqual([3]);
  });
});

describe("a message (A22)", () => {
  it("stands in the transcript when it is acknowledged, once, also where its echo follows", () => {
    const { store, line } = desk();
    store.welcome(welcome(1, 0));
    store.send("cht_0", " Hello ");
    const [{ id } = { id: "" }] = store.outbox.get();
    line.hear("chat.ack", { kind: "chat.ack", chat: "cht_0", id, number: 1 });
    line.hear("chat.message", { ...message("cht_0", 1), id, from: "agent", text: "Hello" });
    expect(
      store
        .get()
        .get("cht_0")
        ?.messages.map((one) => one.text),
    ).toEqual(["Hello"]);
    expect(store.outbox.get()).toEqual([]);
  });

  it("that came too fast is sent again in a moment", () => {
    const { store, line } = desk();
    store.welcome(welcome(1, 0));
    store.send("cht_0", "Hello");
    const problem = { kind: "error", code: "too_fast", message: "", next: "retry", re: "chat.send" };
    expect(store.refused({ ...problem, ref: store.outbox.get()[0]?.id ?? "" })).toBe(true);
    vi.runAllTimers();
    expect(line.sent("chat.send")).toHaveLength(2);
  });
});

describe("a chat that goes to somebody else (A22)", () => {
  it("leaves the desk", () => {
    const { store, line } = desk();
    store.welcome(welcome(2, 0));
    line.hear("chat.state", { ...state("cht_0", 0), version: 2, agent: { agent: "agt_2", name: "Jonas" } });
    expect([...store.get().keys()]).toEqual(["cht_1"]);
  });
});

function desk() {
  const line = fakeLine();
  const heard: number[] = [];
  const store = new ChatStore(line.link, new ServerClock(), memoryStorage(), ME, (_, one) =>
    heard.push(one.number),
  );
  store.start();
  return { store, line, heard };
}

function fakeLine() {
  const sent: Body[] = [];
  const listeners = new Map<string, (body: Body) => void>();
  const link = {
    send: (body: Body) => sent.push(body) > 0,
    onMessage: (kind: string, listener: (body: Body) => void) => {
      listeners.set(kind, listener);
      return () => listeners.delete(kind);
    },
  } as unknown as Link;
  return {
    link,
    sent: (kind: string) => sent.filter((body) => body.kind === kind),
    hear: <B extends Body>(kind: string, body: B) => listeners.get(kind)?.(body),
  };
}

function welcome(chats: number, last: number) {
  return {
    kind: "agent.welcome",
    conn: "con_1",
    me: { agent: ME.id, name: ME.name },
    available: true,
    queue: [],
    chats: Array.from({ length: chats }, (_, i) => state(`cht_${i}`, last)),
    sessions: [],
    server_time: "2026-11-22T12:00:00Z",
  };
}

function state(chat: string, last: number): ChatStateBody {
  return {
    kind: "chat.state",
    chat,
    version: 1,
    status: "active",
    site: "site_1",
    site_name: "shop.example",
    customer: "Ana",
    agent: { agent: ME.id, name: ME.name },
    last,
    agent_read: 0,
    customer_read: 0,
    online: true,
    cobrowse: true,
    created_at: "2026-11-22T12:00:00Z",
  };
}

function message(chat: string, number: number): ChatMessageBody {
  return {
    kind: "chat.message",
    chat,
    id: `m${number}`,
    number,
    from: "customer",
    text: `line ${number}`,
    at: "",
  };
}
