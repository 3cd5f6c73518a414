// Every screen and state of the console, each brought about the way it comes about in life.
import type { Page } from "@playwright/test";
import { showPicture, tell, viewerOf } from "./browser.ts";
import type { FakeServer } from "./fake-server.ts";

export interface SceneCase {
  name: string;
  /** What the server holds before the console opens. */
  before?: (server: FakeServer) => void;
  /** Path to open. */
  path?: string;
  /** What happens then; the last thing awaited is the state that the scene is about. */
  act: (page: Page, server: FakeServer) => Promise<void>;
}

/** The chat that most scenes are about. */
const ANA = "cht_1";
const CO_BROWSE = `/chats/${ANA}/co-browse`;

function talk(server: FakeServer): void {
  const { world } = server;
  world.assign({
    customer: "Ana Costa",
    first: "Hi! The check-out does not accept my delivery address.",
    waited: 340,
  });
  world.line(ANA, "agent", "Hello Ana, I am Mia. Which part of the address is refused?");
  world.line(ANA, "customer", "The postal code, I think. It is 1100-053.");
  world.line(ANA, "customer", "The page is https://shop.example/checkout, by the way.");
  world.line(
    ANA,
    "agent",
    "Thank you. Shall we look at the page together? You will be asked first, and you can stop at any time.",
  );
  world.change(ANA, { customer_read: 5, agent_read: 5 });
}

function busy(server: FakeServer): void {
  const { world } = server;
  talk(server);
  const tom = world.assign({ customer: "Tom Brandt", first: "Do you ship to Norway?", waited: 900 });
  world.change(tom, { agent_read: 1, online: false });
  const priya = world.assign({ customer: "Priya Raman", first: "My voucher has expired", waited: 200 });
  world.line(priya, "customer", "It says valid until Friday");
  world.enqueue({ customer: "Ben Okafor", first: "Where is my order?", waited: 12 });
  world.enqueue({
    customer: "",
    first: "Is the trail tent waterproof? I read two different things about it",
    waited: 87,
  });
  world.enqueue({ customer: "Eva Novák", first: "I cannot sign in", waited: 254 });
}

function live(server: FakeServer): void {
  busy(server);
  server.world.invite(ANA);
  server.world.answer(ANA, "accept");
}

async function picture(page: Page, server: FakeServer) {
  const frame = await viewerOf(page, server);
  await showPicture(frame);
  await page.getByText("100 % match").waitFor();
  return frame;
}

function phase(name: string, words: string, more: Record<string, unknown> = {}): SceneCase {
  return {
    name: `cobrowse-${name}`,
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      const frame = await picture(page, server);
      await tell(frame, { type: "phase", phase: name, since: new Date().toISOString(), ...more });
      await page.getByRole("heading", { name: words }).waitFor();
    },
  };
}

function event(name: string, words: string): SceneCase {
  return {
    name: `cobrowse-${name}`,
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await tell(await picture(page, server), { type: "pageEvent", event: name });
      await page.getByRole("heading", { name: words }).waitFor();
    },
  };
}

function ended(name: string, words: RegExp, finish: (server: FakeServer) => void): SceneCase {
  return {
    name: `cobrowse-${name}`,
    before: (server) => {
      talk(server);
      server.world.invite(ANA);
    },
    path: CO_BROWSE,
    act: async (page, server) => {
      await page.getByRole("heading", { name: "Asking Ana Costa" }).waitFor();
      finish(server);
      await page.getByRole("heading", { name: words }).waitFor();
    },
  };
}

export const ENTRANCE: SceneCase[] = [
  {
    name: "sign-in",
    before: (server) => {
      server.signedIn = false;
    },
    act: async (page) => page.getByRole("button", { name: "Sign in" }).waitFor(),
  },
  {
    name: "sign-in-wrong",
    before: (server) => {
      server.signedIn = false;
    },
    act: async (page) => {
      await page.getByLabel("E-mail").fill("mia@shop.example");
      await page.getByLabel("Password", { exact: true }).fill("wrong");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("do not match").waitFor();
    },
  },
  {
    name: "start-unreachable",
    act: async (page) => {
      await page.route("**/api/v1/me", (route) => route.abort());
      await page.reload();
      await page.getByRole("heading", { name: "The server does not answer" }).waitFor();
    },
  },
];

