import type { ChatMessageBody, ChatStateBody, Head } from "@samepage/wire";
import { describe, expect, it } from "vitest";
import { memoryStorage } from "../../test/memory-storage.ts";
import { Outbox } from "./outbox.ts";
import {
  arrivedUpTo,
  hasHole,
  isTyping,
  type Thread,
  unreadCount,
  withMessage,
  withState,
} from "./thread.ts";

const STATE: ChatStateBody = {
  kind: "chat.state",
  chat: "cht_1",
  version: 3,
  status: "active",
  site: "site_1",
  site_name: "shop.example",
  customer: "Ana",
  last: 0,
  agent_read: 0,
  customer_read: 0,
  online: true,
  cobrowse: true,
  created_at: "2026-11-22T12:00:00Z",
};

function line(number: number, from = "customer"): ChatMessageBody {
  return {
    kind: "chat.message",
    chat: "cht_1",
    id: `m${number}`,
    number,
    from,
    text: `line ${number}`,
    at: "",
  };
}

function threadOf(...lines: ChatMessageBody[]): Thread {
  return lines.reduce(withMessage, withState(undefined, STATE));
}

describe("a thread (A22)", () => {
  it("orders lines by number and holds each once", () => {
    const thread = threadOf(line(2), line(1), line(3), line(2));
    expect(thread.messages.map((one) => one.number)).toEqual([1, 2, 3]);
    expect(thread.state.last).toBe(3);
  });

  it("knows what has arrived before the first hole", () => {
    const thread = threadOf(line(1), line(2), line(4));
    expect(arrivedUpTo(thread)).toBe(2);
    expect(hasHole(thread)).toBe(true);
    expect(hasHole(withMessage(thread, line(3)))).toBe(false);
  });

  it("takes no older state", () => {
    const thread = withState(withState(undefined, STATE), { ...STATE, version: 2, status: "queued" });
    expect(thread.state.status).toBe("active");
  });

  it("counts the customer's unread lines only", () => {
    const thread = threadOf(line(1), line(2, "agent"), line(3, "system"), line(4));
    expect(unreadCount(thread)).toBe(2);
    expect(unreadCount(withState(thread, { ...thread.state, version: 4, agent_read: 3 }))).toBe(1);
  });

  it("ends the customer's typing with their line", () => {
    const typing = { ...threadOf(line(1)), typingSince: 5 };
    expect(withMessage(typing, line(2)).typingSince).toBeUndefined();
    expect(withMessage(typing, line(2, "agent")).typingSince).toBe(5);
  });
});

describe("typing (A22)", () => {
  it("is believed for a while only", () => {
    const typing = { ...threadOf(line(1)), typingSince: 1000 };
    expect(isTyping(typing, 2000)).toBe(true);
    expect(isTyping(typing, 60_000)).toBe(false);
    expect(isTyping(threadOf(line(1)), 2000)).toBe(false);
  });
});

describe("the outbox (A22)", () => {
  it("sends again what was not stored, in order, also after a reload", () => {
    const storage = memoryStorage();
    const line = wire();
    line.up = false;
    const first = new Outbox(storage, "agt_1", line.send);
    first.add("cht_1", "one");
    first.add("cht_1", "two");
    const afterReload = new Outbox(storage, "agt_1", line.send);
    line.up = true;
    afterReload.flush();
    expect(line.texts()).toEqual(["one", "two"]);
    expect(afterReload.get().map((entry) => entry.id)).toEqual(first.get().map((entry) => entry.id));
  });

  it("lets go of a message when it is stored, and only then", () => {
    const outbox = new Outbox(memoryStorage(), "agt_1", wire().send);
    outbox.add("cht_1", "one");
    const [entry] = outbox.get();
    expect(outbox.settle("somebody else's")).toBeUndefined();
    expect(outbox.get()).toHaveLength(1);
    expect(outbox.settle(entry?.id ?? "")?.text).toBe("one");
    expect(outbox.get()).toHaveLength(0);
  });

  it("holds a refused message until the agent decides", () => {
    const line = wire();
    const outbox = new Outbox(memoryStorage(), "agt_1", line.send);
    outbox.add("cht_1", "one");
    const id = outbox.get()[0]?.id ?? "";
    outbox.refuse(id, "The chat has ended.");
    outbox.flush();
    expect(line.texts()).toEqual(["one"]);
    outbox.retry(id);
    expect(line.texts()).toEqual(["one", "one"]);
    expect(outbox.get()[0]?.refused).toBeUndefined();
  });

  it("keeps the messages of two agents in one browser apart", () => {
    const storage = memoryStorage();
    new Outbox(storage, "agt_1", wire().send).add("cht_1", "one");
    expect(new Outbox(storage, "agt_2", wire().send).get()).toEqual([]);
  });
});

function wire() {
  const bodies: Head[] = [];
  const line = {
    up: true,
    send: (body: Head): boolean => {
      if (line.up) bodies.push(body);
      return line.up;
    },
    texts: () => bodies.map((body) => (body as Head & { text?: string }).text),
  };
  return line;
}
