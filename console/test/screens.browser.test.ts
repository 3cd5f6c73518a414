// Every screen and state: no fault that axe-core can see and, with PICTURES=1, a picture of each for people to look at.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withAxe } from "./axe.ts";
import { openRoom, type Room, START_WITHIN, TEST_WITHIN } from "./browser.ts";
import { CO_BROWSING } from "./scenes/co-browsing.ts";
import { DESK } from "./scenes/desk.ts";
import { ELSEWHERE } from "./scenes/elsewhere.ts";
import { ENTRANCE } from "./scenes/entrance.ts";
import { OPERATING } from "./scenes/operating.ts";
import { REPORTS } from "./scenes/reports.ts";
import type { SceneCase } from "./scenes/scene-case.ts";
import { TOGETHER } from "./scenes/together.ts";

/** Pictures show people what no test judges, and take a second a screen. */
const TAKES_PICTURES = !!process.env["PICTURES"];
const PICTURES = join(import.meta.dirname, "../out/screens");
const SIZE = { width: 1280, height: 800 };
const WIDE = { width: 1920, height: 1080 };
const SCHEMES = ["light", "dark"] as const;

let room: Room;
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  room = await openRoom();
}, START_WITHIN);
afterAll(() => room.close());

describe("every screen is free of faults that axe-core knows (A21)", () => {
  for (const scene of [
    ...ENTRANCE,
    ...DESK,
    ...CO_BROWSING,
    ...OPERATING,
    ...TOGETHER,
    ...REPORTS,
    ...ELSEWHERE,
  ]) {
    it(scene.name, () => check(scene), TEST_WITHIN);
  }
});

async function check(scene: SceneCase): Promise<void> {
  const server = await room.serve();
  scene.before?.(server);
  const page = await room.open(server, scene.path, { reducedMotion: "reduce" });
  await scene.act(page, server);
  const look = await withAxe(page);
  const faults: string[] = [];
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.waitForSelector(`html[data-mantine-color-scheme="${scheme}"]`);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    if (TAKES_PICTURES) await takePictures(page, `${scene.name}-${scheme}`);
    faults.push(...(await look()).map((fault) => `${scheme}: ${fault}`));
  }
  expect(faults).toEqual([]);
  await page.context().close();
}

async function takePictures(page: Page, name: string): Promise<void> {
  for (const size of [WIDE, SIZE]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(PICTURES, `${name}-${size.width}.png`) });
  }
}
