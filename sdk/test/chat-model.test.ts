import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ChatModel } from "../src/chat/chat-model.ts";
import { lineText, problemText, subtitle } from "../src/chat/status.ts";
import { Memory } from "../src/core/memory.ts";
import { textsOf } from "../src/texts/compile.ts";
import { ENGLISH } from "../src/texts/load.ts";
import { chatMessage, chatState } from "./bodies.ts";
import { FakeConnection, FakeStorage } from "./fake-connection.ts";

function setUp() {
  const storage = { sessionStorage: new FakeStorage(), localStorage: new FakeStorage() };
  const memory = new Memory("pk", storage);
  const connection = new FakeConnection();
  const chat = new ChatModel(connection.asConnection, memory);
  /** The page after a reload: everything anew but the storage. */
  const reload = () => {
    const next = new FakeConnection();
    return { connection: next, chat: new ChatModel(next.asConnection, new Memory("pk", storage)) };
  };
  return { chat, connection, memory, reload };
}

const welcome = (over: object = {}) => ({ kind: "customer.welcome", agents_online: true, ...over });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("writing (A22)", () => {
  it("opens a chat with the first message and sends later ones once it is there", () => {
    const { chat, connection } = setUp();
    chat.about = { name: "Ana", externalKey: "K-7" };
    connection.say(welcome());
    chat.write("one");
    chat.write("two");
    expect(connection.said.map((m) => m.kind)).toEqual(["chat.open"]);
    expect(connection.said[0]).toMatchObject({ first: "one", name: "Ana", external_key: "K-7" });
    expect(chat.phase).toBe("queued");
    connection.say(chatState({ status: "queued" }));
    expect(connection.heard("chat.send").map((m) => m.text)).toEqual(["two"]);
  });

  it("keeps what has no connection over a reload and sends it once with the same id", () => {
    const { chat, connection, reload } = setUp();
    connection.say(welcome({ chat: chatState() }));
    connection.turn({ phase: "waiting", attempt: 1, since: 0, retryAt: 0, reason: "" });
    chat.write("kept");
    expect(connection.said).toEqual([]);
    const next = reload();
    next.connection.say(welcome({ chat: chatState() }));
    const sent = next.connection.heard("chat.send");
    expect(sent.map((m) => m.text)).toEqual(["kept"]);
    expect(sent[0]?.id).toBe(chat.unsent[0]?.id);
    next.connection.say({ kind: "chat.ack", id: sent[0]?.id, chat: "cht_1", number: 1 });
    expect(next.chat.unsent).toEqual([]);
  });

  it("a message that came back is no longer unsent, even without its acknowledgement", () => {
    const { chat, connection } = setUp();
    connection.say(welcome({ chat: chatState() }));
    chat.write("hello");
    const [sent] = connection.heard("chat.send");
    connection.say(chatMessage(1, { id: String(sent?.id), from: "customer" }));
    expect(chat.unsent).toEqual([]);
  });

  it("hides card numbers before anything is kept or sent (A22)", () => {
    const { chat, connection, memory } = setUp();
    connection.say(welcome({ chat: chatState() }));
    chat.write("4111 1111 1111 1111");
    expect(connection.heard("chat.send")[0]?.text).toBe("•••• •••• •••• ••••");
    expect(memory.unsent.map(({ text }) => text)).toEqual(["•••• •••• •••• ••••"]);
    expect(chat.cardHidden).toBe(true);
  });

  it("a refused message is given up when the refusal is final, and its sentence is shown", () => {
    const { chat, connection } = setUp();
    connection.say(welcome({ chat: chatState() }));
    chat.write("x");
    const ref = connection.heard("chat.send")[0]?.id;
    const problem = {
      kind: "error",
      code: "invalid",
      message: "Too long.",
      next: "final",
      re: "chat.send",
      ref,
    };
    connection.say(problem);
    expect(chat.unsent).toEqual([]);
    expect(chat.problem).toMatchObject({ message: "Too long." });
  });

  it("tells typing only in a chat with an agent, and not at every key", () => {
    const { chat, connection } = setUp();
    connection.say(welcome());
    chat.typing(true);
    connection.say(chatState());
    chat.typing(true);
    chat.typing(true);
    chat.typing(false);
    expect(connection.heard("chat.typing").map((m) => m.on)).toEqual([true, false]);
  });
});

