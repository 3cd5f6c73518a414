// The customer sees what the agent sees, and hides more of it.
import type { Page } from "@playwright/test";
import "../lib/page-api.ts";
import { stillBox } from "../lib/hand.ts";
import { Samepage } from "../lib/samepage.ts";
import { chatting, sharing } from "../lib/scene.ts";
import { applySite } from "../lib/site-file.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeEach(() => samepage.start());
test.afterEach(() => samepage.destroy());

/** Boxes of the hatching on the page, as [left, top, width, height] in whole CSS pixels. */
function hatched(page: Page): Promise<number[][]> {
  return page.evaluate(() =>
    (window.storyRoots ?? []).flatMap((root) =>
      [...root.querySelectorAll(".hatch:not([hidden])")].map((el) => {
        const { x, y, width, height } = el.getBoundingClientRect();
        return [x, y, width, height].map(Math.round);
      }),
    ),
  );
}

/** Waits until the hatching covers an element of the page, wherever it is by then. */
async function seesHatched(page: Page, selector: string): Promise<void> {
  await expect
    .poll(async () => {
      const { x, y, width, height } = await stillBox(page.locator(selector).first());
      const box = [x, y, width, height].map(Math.round).join();
      return (await hatched(page)).some((hatch) => hatch.join() === box);
    })
    .toBe(true);
}

const show = { role: "button", name: "Show it on this page" } as const;
const done = { role: "button", name: "Done" } as const;

test("C11: before the session, from the question: what the rules hide is hatched, a press hides more, and it stays hidden", async ({
  browser,
}) => {
  applySite(samepage, { privacy: { rules: [{ do: "hide", selector: ".band-columns > div:first-child" }] } });
  const { customer, agent } = await chatting(browser, samepage);
  const { page, ui } = customer;
  await customer.hideChat();
  await page.locator(".band-columns").scrollIntoViewIfNeeded();
  await agent.invite();
  await ui.see({ text: /would like to see this page/ });
  await ui.click({ role: "button", name: "What stays hidden?" });
  await ui.click(show);
  await seesHatched(page, ".band-columns > div:first-child");
  await page.screenshot({ path: test.info().outputPath("before.png") });
  const second = ".band-columns > div:nth-child(2) h3";
  const { x, y } = await stillBox(page.locator(second).first());
  await page.mouse.click(x + 20, y + 10);
  await seesHatched(page, second);
  await ui.click(done);
  await customer.answer("Accept");
  await agent.view();
  await expect(agent.replica.getByText("People who know")).toBeAttached();
  await expect(agent.replica.getByText("Repairs for life", { exact: true })).toHaveCount(0);
  await expect(agent.replica.getByText("Sixty days to decide")).toHaveCount(0);
});

test("C11: during a session: the hatching is what the encoder withholds, a press purges, the agents' view opens", async ({
  browser,
}) => {
  const scene = await sharing(browser, samepage, "help");
  const { customer, agent } = scene;
  const { page, ui } = customer;
  await expect(agent.replica.getByText("When we are there")).toBeAttached();
  await ui.click({ role: "button", name: /^See what/ });
  await ui.see(done);
  expect(await hatched(page)).toEqual([]);
  const heading = page.getByRole("heading", { name: "Questions people ask" });
  const box = await stillBox(heading);
  await page.mouse.click(box.x + 10, box.y + 10);
  await expect(agent.replica.getByText("Questions people ask")).toHaveCount(0);
  await expect.poll(async () => (await hatched(page)).length).toBe(1);
  const link = await ui.see({ role: "link", name: /^See what/ });
  await page.screenshot({ path: test.info().outputPath("during.png") });
  const opens = page.context().waitForEvent("page");
  await page.mouse.click(link.x + link.width / 2, link.y + link.height / 2);
  const window = await opens;
  const replica = window.frameLocator("iframe");
  await expect(replica.locator("h1").first()).toHaveText("Help and contact");
  await expect(replica.getByText("Questions people ask")).toHaveCount(0);
  await window.screenshot({ path: test.info().outputPath("window.png") });
});

test("C11: by keyboard: arrows move, Enter hides, Escape ends, Stop stays", async ({ browser }) => {
  const { customer, agent } = await sharing(browser, samepage, "about");
  const { page, ui } = customer;
  await ui.click({ role: "button", name: /^See what/ });
  await ui.see(done);
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
  await ui.see({ role: "button", name: /^Stop/ });
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await hatched(page)).length).toBe(1);
  await page.keyboard.press("Escape");
  await ui.gone(done);
  await customer.stop();
  await agent.sees(/ended the session/);
});
