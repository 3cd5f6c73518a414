// A customer who has chosen a larger font for all pages: em, rem and media queries follow it.
import { type Browser, chromium } from "@playwright/test";
import { chromiumOptions } from "../../tools/chromium.mjs";
import { Samepage } from "../lib/samepage.ts";
import { sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
let customers: Browser;
test.beforeAll(async () => {
  await samepage.start();
  customers = await chromium.launch(chromiumOptions("--blink-settings=defaultFontSize=24"));
});
test.afterAll(async () => {
  await customers?.close();
  await samepage.destroy();
});

test("M8: the agent sees the layout of a customer with a larger font", async ({ browser }) => {
  const { customer, agent } = await sharing(customers, samepage, "help", browser);
  const layout = (root: HTMLElement) =>
    [root, ...root.querySelectorAll("h1, h2, main, footer, label, textarea")].map((el) => {
      const { left, top, width, height } = el.getBoundingClientRect();
      return [el.localName, left, top, width, height].map((one) =>
        typeof one === "number" ? Math.round(one) : one,
      );
    });
  const theirs = await customer.page.locator("html").evaluate(layout);
  expect(theirs.length).toBeGreaterThan(5);
  await expect(agent.replica.locator("html")).toHaveCSS("font-size", "24px");
  await expect.poll(() => agent.replica.locator("html").evaluate(layout)).toEqual(theirs);
  await customer.stop();
});
