/// <reference types="node" />
import type { Browser } from "@playwright/test";
import { describe, expect, it } from "vitest";
import { script, withBrowser } from "./browser.ts";
import type {} from "./fuzz-page.ts";
import { Lab } from "./lab.ts";

/** Operations in all; a nightly run sets more. */
const OPERATIONS = Number(process.env.MIRROR_FUZZ ?? 10_000);
const SEEDS = [11, 23, 47, 95];
/** Most operations between two comparisons. */
const BATCH = 12;
/** Most frames after which the replica is as the page: the governor holds back, and a frame on a busy machine is long. */
const MOST_FRAMES = 600;
/** Two hours: each seed of a night takes half an hour and more. */
const NIGHT_MS = 7_200_000;

let browser: Browser;
let fuzz: string;
withBrowser(async (opened) => {
  browser = opened;
  fuzz = await script("./fuzz-page.ts");
});

describe("M1 M2 random trees", () => {
  // side by side, each in a tab of its own: most of a seed's time is waiting for frames
  it.concurrent.each(SEEDS)(
    "seed %d: the replica equals the page after every flush",
    async (seed) => {
      const lab = await Lab.open(browser);
      await lab.start("<!doctype html><body><div id=r><p>start</p></div>");
      await lab.page.evaluate(fuzz);
      const found = await lab.page.evaluate(
        async ([from, operations, batch, frames]) => {
          const { lab, TreeFuzz } = globalThis;
          const tree = new TreeFuzz(lab.window.document, from);
          const painted = () => new Promise((done) => requestAnimationFrame(done));
          for (let done = 0; done < operations; ) {
            const steps = 1 + (done % batch);
            for (let i = 0; i < steps; i++) tree.step();
            done += steps;
            // A leading flush, one after the paint, and those behind it, however late.
            for (let i = 0; i < frames && (i < 2 || lab.difference()); i++) await painted();
            const difference = lab.difference() || lab.faults.join();
            if (difference) return `after ${done} operations: ${difference}`;
          }
          return "";
        },
        [seed, Math.ceil(OPERATIONS / SEEDS.length), BATCH, MOST_FRAMES] as const,
      );
      expect(found).toBe("");
    },
    NIGHT_MS,
  );
});
