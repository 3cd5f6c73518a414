// axe over every screen of the customer's side: light and dark, wide and on a phone, from left to right and back.
import type { Page } from "@playwright/test";
import { expect, it } from "vitest";
import { loadTexts } from "../src/texts/load.ts";
import { Axe } from "./axe.ts";
import { scenes } from "./chromium.ts";
import { customerScreens, SCREENS_SITE, type Screen } from "./customer-screens.ts";
import { press } from "./steps.ts";

const scene = scenes();

/** The wide one comes last: the way to the next screen is taken in it. */
const SIZES = [
  { width: 360, height: 640 },
  { width: 1280, height: 800 },
];
const SCHEMES = ["light", "dark"] as const;

/** What axe finds at each size and in each scheme. */
async function faultsIn(page: Page, axe: Axe, { name, refresh }: Screen): Promise<string[]> {
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await refresh?.();
    for (const colorScheme of SCHEMES) {
      // at rest: what is half-way in has other colours
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const faults = await axe.faults();
      found.push(...faults.map((fault) => `${name}, ${size.width} ${colorScheme}: ${fault}`));
    }
  }
  return found;
}

it.each(["en", "ar"])(
  "A16 A19 A22 C2 C3 C5 C8 C10 C11 C14 P6 axe finds nothing on any screen of the customer's, in %s",
  async (language) => {
    const s = await scene({ ...SCREENS_SITE, tag: `data-language="${language}"` });
    const axe = await Axe.on(s.page);
    const found: string[] = [];
    for await (const screen of customerScreens(s, await loadTexts([language])))
      found.push(...(await faultsIn(s.page, axe, screen)));
    expect(found).toEqual([]);
  },
);

it.each(["en", "ar"])("C12 nor where the page script cannot run, in %s", async (language) => {
  const before = "delete HTMLElement.prototype.showPopover;";
  const s = await scene({ before, tag: `data-language="${language}"` });
  const { openChat } = await loadTexts([language]);
  await press(s.page, openChat);
  expect(await faultsIn(s.page, await Axe.on(s.page), { name: "sorry" })).toEqual([]);
});
