// What the agent does with the picture besides acting: draws, lays it out anew, reads it by keyboard; and the
// customer who looks at the very same picture.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import "../lib/page-api.ts";
import { Hand, stillBox, takeControl } from "../lib/hand.ts";
import { Samepage } from "../lib/samepage.ts";
import { sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeEach(() => samepage.start());
test.afterEach(() => samepage.destroy());

/** Boxes of what agents have drawn on the customer's page, as [left, top, right, bottom]. */
function drawn(page: Page, tool: string): Promise<number[][]> {
  return page.evaluate(
    (name) =>
      (window.storyRoots ?? []).flatMap((root) =>
        [...root.querySelectorAll(`path.${name}`)].map((path) => {
          const { left, top, right, bottom } = path.getBoundingClientRect();
          return [left, top, right, bottom];
        }),
      ),
    tool,
  );
}

/** The address of the window in which the customer sees what agents see. */
function watchAddress(page: Page): Promise<string> {
  return page.evaluate(() => {
    const links = (window.storyRoots ?? []).flatMap((root) => [
      ...root.querySelectorAll<HTMLAnchorElement>("a[href*='/viewer/watch']"),
    ]);
    return links.at(-1)?.href ?? "";
  });
}

test("A16: an agent circles a heading, the customer sees it there, and scrolling takes it away", async ({
  browser,
}) => {
  const { customer, agent } = await sharing(browser, samepage, "help");
  const { mouse } = agent.page;
  const hand = new Hand(agent);
  await agent.page.getByRole("button", { name: "Annotations" }).click();
  const box = await stillBox(hand.sees("h1"));
  await mouse.move(box.x - 10, box.y + box.height / 2);
  await mouse.down();
  await mouse.move(box.x + 60, box.y - 10, { steps: 6 });
  await mouse.move(box.x + 120, box.y + box.height / 2, { steps: 6 });
  await mouse.move(box.x + 60, box.y + box.height + 10, { steps: 6 });
  await mouse.move(box.x - 10, box.y + box.height / 2, { steps: 6 });
  await mouse.up();
  await expect(agent.viewer.locator("path.mark")).toHaveCount(1);
  const there = await customer.page.locator("h1").first().boundingBox();
  await expect
    .poll(async () => {
      const [left = 0, top = 0, right = 0, bottom = 0] = (await drawn(customer.page, "freehand"))[0] ?? [];
      if (!there) return false;
      return left < there.x && top < there.y && right > there.x && bottom > there.y + there.height;
    })
    .toBe(true);
  await agent.page.screenshot({ path: test.info().outputPath("drawn.png") });
  await customer.page.evaluate(() => window.scrollTo({ top: 200, behavior: "instant" }));
  await expect.poll(() => drawn(customer.page, "freehand")).toEqual([]);
  await expect(agent.viewer.locator("path.mark")).toHaveCount(0);
});

test("A14: True View off scrolls alone, and a press outside the customer's view goes there first", async ({
  browser,
}) => {
  const scene = await sharing(browser, samepage, "help");
  const { customer, agent } = scene;
  const hand = await takeControl(scene);
  await agent.page.getByRole("switch", { name: "True View" }).click();
  const html = agent.replica.locator("html");
  const width = await customer.page.evaluate(() => document.documentElement.clientWidth);
  await expect.poll(() => html.evaluate((el) => el.clientWidth)).not.toBe(width);
  await hand.wheelTo("footer a");
  await expect.poll(() => html.evaluate((el) => el.scrollTop)).toBeGreaterThan(100);
  expect(await customer.page.evaluate(() => window.scrollY)).toBe(0);
  await agent.page.screenshot({ path: test.info().outputPath("own-layout.png") });
  const target = await customer.page.locator("footer a").first().getAttribute("href");
  await hand.click("footer a");
  await customer.page.waitForURL((url) => url.pathname + url.search === target);
});

test("A7 A21 C11: by keyboard from element to element; the customer watches the same picture until the end", async ({
  browser,
}) => {
  const { customer, agent } = await sharing(browser, samepage, "help");
  const { keyboard } = agent.page;
  const heard = agent.viewer.locator("[aria-live=assertive]");
  await test.step("the keyboard reads and points", async () => {
    await keyboard.press("Alt+p");
    await expect(agent.viewer.getByRole("application")).toBeFocused();
    for (let said = await heard.textContent(); !said?.startsWith("Help and contact, heading, level 1"); ) {
      await keyboard.press("ArrowDown");
      await expect.poll(() => heard.textContent()).not.toBe(said); // even the same words are said anew
      said = await heard.textContent();
    }
    await customer.ui.see({ text: agent.name });
    await keyboard.press("Enter");
    await expect(agent.viewer.getByText("View + Pointer: clicking needs Full Control")).toBeVisible();
    await keyboard.press("Alt+p");
    await expect(agent.viewer.getByRole("application")).not.toBeFocused();
  });
  await test.step("the customer sees the agents' very view", async () => {
    await customer.ui.click({ role: "button", name: /^See what/ });
    await expect.poll(() => watchAddress(customer.page)).not.toBe("");
    const watch = await customer.page.context().newPage();
    await watch.goto(await watchAddress(customer.page));
    await expect(watch.getByRole("status")).toContainText(`what ${agent.name} can see`);
    for (const colorScheme of ["light", "dark"] as const) {
      await watch.emulateMedia({ colorScheme });
      // what is in the frame is the customer's page
      const { violations } = await new AxeBuilder({ page: watch }).exclude("iframe").analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
    await expect(watch.frameLocator("iframe").locator("h1").first()).toHaveText("Help and contact");
    expect(new URL(watch.url()).hash).toBe("");
    await agent.disconnect();
    await expect(watch.getByRole("status")).toHaveText(/session is over/);
  });
});
