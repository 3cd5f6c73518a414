// The sessions report: filters, pages, one session, export.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { describe, expect, it } from "vitest";
import { TEST_WITHIN, withRoom } from "./browser.ts";
import type { FakeServer } from "./fake-server.ts";

let server: FakeServer;
let page: Page;

withRoom(async (room, fresh) => {
  server = fresh;
  page = await room.open(server, "/reports/sessions");
  await page.getByText("64 sessions").waitFor();
});

async function onlyLost(): Promise<void> {
  await page.getByRole("button", { name: "End reason" }).click();
  await page.getByRole("option", { name: "Connection lost" }).click();
  await page.getByText("8 sessions").waitFor();
}

describe("the sessions report (R3, R4)", () => {
  it(
    "pages on the server",
    async () => {
      await page.getByText("1–25 of 64").waitFor();
      await page.getByRole("button", { name: "Next page" }).click();
      await page.getByText("26–50 of 64").waitFor();
      await page.getByRole("button", { name: "Next page" }).click();
      await page.getByText("51–64 of 64").waitFor();
      await expect.poll(() => page.getByRole("button", { name: "Next page" }).isDisabled()).toBe(true);
      await page.getByRole("button", { name: "Previous page" }).click();
      await page.getByText("26–50 of 64").waitFor();
      await page.context().close();
    },
    TEST_WITHIN,
  );

  it(
    "narrows by chips, which say what is chosen, and widens again",
    async () => {
      await onlyLost();
      await page.getByRole("button", { name: "End reason Connection lost" }).waitFor();
      await page.getByRole("button", { name: "Clear filters" }).click();
      await page.getByText("64 sessions").waitFor();
      await page.context().close();
    },
    TEST_WITHIN,
  );

  it(
    "R3: opens one session with its time line: what was allowed, taken back and done for the customer",
    async () => {
      await page
        .getByRole("button", { name: /Open the session of Ben Okafor/ })
        .first()
        .press("Enter");
      const drawer = page.getByRole("dialog", { name: "Session of Ben Okafor" });
      await drawer.getByText("https://shop.example/basket").waitFor();
      await drawer.getByText("Control allowed").waitFor();
      await drawer.getByText("Control taken back").waitFor();
      await drawer.getByText("typing · “Street” · 24 characters").waitFor();
      await page.context().close();
    },
    TEST_WITHIN,
  );

  it(
    "exports just what is filtered, all pages of it",
    async () => {
      const [everything] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Export CSV" }).click(),
      ]);
      expect((await readFile(await everything.path(), "utf8")).trim().split("\r\n")).toHaveLength(65);
      await onlyLost();
      const [lost] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Export CSV" }).click(),
      ]);
      const lines = (await readFile(await lost.path(), "utf8")).trim().split("\r\n").slice(1);
      expect(lines).toHaveLength(8);
      expect(lines.every((line) => line.includes(",lost,"))).toBe(true);
      await page.context().close();
    },
    TEST_WITHIN,
  );
});
