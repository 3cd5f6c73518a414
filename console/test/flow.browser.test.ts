// The agent's main job, from a waiting customer to the end of the session, in a real browser.
import type { Page } from "@playwright/test";
import { afterEach, describe, expect, it } from "vitest";
import { type Room, showPicture, TEST_WITHIN, tell, viewerOf, withRoom } from "./browser.ts";
import type { FakeServer } from "./fake-server.ts";
import { until } from "./until.ts";

let room: Room;
let server: FakeServer;
let page: Page;
let refusals: string[];

withRoom((own, fresh) => {
  [room, server] = [own, fresh];
});
afterEach(async () => {
  await page.context().close();
  expect(refusals, "what the content security policy refused").toEqual([]);
});

async function open(path = "/"): Promise<void> {
  page = await room.open(server, "/icon.svg");
  refusals = [];
  page.on("console", (line) => {
    if (line.text().includes("Content Security Policy")) refusals.push(line.text());
  });
  await page.goto(server.url + path);
}

const sent = (kind: string) => server.world.received.filter((body) => body.kind === kind);
const focused = () => page.evaluate(() => document.activeElement?.textContent);
const inLog = (text: string) => page.getByRole("log").getByText(text);
const say = (text: string) => page.getByRole("textbox", { name: "Message" }).fill(text);

function assign(customer = "Ana Costa"): string {
  return server.world.assign({ customer, first: "Hello, I need help." });
}

async function openChat(): Promise<string> {
  const chat = assign();
  await open(`/chats/${chat}`);
  return chat;
}

async function openLive(): Promise<string> {
  const chat = assign();
  server.world.invite(chat);
  server.world.answer(chat, "accept");
  await open(`/chats/${chat}/co-browse`);
  await showPicture(await viewerOf(page, server));
  await page.getByText("100 % match").waitFor();
  return chat;
}

describe("the queue", () => {
  it(
    "A22: an accepted customer comes to the front and can be answered",
    async () => {
      server.world.enqueue({ customer: "Ana Costa", first: "Hello?" });
      await open();
      await page.getByRole("button", { name: "Accept Ana Costa" }).click();
      await page.getByRole("heading", { level: 1, name: "Ana Costa" }).waitFor();
      await say("Hello Ana");
      await page.keyboard.press("Enter");
      await page.getByText("Sending…").waitFor({ state: "detached" });
      expect(server.world.lines.get("cht_1")?.at(-1)?.text).toBe("Hello Ana");
    },
    TEST_WITHIN,
  );

  it(
    "A22: of two agents one wins, the other reads who",
    async () => {
      server.world.enqueue({ customer: "Ana Costa", first: "Hello?" });
      await open();
      await page.getByRole("button", { name: "Accept Ana Costa" }).waitFor();
      server.world.queue.length = 0; // a colleague was faster, and the news has not come yet
      await page.getByRole("button", { name: "Accept Ana Costa" }).click();
      await page.getByText("Jonas Weber has already taken this chat.").waitFor();
    },
    TEST_WITHIN,
  );

  it(
    "A22: the agent can stop new chats from coming",
    async () => {
      await open();
      await page.getByRole("button", { name: "Mia Lindqvist, Available" }).click();
      await page.getByRole("switch", { name: "Take new chats" }).click();
      await until(() => sent("agent.presence").at(-1)?.["available"] === false);
    },
    TEST_WITHIN,
  );
});

