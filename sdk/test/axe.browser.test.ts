import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, it } from "vitest";
import { scenes } from "./chromium.ts";
import { talk } from "./steps.ts";

const scene = scenes();

/**
 * A script for the page's head that opens our shadow tree, as axe looks into open ones only. Not for our own dialogs:
 * in an open tree the shell takes them for the page's.
 */
const OPEN_ROOT = `
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  return attach.call(this, this.localName === "samepage-ui" ? { ...init, mode: "open" } : init);
};`;

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds in our interface, in short. Our sheets are constructed: there is nothing to load before. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run("samepage-ui", { runOnly: { type: "tag", values }, preload: false });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
  }, RULES);
}

it("A22 axe finds nothing in the chat", async () => {
  const s = await scene({ before: OPEN_ROOT });
  await talk(s);
  await s.page.addScriptTag({ path: AXE });
  expect(await faults(s.page)).toEqual([]);
});
