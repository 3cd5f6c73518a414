import { describe, expect, it } from "vitest";
import { wholeChromiumOptions } from "../../tools/chromium.mjs";
import { chatMessage, chatState, sessionState } from "./bodies.ts";
import { scenes } from "./chromium.ts";
import { hears, openChat, press, share, spoken, startMirror, talk } from "./steps.ts";

const scene = scenes();

describe("page loads (C7)", () => {
  const scene = scenes(wholeChromiumOptions()); // the shell has no back/forward cache

  it("a session goes on after a reload: token shown, socket closed in pagehide, sign before bytes", async () => {
    const s = await scene();
    const first = await share(s);
    s.host.welcoming = () => ({
      chat: chatState(),
      chat_token: "chat_2",
      session: sessionState(),
      session_token: "session_2",
    });
    await s.page.reload();
    const second = await s.host.peer(1);
    expect(first.closed).toEqual({ code: 1000, reason: "pagehide" });
    expect(second.hello).toMatchObject({
      visitor: "vis_1",
      tab: "tab_1",
      chat_token: "chat_1",
      session_token: "session_1",
    });
    await hears(s.page, "Starting");
    startMirror(second, 2);
    await second.until(() => second.frames.length > 0);
    await hears(s.page, "Mia can see this page");
    await s.page.reload();
    expect((await s.host.peer(2)).hello).toMatchObject({ chat_token: "chat_2", session_token: "session_2" });
  });

  it("comes back from the back/forward cache as it was, with a new connection", async () => {
    const s = await scene();
    await talk(s);
    await s.page.evaluate(() => {
      document.title = "kept";
    });
    s.host.welcoming = () => ({ chat: chatState(), chat_token: "chat_2" });
    await s.page.goto(`${s.origin}/other?secret=1#frag`);
    const second = await s.host.peer(1);
    expect(second.hello.page.url).toBe(`${s.origin}/other`);
    s.host.welcoming = () => ({ chat: chatState(), chat_token: "chat_3" });
    await s.page.evaluate(() => history.back());
    const third = await s.host.peer(2);
    expect(third.hello.page.title).toBe("kept"); // a new load would have its own
    expect(third.hello).toMatchObject({ chat_token: "chat_2", page: { url: `${s.origin}/` } });
  });

  it("a page change within the document is told as origin and path", async () => {
    const s = await scene();
    const peer = await share(s);
    await s.page.evaluate(() => history.pushState(null, "", "/basket?card=4111#x"));
    expect(await peer.heard("page.changed")).toMatchObject({
      page: { url: `${s.origin}/basket`, title: "Shop" },
    });
  });

  it("a broken connection: the stream stops, and begins anew with the next start", async () => {
    const s = await scene();
    const peer = await share(s);
    s.host.welcoming = () => ({
      chat: chatState(),
      chat_token: "chat_2",
      session: sessionState(),
      session_token: "session_2",
    });
    peer.cut();
    const again = await s.host.peer(1);
    expect(again.hello).toMatchObject({ session_token: "session_1" });
    startMirror(again, 2);
    await again.until(() => again.frames.length > 0);
    await hears(s.page, "Mia can see this page");
  });

  it("a second tab has its own id and token and knows the chat; Stop in one stops the other (C4)", async () => {
    const s = await scene();
    const first = await share(s);
    s.host.welcoming = () => ({
      tab: "tab_2",
      chat: chatState(),
      chat_token: "chat_2",
      session: sessionState(),
      session_token: "session_2",
    });
    const other = await s.page.context().newPage();
    await other.goto(s.origin);
    const second = await s.host.peer(1);
    expect(second.hello.chat_token).toBe("chat_1");
    expect(second.hello.tab).toBeUndefined();
    expect(second.hello.session_token).toBeUndefined();
    await hears(other, "Starting");
    await press(other, "Stop");
    expect(await second.heard("session.end")).toMatchObject({ session: "ses_1" });
    await hears(s.page, "You have stopped sharing");
    const frames = first.frames.length;
    await s.page.evaluate(() => document.body.append("changed"));
    await spoken(s.page);
    expect(first.frames.length).toBe(frames);
  });
});

describe("a page that the browser prepares (C7)", () => {
  it("loads and connects nothing before the customer comes to see it", async () => {
    const s = await scene();
    await share(s);
    const prepared = await s.page.context().newPage();
    await prepared.addInitScript(() => {
      Object.defineProperty(document, "prerendering", { value: true, configurable: true });
    });
    await prepared.goto(s.origin);
    const loaded = () =>
      prepared.evaluate(async () => {
        await new Promise((idle) => requestIdleCallback(idle));
        return performance.getEntriesByType("resource").filter(({ name }) => name.includes("/v/1/")).length;
      });
    expect(await loaded()).toBe(0);
    expect(s.host.peers).toHaveLength(1);
    await prepared.evaluate(() => {
      Object.defineProperty(document, "prerendering", { value: false });
      document.dispatchEvent(new Event("prerenderingchange"));
    });
    expect((await s.host.peer(1)).hello.chat_token).toBe("chat_1");
    expect(await loaded()).toBeGreaterThan(0);
  });
});

