import type { Page } from "@playwright/test";
import { showPicture, viewerOf } from "../browser.ts";
import { ANA, CO_BROWSE, live, picture } from "./common.ts";
import { REPORT } from "./reports.ts";
import type { SceneCase } from "./scene-case.ts";

async function inGerman(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem("samepage.preferences", JSON.stringify({ language: "de" })));
  await page.reload();
}

/** The same in another language and from right to left. */
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
