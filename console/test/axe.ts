// Looks with axe at a screen of the console. axe is brought into a page once: that costs as much as a look.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Brings axe into a page; what it returns tells the faults of the page as it then is, in short. */
export async function withAxe(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(SOURCE);
  return () => page.evaluate(look);
}

// The customer's page inside the viewer is not ours to judge; what has passed needs no description.
async function look(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
  const { violations } = await axe.run(
    { exclude: ["iframe"] },
    { iframes: false, resultTypes: ["violations"], preload: false },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
  );
}
