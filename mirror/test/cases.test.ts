import { describe, expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { readCases } from "./case-file.ts";
import { Lab } from "./lab.ts";

/** Starting a browser and loading a page, on a busy machine. */
const SLOW_MS = 60_000;

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

describe("page and replica agree", () => {
  it.each(readCases())(
    "$title",
    async ({ page, acts, asks }) => {
      await lab.start(page);
      for (const act of acts) await lab.act(act);
      for (const { expression, answer } of asks) {
        const found = await lab.ask(expression);
        if (answer !== undefined) expect(found.page).toBe(answer);
        expect(found.replica).toBe(found.page);
      }
      expect(await lab.difference()).toBe("");
      expect(await lab.faults()).toEqual([]);
    },
    SLOW_MS,
  );
});