describe("Stop without a connection (C4)", () => {
  it("is at once, forgets the token, and is delivered with the next hello", async () => {
    const s = await scene();
    const peer = await share(s);
    await s.page.context().setOffline(true);
    peer.cut();
    await hears(s.page, "no connection");
    await press(s.page, "Stop");
    await hears(s.page, "You have stopped sharing");
    // The server still believes that the session is live.
    s.host.welcoming = () => ({
      chat: chatState(),
      session: sessionState({ version: 9 }),
      session_token: "session_9",
    });
    await s.page.context().setOffline(false);
    const again = await s.host.peer(1);
    expect(again.hello.stopped).toEqual(["ses_1"]);
    expect(again.hello.session_token).toBeUndefined();
    expect(await again.heard("session.end")).toMatchObject({ session: "ses_1" });
    await expect.poll(() => spoken(s.page)).not.toContain("Stop");
  });
});

describe("refusals (C12)", () => {
  it("a final close code is shown with its reason", async () => {
    const s = await scene();
    const peer = await openChat(s);
    peer.close(4202, "This site does not list the page's address.");
    await hears(s.page, "This site does not list the page's address.");
  });

  it("void tokens: begins anew without them, once", async () => {
    const s = await scene();
    const peer = await talk(s);
    peer.close(4201, "used");
    const again = await s.host.peer(1);
    expect(again.hello.chat_token).toBeUndefined();
    expect(again.hello.session_token).toBeUndefined();
    expect(again.hello.visitor).toBe("vis_1");
  });

  it("a blocked network is told in words", async () => {
    const s = await scene({ csp: "default-src 'self' HOST; script-src HOST 'nonce-n0'; connect-src 'self'" });
    await s.page.waitForFunction(() => document.querySelector("samepage-ui") !== null);
    await s.page.mouse.click(1280 - 48, 800 - 48);
    await hears(s.page, "We cannot reach the chat");
  }, 40_000);

  it("no agent online: a form, whose message has an address to answer to", async () => {
    const s = await scene();
    s.host.welcoming = () => ({ agents_online: false });
    const peer = await openChat(s);
    await hears(s.page, "Nobody is here right now");
    await press(s.page, "Leave message");
    await hears(s.page, "Please give an e-mail address");
    await s.page.keyboard.type("ana@example.org");
    await s.page.keyboard.press("Tab");
    await s.page.keyboard.type("Do you open on Sunday?");
    await press(s.page, "Leave message");
    expect(await peer.heard("chat.offline")).toMatchObject({
      email: "ana@example.org",
      text: "Do you open on Sunday?",
    });
    await hears(s.page, "Thank you. We have your message");
  });
});

describe("chat (A22)", () => {
  it("opens with the first message, hides card numbers, and shows what comes", async () => {
    const s = await scene();
    const peer = await openChat(s);
    await s.page.keyboard.type("my card 4111-1111-1111-1111 is refused");
    await s.page.keyboard.press("Enter");
    expect(await peer.heard("chat.open")).toMatchObject({ first: "my card ••••-••••-••••-•••• is refused" });
    await hears(s.page, "We have hidden a card number");
    await hears(s.page, "Waiting for an agent");
    peer.say(chatState({ last: 1 }));
    peer.say(chatMessage(1, { text: "Hello, see https://shop.example/help. javascript:alert(1)" }));
    await hears(s.page, "Mia from Fernhill Outdoor");
    await hears(s.page, "https://shop.example/help");
    await expect.poll(() => spoken(s.page, "link")).toEqual(["https://shop.example/help"]);
    expect(await peer.heard("chat.read")).toMatchObject({ number: 1 });
  });

  it("keeps what was not acknowledged over a reload, and the draft", async () => {
    const s = await scene();
    const peer = await talk(s);
    await s.page.keyboard.type("one");
    await s.page.keyboard.press("Enter");
    const sent = await peer.heard("chat.send");
    await s.page.keyboard.type("half a sen");
    s.host.welcoming = () => ({ chat: chatState(), chat_token: "chat_2" });
    await s.page.reload();
    const again = await s.host.peer(1);
    expect(await again.heard("chat.send")).toMatchObject({ id: sent.id, text: "one" });
    await hears(s.page, "half a sen");
    await hears(s.page, "Not sent yet");
    again.say({ kind: "chat.ack", chat: "cht_1", id: sent.id, number: 1 });
    again.say(chatMessage(1, { id: String(sent.id), from: "customer", text: "one" }));
    await hears(s.page, /You · /);
    await expect.poll(() => spoken(s.page)).not.toContain("Not sent yet");
  });

  it("asks for messages that are missing", async () => {
    const s = await scene();
    const peer = await talk(s);
    peer.say(chatMessage(1));
    peer.say(chatMessage(3));
    expect(await peer.heard("chat.after")).toMatchObject({ number: 1 });
  });

  it("counts unread messages on the closed button", async () => {
    const s = await scene();
    const peer = await talk(s);
    await press(s.page, "Close chat");
    peer.say(chatMessage(1));
    peer.say(chatMessage(2));
    await hears(s.page, "Chat with us, 2 new messages");
  });

  it("shows typing, the end, and a new beginning", async () => {
    const s = await scene();
    const peer = await talk(s);
    peer.say({ kind: "chat.typing", on: true });
    await hears(s.page, "Mia is writing…");
    peer.say(chatState({ version: 2, status: "ended", ended_by: "agent" }));
    await hears(s.page, "Mia has ended the chat.");
    await press(s.page, "Start a new chat");
    await s.page.keyboard.type("again");
    await s.page.keyboard.press("Enter");
    expect(await peer.heard("chat.open")).toMatchObject({ first: "again" });
  });
});