export const DESK: SceneCase[] = [
  { name: "desk-empty", act: async (page) => page.getByText("Nobody is waiting.").waitFor() },
  { name: "desk-queue", before: busy, act: async (page) => page.getByText("Eva Novák").waitFor() },
  {
    name: "chat",
    before: busy,
    path: `/chats/${ANA}`,
    act: async (page, server) => {
      await page.getByText("Shall we look at the page together").waitFor();
      server.world.typing(ANA, true);
      await page.getByText("Ana Costa is typing").waitFor();
    },
  },
  {
    name: "chat-full",
    before: (server) => {
      busy(server);
      for (let i = 0; i < 40; i += 1) {
        server.world.enqueue({
          customer: `Customer ${i}`,
          first: "A question of some length, so that the line is cut",
          waited: 300 - i * 7,
        });
        server.world.assign({ customer: `Somebody with a rather long name ${i}`, first: "Hello?" });
        server.world.line(
          ANA,
          i % 3 ? "customer" : "agent",
          `Line ${i}: ${"some words ".repeat((i % 7) + 1)}`,
        );
      }
    },
    path: `/chats/${ANA}`,
    act: async (page) => page.getByText("Line 39").waitFor(),
  },
  {
    name: "chat-invited",
    before: busy,
    path: `/chats/${ANA}`,
    act: async (page) => {
      await page.getByRole("button", { name: "Screen Sharing" }).click();
      await page.getByText("Waiting for the customer’s answer").waitFor();
    },
  },
  {
    name: "chat-link",
    before: live,
    path: `/chats/${ANA}`,
    act: async (page) => page.getByRole("button", { name: "View customer's screen" }).waitFor(),
  },
  {
    name: "chat-engaged-elsewhere",
    before: live,
    path: "/chats/cht_3",
    act: async (page) => {
      await page.getByRole("button", { name: "Screen Sharing" }).click();
      await page.getByText("already in a co-browse session with Ana Costa").waitFor();
    },
  },
  {
    name: "chat-cobrowse-off",
    before: (server) => void server.world.assign({ customer: "Ana Costa", first: "Hello", cobrowse: false }),
    path: `/chats/${ANA}`,
    act: async (page) => page.getByRole("button", { name: "Transfer" }).waitFor(),
  },
  {
    name: "chat-ended",
    before: busy,
    path: `/chats/${ANA}`,
    act: async (page) => {
      await page.getByRole("button", { name: "End chat" }).click();
      await page.getByText("This chat has ended.").waitFor();
    },
  },
  {
    name: "chat-end-question",
    before: live,
    path: `/chats/${ANA}`,
    act: async (page) => {
      await page.getByRole("button", { name: "End chat" }).click();
      await page.getByText("End this chat?").waitFor();
    },
  },
  {
    name: "chat-canned",
    before: busy,
    path: `/chats/${ANA}`,
    act: async (page) => {
      await page.getByRole("button", { name: "Canned replies" }).click();
      await page.getByText("One moment please").waitFor();
    },
  },
  {
    name: "chat-transfer",
    before: busy,
    path: `/chats/${ANA}`,
    act: async (page) => {
      await page.getByRole("button", { name: "Transfer" }).click();
      await page.getByText("Jonas Weber").waitFor();
    },
  },
  {
    name: "desk-somebody-was-faster",
    before: busy,
    act: async (page, server) => {
      await page.getByText("Eva Novák").waitFor();
      server.world.queue.length = 0;
      await page.getByRole("button", { name: "Accept Eva Novák" }).click();
      await page.getByText("Jonas Weber has already taken this chat.").waitFor();
    },
  },
  {
    name: "chat-gone",
    path: "/chats/cht_404",
    act: async (page) => page.getByRole("heading", { name: "not on your desk" }).waitFor(),
  },
  {
    name: "agent-menu",
    before: busy,
    act: async (page) => {
      await page.getByRole("button", { name: "Mia Lindqvist" }).click();
      await page.getByText("Desktop notifications").waitFor();
    },
  },
  {
    name: "shortcuts",
    before: busy,
    act: async (page) => {
      await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
      await page.getByText("Shortcuts are on").waitFor();
    },
  },
  {
    name: "connection-lost",
    before: busy,
    path: `/chats/${ANA}`,
    act: async (page, server) => {
      await page.getByText("Shall we look at the page together").waitFor();
      server.down = true;
      server.drop();
      await page.getByText("Connection lost at").waitFor();
      await page.getByRole("textbox", { name: "Message" }).fill("This waits in the outbox");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByText("1 message is kept").waitFor();
    },
  },
  {
    name: "connection-replaced",
    before: busy,
    path: `/chats/${ANA}`,
    act: async (page, server) => {
      await page.getByText("Shall we look at the page together").waitFor();
      server.close(4203, "A newer connection took over.");
      await page.getByRole("button", { name: "Use it here" }).waitFor();
    },
  },
];

