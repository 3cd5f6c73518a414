import { ANA, busy, live } from "./common.ts";
import type { SceneCase } from "./scene-case.ts";

/** Queue, chats and what belongs to the agent. */
export const DESK: SceneCase[] = [
  { name: "desk-empty", act: async (page) => page.getByText("Nobody is waiting.").waitFor() },
  { name: "desk-queue", before: busy, act: async (page) => page.getByText("Eva Novák").waitFor() },
  {
    name: "chat",
    before: busy,
    path: `/chats/${ANA}`,
    act: async (page, server) => {
      await page.getByRole("log").getByText("Shall we look at the page together").waitFor();
      server.world.typing(ANA, true);
      await page.getByRole("log").getByText("Ana Costa is typing").waitFor();
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
    act: async (page) => page.getByRole("log").getByText("Line 39").waitFor(),
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
      await page.getByRole("log").getByText("Shall we look at the page together").waitFor();
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
      await page.getByRole("log").getByText("Shall we look at the page together").waitFor();
      server.close(4203, "A newer connection took over.");
      await page.getByRole("button", { name: "Use it here" }).waitFor();
    },
  },
];
