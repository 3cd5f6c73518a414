// Every screen and state: no fault that axe-core can see, and a picture of each for people to look at.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRoom, type Room, START_WITHIN, TEST_WITHIN } from "./browser.ts";
import { CO_BROWSING } from "./scenes/co-browsing.ts";
import { DESK } from "./scenes/desk.ts";
import { ELSEWHERE } from "./scenes/elsewhere.ts";
import { ENTRANCE } from "./scenes/entrance.ts";
import { OPERATING } from "./scenes/operating.ts";
import { REPORTS } from "./scenes/reports.ts";
import type { SceneCase } from "./scenes/scene-case.ts";
import { TOGETHER } from "./scenes/together.ts";

const PICTURES = join(import.meta.dirname, "../out/screens");
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
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
  const faults: string[] = [];
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.waitForSelector(`html[data-mantine-color-scheme="${scheme}"]`);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.screenshot({ path: join(PICTURES, `${scene.name}-${size.width}-${scheme}.png`) });
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    faults.push(...(await faultsOf(page, scheme)));
  }
  expect(faults).toEqual([]);
  await page.context().close();
}

// The customer's page inside the viewer is not ours to judge. Without frames axe can sum up where it looks (its "legacy
// mode") instead of in a page of its own, and what has passed needs no description.
async function faultsOf(page: Page, scheme: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"], preload: false });
  const { violations } = await axe.exclude("iframe").analyze();
  return violations.flatMap((fault) =>
    fault.nodes.map((node) => `${scheme}: ${fault.id}: ${node.target.join(" ")}: ${node.failureSummary}`),
  );
}