export const CO_BROWSING: SceneCase[] = [
  {
    name: "cobrowse-none",
    before: busy,
    path: CO_BROWSE,
    act: async (page) => page.getByRole("heading", { name: "Nothing is shared yet" }).waitFor(),
  },
  {
    name: "cobrowse-inviting",
    before: busy,
    path: CO_BROWSE,
    act: async (page) => {
      await page.getByRole("button", { name: "Screen Sharing" }).click();
      await page.getByRole("heading", { name: "Asking Ana Costa" }).waitFor();
    },
  },
  {
    name: "cobrowse-waiting",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await viewerOf(page, server);
      await page.getByRole("heading", { name: "Waiting for the first picture" }).waitFor();
    },
  },
  {
    name: "cobrowse-live",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => void (await picture(page, server)),
  },
  {
    name: "cobrowse-mode-list",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      await page.getByRole("button", { name: "Mode" }).click();
      await page.getByRole("option", { name: "View Only" }).waitFor();
    },
  },
  {
    name: "cobrowse-client-info",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      await page.getByRole("button", { name: "Client Info" }).click();
      await page.getByText("Safari 26.0").waitFor();
    },
  },
  {
    name: "cobrowse-chat-drawer",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      const frame = await picture(page, server);
      await page.getByRole("button", { name: "Chat", exact: true }).click();
      await page.getByRole("textbox", { name: "Message" }).waitFor();
      await tell(frame, { type: "secretArea", count: 2 });
      await page.getByText("2 hidden areas").waitFor();
    },
  },
  phase("loading", "Loading the next page"),
  phase("hidden", "The page is in the background"),
  phase("blanked", "The picture was cleared"),
  { ...phase("lost", "Your connection is lost", { why: "us" }), name: "cobrowse-lost-us" },
  {
    name: "cobrowse-lost-customer",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      const since = new Date(Date.now() - 75_000).toISOString();
      server.world.changeSession({
        ...server.world.session(ANA),
        customer_online: false,
        customer_since: since,
      });
      await page.getByRole("heading", { name: "Ana Costa has lost the connection" }).waitFor();
    },
  },
  event("left", "Ana Costa has left your company’s pages"),
  event("excluded", "This page is not shared"),
  ended("declined", /declined/, (server) => server.world.answer(ANA, "decline")),
  ended("expired", /expired/, (server) => server.world.end(server.world.session(ANA), "expired", "system")),
  {
    name: "cobrowse-ended",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      const session = server.world.session(ANA);
      const live_at = new Date(Date.now() - 754_000).toISOString();
      server.world.end({ ...session, live_at }, "ended", "customer");
      await page.getByRole("heading", { name: "Ana Costa ended the session" }).waitFor();
    },
  },
];

const REPORT = "/reports/sessions";

export const REPORTS: SceneCase[] = [
  { name: "reports", path: REPORT, act: async (page) => page.getByText("64 sessions").waitFor() },
  {
    name: "reports-dates",
    path: REPORT,
    act: async (page) => {
      await page.getByRole("button", { name: "Dates" }).click();
      await page.getByRole("button", { name: "Last 7 days" }).waitFor();
    },
  },
  {
    name: "reports-filtered",
    path: REPORT,
    act: async (page) => {
      await page.getByRole("button", { name: "End reason" }).click();
      await page.getByRole("option", { name: "Connection lost" }).click();
      await page.getByText("8 sessions").waitFor();
      await page.getByRole("button", { name: "Agent" }).click();
      await page.getByRole("option", { name: "Jonas Weber" }).waitFor();
    },
  },
  {
    name: "reports-session",
    path: REPORT,
    act: async (page) => {
      await page
        .getByRole("row", { name: /Eva Novák/ })
        .first()
        .click();
      await page.getByRole("heading", { name: "Time line" }).waitFor();
    },
  },
  {
    name: "reports-none",
    before: (server) => {
      server.rows = [];
    },
    path: REPORT,
    act: async (page) => page.getByRole("heading", { name: "No sessions yet" }).waitFor(),
  },
  {
    name: "reports-failed",
    before: (server) => {
      server.reportStatus = 500;
    },
    path: REPORT,
    act: async (page) => page.getByRole("heading", { name: "could not be read" }).waitFor(),
  },
  {
    name: "reports-forbidden",
    before: (server) => {
      server.reportStatus = 403;
    },
    path: REPORT,
    act: async (page) => page.getByRole("heading", { name: "You may not see this report" }).waitFor(),
  },
];

async function inGerman(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem("samepage.preferences", JSON.stringify({ language: "de" })));
  await page.reload();
}

export const ELSEWHERE: SceneCase[] = [
  {
    name: "german-chat",
    before: live,
    path: `/chats/${ANA}`,
    act: async (page) => {
      await inGerman(page);
      await page.getByRole("button", { name: "Bildschirm des Kunden ansehen" }).waitFor();
    },
  },
  {
    name: "german-cobrowse",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await inGerman(page);
      await showPicture(await viewerOf(page, server));
      await page.getByRole("button", { name: "Modus" }).click();
      await page.getByText("Klicks bewirken nichts.").waitFor();
    },
  },
  {
    name: "german-reports",
    path: REPORT,
    act: async (page) => {
      await inGerman(page);
      await page.getByText("64 Sitzungen").waitFor();
    },
  },
  {
    name: "right-to-left-chat",
    before: live,
    path: `/chats/${ANA}`,
    act: async (page) => {
      await page.getByRole("button", { name: "View customer's screen" }).waitFor();
      await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    },
  },
  {
    name: "right-to-left-cobrowse",
    before: live,
    path: CO_BROWSE,
    act: async (page, server) => {
      await picture(page, server);
      await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
      await page.getByRole("button", { name: "Chat", exact: true }).click();
    },
  },
];
