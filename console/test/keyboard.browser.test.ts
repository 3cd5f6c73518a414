// The console without a mouse, enlarged, and mirrored.
import type { Page } from "@playwright/test";
import { describe, expect, it } from "vitest";
import { type Room, showPicture, TEST_WITHIN, viewerOf, withRoom } from "./browser.ts";
import type { FakeServer } from "./fake-server.ts";
import { until } from "./until.ts";

let room: Room;
let server: FakeServer;

withRoom((own, fresh) => {
  [room, server] = [own, fresh];
});

/** Presses Tab until the focus is on something with this name; fails after a whole round. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.getAttribute("aria-label") ?? element?.textContent ?? "";
      return `${label} ${element?.getAttribute("placeholder") ?? ""}`;
    });
    if (name.test(here)) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

describe("the console by keyboard alone (A21)", () => {
  it(
    "goes from the queue to a shared page and ends it",
    async () => {
      server.world.enqueue({ customer: "Ana Costa", first: "Hello?" });
      const page = await room.open(server);
      await page.getByText("Ana Costa").waitFor();
      await tabTo(page, /^Accept Ana Costa/);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Ana Costa" }).waitFor();
      await tabTo(page, /^Screen Sharing/);
      await page.keyboard.press("Enter");
      await page.getByText("Invitation sent").waitFor();
      await tabTo(page, /Write a message/);
      await page.keyboard.type("You will see a question.");
      await page.keyboard.press("Enter");
      await until(() => server.world.received.some((body) => body.kind === "chat.send"));
      server.world.answer("cht_1", "accept");
      await page.keyboard.press("Alt+2");
      await showPicture(await viewerOf(page, server));
      await page.getByText("100 % match").waitFor();
      await tabTo(page, /^Mode/);
      await page.keyboard.press("Enter");
      // the list opens at the mode in force: from there it goes up
      await page.locator('[role="option"][data-combobox-selected]', { hasText: "View + Pointer" }).waitFor();
      await page.keyboard.press("ArrowUp");
      await page.locator('[role="option"][data-combobox-selected]', { hasText: "View Only" }).waitFor();
      await page.keyboard.press("Enter");
      await until(() => server.world.session("cht_1").mode === "view");
      await tabTo(page, /^Disconnect/);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Mia Lindqvist ended the session" }).waitFor();
      await page.context().close();
    },
    TEST_WITHIN,
  );

  it(
    "goes from tab to tab by arrow keys",
    async () => {
      const chat = server.world.assign({ customer: "Ana Costa", first: "Hello" });
      const page = await room.open(server, `/chats/${chat}`);
      await page.getByRole("tab", { name: "Engagement" }).focus();
      await page.keyboard.press("ArrowRight");
      expect(await page.getByRole("tab", { name: "Co-browse" }).getAttribute("aria-selected")).toBe("true");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Co-browse");
      await page.context().close();
    },
    TEST_WITHIN,
  );

  it(
    "lists the shortcuts under ?, and they can be switched off",
    async () => {
      server.world.enqueue({ customer: "Ana Costa", first: "Hello?" });
      const page = await room.open(server);
      await page.getByText("Ana Costa").waitFor();
      await page.keyboard.press("?");
      await page.getByRole("switch", { name: "Shortcuts are on" }).click();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.keyboard.press("Alt+a");
      await page.keyboard.press("?");
      await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
      expect(server.world.received.some((body) => body.kind === "chat.accept")).toBe(false);
      await page.context().close();
    },
    TEST_WITHIN,
  );

  it(
    "gives the focus back when a dialog closes",
    async () => {
      const chat = server.world.assign({ customer: "Ana Costa", first: "Hello" });
      const page = await room.open(server, `/chats/${chat}`);
      await page.getByRole("button", { name: "Transfer" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("radio", { name: "Jonas Weber" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Transfer");
      await page.context().close();
    },
    TEST_WITHIN,
  );
});

describe("the console in other measures (A21)", () => {
  it(
    "at 200 % shows everything without scrolling sideways",
    async () => {
      const chat = server.world.assign({ customer: "Ana Costa", first: "Hello" });
      const page = await room.open(server, `/chats/${chat}`, { viewport: { width: 640, height: 400 } });
      await page.getByRole("button", { name: "Screen Sharing" }).waitFor();
      await page.getByRole("textbox", { name: "Message" }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
      await page.getByRole("button", { name: "Back to the list" }).click();
      await page.getByRole("heading", { name: "Queue" }).waitFor();
      await page.context().close();
    },
    TEST_WITHIN,
  );

  it(
    "is mirrored where the language runs from right to left",
    async () => {
      const chat = server.world.assign({ customer: "Ana Costa", first: "Hello" });
      const page = await room.open(server, `/chats/${chat}`);
      const rail = page.getByRole("navigation", { name: "Places" });
      expect((await rail.boundingBox())?.x).toBe(0);
      await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
      expect((await rail.boundingBox())?.x).toBeGreaterThan(1200);
      await page.context().close();
    },
    TEST_WITHIN,
  );
});