describe("reading", () => {
  it("keeps the order of numbers, knows its last without a gap, and asks for what is missing", () => {
    const { chat, connection } = setUp();
    connection.say(welcome({ chat: chatState() }));
    connection.say(chatMessage(3));
    connection.say(chatMessage(1));
    expect(chat.last).toBe(1);
    expect(connection.heard("chat.after").map((m) => m.number)).toEqual([0, 1]);
    connection.say(chatMessage(2));
    expect(chat.messages.map((m) => m.number)).toEqual([1, 2, 3]);
    expect(chat.last).toBe(3);
  });

  it("asks for messages that the state speaks of and that do not come", () => {
    const { connection } = setUp();
    connection.say(welcome({ chat: chatState() }));
    connection.say(chatState({ version: 2, last: 4 }));
    vi.advanceTimersByTime(5_000);
    expect(connection.heard("chat.after").map((m) => m.number)).toEqual([0]);
  });

  it("counts what the agent wrote since the customer last looked", () => {
    const { chat, connection } = setUp();
    connection.say(welcome({ chat: chatState({ customer_read: 1 }) }));
    for (const number of [1, 2, 3]) connection.say(chatMessage(number));
    connection.say(chatMessage(4, { from: "system" }));
    expect(chat.unread).toBe(2);
    chat.read();
    expect(chat.unread).toBe(0);
    expect(connection.heard("chat.read").map((m) => m.number)).toEqual([4]);
  });

  it("drops an older state and messages of another chat", () => {
    const { chat, connection } = setUp();
    connection.say(welcome({ chat: chatState({ version: 5 }) }));
    connection.say(chatState({ version: 4, status: "ended" }));
    connection.say(chatMessage(1, { chat: "cht_other" }));
    expect(chat.phase).toBe("active");
    expect(chat.messages).toEqual([]);
  });

  it("the agent's typing sign goes out with the message, and by itself", () => {
    const { chat, connection } = setUp();
    connection.say(welcome({ chat: chatState() }));
    connection.say({ kind: "chat.typing", on: true });
    expect(chat.agentTyping).toBe(true);
    vi.advanceTimersByTime(10_000);
    expect(chat.agentTyping).toBe(false);
    connection.say({ kind: "chat.typing", on: true });
    connection.say(chatMessage(1));
    expect(chat.agentTyping).toBe(false);
  });
});

describe("phases and line (C12)", () => {
  it("offline when nobody is online and there is no chat", () => {
    const { chat, connection } = setUp();
    connection.say(welcome({ agents_online: false }));
    expect(chat.phase).toBe("offline");
    expect(chat.leave({ name: "", email: "a@b.c", text: "card 4111111111111111" })).toBe(true);
    expect(connection.heard("chat.offline")[0]).toMatchObject({ text: "card ••••••••••••••••" });
  });

  it.each([
    [{ phase: "connecting", attempt: 0, since: 0 }, false, "connecting"],
    [{ phase: "connecting", attempt: 1, since: 0 }, false, "lost"],
    [{ phase: "waiting", attempt: 1, since: 0, retryAt: 0, reason: "" }, false, "lost"],
    [{ phase: "waiting", attempt: 2, since: 0, retryAt: 0, reason: "" }, true, "blocked"],
    [{ phase: "closed", code: 4202, reason: "no" }, false, { refused: "no" }],
    [{ phase: "open", since: 0 }, false, "open"],
  ] as const)("%o is told as the right words", (state, blocked, line) => {
    const { chat, connection } = setUp();
    connection.blocked = blocked;
    connection.turn(state);
    expect(chat.line).toEqual(line);
  });

  it("an ended chat begins anew with the next message", () => {
    const { chat, connection } = setUp();
    connection.say(welcome({ chat: chatState({ status: "ended" }) }));
    chat.write("again");
    expect(connection.heard("chat.open")).toHaveLength(1);
  });

  it("leaves nothing behind after close", () => {
    const { chat, connection } = setUp();
    connection.say(welcome({ chat: chatState() }));
    connection.say({ kind: "chat.typing", on: true });
    chat.close();
    expect(connection.listening).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("what takes long is said (C12)", () => {
  it("waiting in the queue: all agents are busy, until one comes", () => {
    const { chat, connection } = setUp();
    const texts = textsOf(ENGLISH);
    connection.say(welcome({ chat: chatState({ status: "queued" }) }));
    expect(subtitle(chat, texts)).toBe(texts.waiting);
    vi.advanceTimersByTime(60_000);
    expect(subtitle(chat, texts)).toBe(texts.waitingLong);
    connection.say(chatState({ version: 2 }));
    expect(subtitle(chat, texts)).toBe("");
    expect(chat.busy).toBe(false);
  });

  it("connecting: slow after a while", () => {
    const { chat, connection } = setUp();
    const texts = textsOf(ENGLISH);
    connection.turn({ phase: "connecting", attempt: 0, since: 0 });
    expect(lineText(chat.line, texts)).toBe(texts.connecting);
    vi.advanceTimersByTime(15_000);
    expect(lineText(chat.line, texts)).toBe(texts.connectingLong);
    chat.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("refusals are in the customer's language; the server's own sentence is for readers of English", () => {
    const german = textsOf({
      language: "de",
      direction: "ltr",
      words: { problems: { too_fast: "Zu schnell." } },
    });
    expect(problemText({ code: "too_fast", message: "Slow down." }, german)).toBe("Zu schnell.");
    expect(problemText({ code: "new_code", message: "Something else." }, german)).toBe(german.problems.other);
    expect(problemText({ code: "new_code", message: "Something else." }, textsOf(ENGLISH))).toBe(
      "Something else.",
    );
  });
});
