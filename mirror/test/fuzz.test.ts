/// <reference types="node" />
import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {} from "./fuzz-page.ts";
import { Lab } from "./lab.ts";
import { launch, script } from "./privacy-browser.ts";

/** Operations in all; a nightly run sets more. */
const OPERATIONS = Number(process.env.MIRROR_FUZZ ?? 10_000);
const SEEDS = [11, 23, 47, 95];
/** Most operations between two comparisons. */
const BATCH = 12;
const SLOW_MS = 900_000;

let browser: Browser;
let lab: Lab;
let fuzz: string;

beforeAll(async () => {
  browser = await launch();
  lab = await Lab.open(browser);
  fuzz = await script("./fuzz-page.ts");
}, SLOW_MS);
afterAll(() => browser.close());

describe("M1 M2 random trees", () => {
  it.each(SEEDS)(
    "seed %d: the replica equals the page after every flush",
    async (seed) => {
      await lab.start("<!doctype html><body><div id=r><p>start</p></div>");
      await lab.page.evaluate(fuzz);
      const found = await lab.page.evaluate(
        async ([from, operations, batch]) => {
          const { lab, TreeFuzz } = globalThis;
          const tree = new TreeFuzz(lab.window.document, from);
          const painted = () => new Promise((done) => requestAnimationFrame(done));
          for (let done = 0; done < operations; ) {
            const steps = 1 + (done % batch);
            for (let i = 0; i < steps; i++) tree.step();
            done += steps;
            // A leading flush, one after the paint, and those behind it.
            for (let i = 0; i < 40 && (i < 2 || lab.difference()); i++) await painted();
            const difference = lab.difference() || lab.faults.join();
            if (difference) return `after ${done} operations: ${difference}`;
          }
          return "";
        },
        [seed, Math.ceil(OPERATIONS / SEEDS.length), BATCH] as const,
      );
      expect(found).toBe("");
    },
    SLOW_MS,
  );
});
