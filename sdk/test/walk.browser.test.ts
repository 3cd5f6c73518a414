// The keyboard's way over every screen of the customer's side, in a window as narrow as at 400 % (WCAG 2.2, levels A and AA).
import { expect, it } from "vitest";
import { loadTexts } from "../src/texts/load.ts";
import { scenes } from "./chromium.ts";
import { customerScreens, SCREENS_SITE } from "./customer-screens.ts";
import { talk } from "./steps.ts";
import { unreached, unsteady, walk } from "./walk.ts";

const scene = scenes();

/** What 1280 by 1600 pixels are at 400 %. */
const ZOOMED = { width: 320, height: 400 };

it("C2 C3 C5 C8 C11 C14 A19 P6 every screen is walked by keyboard: all is reached, seen, ringed, large enough and left again", async () => {
  const s = await scene({ ...SCREENS_SITE, context: { reducedMotion: "reduce" } });
  const { page } = s;
  const faults: string[] = [];
  for await (const { name, modal, refresh } of customerScreens(s, await loadTexts(["en"]))) {
    await page.setViewportSize(ZOOMED);
    await refresh?.();
    const stops = await walk(page);
    const ours = stops.filter((stop) => stop.ours);
    const found = [...stops.flatMap((stop) => stop.faults), ...(await unsteady(page))];
    found.push(...(await unreached(page)).map((missed) => `${missed}: is not reached`));
    if (modal !== true && ours.length === stops.length) found.push("the page is not reached");
    const behind = modal ? stops.filter((stop) => !stop.ours) : [];
    found.push(...behind.map((stop) => `${stop.name}: is reached behind the dialog`));
    faults.push(...found.map((fault) => `${name}: ${fault}`));
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  expect(faults).toEqual([]);
});

it("A22 Escape puts the chat away from over what has the focus in the page", async () => {
  const s = await scene({ ...SCREENS_SITE, context: { viewport: ZOOMED } });
  await talk(s);
  await s.page.focus("#pay");
  await s.page.keyboard.press("Escape");
  await s.page.waitForFunction(() => {
    const { left, top } = document.querySelector("#pay")?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return document.activeElement?.id === "pay" && document.elementFromPoint(left + 9, top + 9)?.id === "pay";
  });
});