describe("the conversation", () => {
  it(
    "A22: what is written without a connection survives a reload and is stored once",
    async () => {
      const chat = await openChat();
      await inLog("Hello, I need help.").waitFor();
      server.down = true;
      server.drop();
      await say("Written in a tunnel");
      await page.keyboard.press("Enter");
      await page.reload();
      server.down = false;
      await page.getByText("Sending…").waitFor({ state: "detached" });
      await page.reload();
      await inLog("Written in a tunnel").waitFor();
      const stored = server.world.lines.get(chat)?.filter((line) => line.text === "Written in a tunnel");
      expect(stored).toHaveLength(1);
    },
    TEST_WITHIN,
  );

  it(
    "A22: lines missed while the connection was gone are read after the last number",
    async () => {
      const chat = await openChat();
      await inLog("Hello, I need help.").waitFor();
      server.down = true;
      server.drop();
      server.world.line(chat, "customer", "Are you there?");
      server.world.line(chat, "customer", "I can wait.");
      server.down = false;
      await inLog("I can wait.").waitFor();
      await inLog("Are you there?").waitFor();
      expect(sent("chat.after").at(-1)?.["number"]).toBe(1);
    },
    TEST_WITHIN,
  );

  it(
    "A22: only http and https addresses become links, and they tell nothing of us",
    async () => {
      const chat = assign();
      server.world.line(
        chat,
        "customer",
        "See https://shop.example/a?b=1, not javascript:alert(1) nor ftp://x.example",
      );
      await open(`/chats/${chat}`);
      const links = page.getByRole("log").getByRole("link");
      await links.first().waitFor();
      await expect.poll(() => links.count()).toBe(1);
      expect(await links.getAttribute("href")).toBe("https://shop.example/a?b=1");
      expect(await links.getAttribute("rel")).toBe("noopener noreferrer");
    },
    TEST_WITHIN,
  );

  it(
    "A22: a card number is masked before it is sent",
    async () => {
      await openChat();
      await say("Is it 4111 1111 1111 1111?");
      await page.keyboard.press("Enter");
      await until(() => sent("chat.send").length === 1);
      expect(sent("chat.send")[0]?.["text"]).toBe("Is it •••• •••• •••• 1111?");
    },
    TEST_WITHIN,
  );

  it(
    "A22: a chat goes to a colleague, and leaves the desk",
    async () => {
      await openChat();
      await page.getByRole("button", { name: "Transfer" }).click();
      await page.getByRole("radio", { name: "Jonas Weber" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Transfer" }).click();
      await page.getByRole("heading", { name: "This chat is not on your desk" }).waitFor();
      expect(sent("chat.transfer")[0]?.["to"]).toBe("agt_jonas");
    },
    TEST_WITHIN,
  );
});

describe("the invitation", () => {
  it(
    "A2, A4: it is seen being sent; after acceptance the link moves the focus to the Co-browse tab",
    async () => {
      const chat = await openChat();
      await page.getByRole("button", { name: "Screen Sharing" }).click();
      await page.getByText("Invitation sent. Waiting for the customer’s answer.").waitFor();
      server.world.answer(chat, "accept");
      await page.getByRole("button", { name: "View customer's screen" }).click();
      expect(await focused()).toContain("Co-browse");
      await showPicture(await viewerOf(page, server));
      await page.getByText("100 % match").waitFor();
    },
    TEST_WITHIN,
  );

  it(
    "A2: it can be withdrawn",
    async () => {
      await openChat();
      await page.getByRole("button", { name: "Screen Sharing" }).click();
      await page.getByRole("button", { name: "Withdraw" }).click();
      await page.getByText("The invitation was withdrawn").waitFor();
    },
    TEST_WITHIN,
  );

  it(
    "A3: a second session is refused with a way to the open one",
    async () => {
      await openLive();
      assign("Ben Okafor");
      await page.getByRole("button", { name: /Ben Okafor/ }).click();
      await page.getByRole("button", { name: "Screen Sharing" }).click();
      await page.getByText("already in a co-browse session with Ana Costa").waitFor();
      await page.getByRole("button", { name: "Go to that session" }).click();
      await page.getByRole("heading", { level: 1, name: "Ana Costa" }).waitFor();
      expect(await focused()).toContain("Co-browse");
    },
    TEST_WITHIN,
  );

  it(
    "A1: where co-browse is off there is neither button nor tab",
    async () => {
      const chat = server.world.assign({ customer: "Ana Costa", first: "Hello", cobrowse: false });
      await open(`/chats/${chat}`);
      await page.getByRole("tab", { name: "Engagement" }).waitFor();
      await expect.poll(() => page.getByRole("button", { name: "Screen Sharing" }).count()).toBe(0);
      await expect.poll(() => page.getByRole("tab", { name: "Co-browse" }).count()).toBe(0);
    },
    TEST_WITHIN,
  );
});

describe("the session", () => {
  it(
    "A5, A7: the Mode list holds what is allowed, each with its meaning, and changes the mode",
    async () => {
      await openLive();
      await page.getByRole("button", { name: "Mode" }).click();
      await expect.poll(() => page.getByRole("option").count()).toBe(3);
      await page.getByText("Clicks do nothing.").waitFor();
      await page.getByRole("option", { name: "View Only" }).click();
      await page.getByRole("button", { name: "Mode View Only" }).waitFor();
      const frame = await viewerOf(page, server);
      await frame.waitForFunction(() =>
        (window as unknown as { heard: { mode?: string }[] }).heard.some((said) => said.mode === "view"),
      );
    },
    TEST_WITHIN,
  );

  it(
    "A12: Client Info tells what the browser told",
    async () => {
      await openLive();
      await page.getByRole("button", { name: "Client Info" }).click();
      await page.getByText("macOS 26.1").waitFor();
      await page.getByText("24 ms", { exact: true }).waitFor();
    },
    TEST_WITHIN,
  );

  it(
    "A13: Disconnect ends it, says who and how long, and leads back to the chat",
    async () => {
      await openLive();
      await page.getByRole("button", { name: "Disconnect" }).click();
      await page.getByRole("heading", { name: "Mia Lindqvist ended the session" }).waitFor();
      await page.getByText("It lasted 0:").waitFor();
      await page.getByRole("button", { name: "Back to chat" }).click();
      expect(await focused()).toContain("Engagement");
      await expect.poll(() => page.locator("iframe").count()).toBe(0);
    },
    TEST_WITHIN,
  );

  it(
    "A20: the picture goes on while another chat is in front, and its mark is seen there",
    async () => {
      const chat = await openLive();
      assign("Ben Okafor");
      await page.getByRole("button", { name: /Ben Okafor/ }).click();
      await page.getByRole("button", { name: /Ana Costa Live/ }).waitFor();
      await expect.poll(() => page.locator("iframe").count()).toBe(1);
      await page.getByRole("button", { name: /Ana Costa Live/ }).click();
      await page.getByRole("tab", { name: "Co-browse Live" }).click();
      await page.getByText("100 % match").waitFor();
      expect(page.url()).toContain(`/chats/${chat}/co-browse`);
    },
    TEST_WITHIN,
  );

  it(
    "A4: the picture begins where the chat is open, and comes back by a press when another window has it",
    async () => {
      const chat = assign();
      server.world.invite(chat);
      server.world.answer(chat, "accept");
      await open();
      const row = page.getByRole("button", { name: /Ana Costa Live/ });
      await row.waitFor();
      await expect.poll(() => page.locator("iframe").count()).toBe(0);
      await row.click();
      const frame = await viewerOf(page, server);
      await tell(frame, { type: "phase", phase: "lost", why: "replaced", since: new Date().toISOString() });
      await frame.evaluate(() => Object.assign(window, { heard: [] })); // what is heard next is the new viewer's
      await page.getByRole("tab", { name: "Co-browse Live" }).click();
      await page.getByRole("button", { name: "Show it here" }).click();
      await showPicture(await viewerOf(page, server));
      await page.getByText("100 % match").waitFor();
    },
    TEST_WITHIN,
  );

  it(
    "P4: what the viewer says in a wrong shape is not believed",
    async () => {
      await openLive();
      const frame = await viewerOf(page, server);
      await tell(frame, { type: "stats", rtt: "<b>1</b>", match: 1, scale: 1, width: 1, height: 1 });
      await tell(frame, { type: "phase", phase: "hacked", since: "now" });
      await tell(frame, { type: "secretArea", count: 3 });
      await page.getByText("3 hidden areas").waitFor();
      await page.getByText("24 ms").waitFor();
    },
    TEST_WITHIN,
  );

  it(
    "A4: the session goes on where it was after the agent's page was reloaded",
    async () => {
      await openLive();
      await page.reload();
      await showPicture(await viewerOf(page, server));
      await page.getByText("100 % match").waitFor();
    },
    TEST_WITHIN,
  );
});
