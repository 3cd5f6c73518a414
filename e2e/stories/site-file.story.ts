// A site's settings are one file; applying it reaches sessions that run.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Customer } from "../lib/customer.ts";
import { Samepage } from "../lib/samepage.ts";
import { type Scene, sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeEach(() => samepage.start());
test.afterEach(() => samepage.destroy());

const BINARY = resolve(import.meta.dirname, "../../bin/samepage");

function site(...words: string[]): string {
  return execFileSync(BINARY, ["site", ...words, `--data=${samepage.data}`], { encoding: "utf8" });
}

/** Changes the file that `site show` writes, and applies it. */
function apply(change: (file: string) => string): void {
  const path = join(samepage.data, "site.yaml");
  writeFileSync(path, change(site("show", samepage.at.site_key)));
  expect(site("diff", path)).not.toBe("Nothing changes.\n");
  site("apply", path);
  expect(readFileSync(path, "utf8")).toContain(samepage.at.site_key);
}

const heading = ({ agent }: Scene) => agent.replica.locator("h1").first();

test("P1: a stricter rule reaches a running session and takes back what was shown", async ({ browser }) => {
  const scene = await sharing(browser, samepage);
  const words = await scene.customer.page.locator("h1").first().innerText();
  await expect(heading(scene)).toHaveText(words);
  apply((file) => file.replace("rules:", 'rules:\n    - {do: mask, selector: "h1"}'));
  await expect(heading(scene)).not.toHaveText(words);
  await expect(scene.customer.page.locator("h1").first()).toHaveText(words);
});

test("R1: what a site no longer offers is gone from a running session", async ({ browser }) => {
  const scene = await sharing(browser, samepage);
  apply((file) => file.replace("cobrowse: true", "cobrowse: false"));
  await scene.customer.ui.see({ text: /ended/i });
});

test("C10: the site's own words are on the customer's side", async ({ browser }) => {
  apply((file) => `${file}texts:\n  en:\n    openChat: Ask our shop\n`);
  const { ui } = await Customer.visit(await browser.newContext(), samepage.at.shop_url);
  await ui.see({ role: "button", name: "Ask our shop" });
});
