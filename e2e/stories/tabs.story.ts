// One customer, several tabs: the view follows the one that is looked at, and nobody else joins.
import type { FrameLocator, Page } from "@playwright/test";
import { ClosedUI, rememberRoots } from "../lib/closed-roots.ts";
import { Customer } from "../lib/customer.ts";
import { Samepage } from "../lib/samepage.ts";
import { sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeEach(() => samepage.start());
test.afterEach(() => samepage.destroy());

const shop = (path: string) => new URL(path, samepage.at.shop_url).href;

test("C7: a link with target: the second tab is followed; the first says that another is seen", async ({
  browser,
}) => {
  const { customer, agent } = await sharing(browser, samepage);
  const opens = customer.page.context().waitForEvent("page");
  await customer.page.evaluate((to) => {
    const link = document.createElement("a");
    Object.assign(link, { href: to, target: "_blank", textContent: "Help in another tab" });
    document.querySelector("main")?.prepend(link);
  }, shop("/help"));
  await customer.page.getByRole("link", { name: "Help in another tab" }).click();
  const second = await opens;
  await expect(agent.replica.locator("h1").first()).toHaveText("Help and contact");
  await expect(second.locator("samepage-ui")).toBeAttached();
  await customer.ui.see({ text: /sees another tab, not this one/ });
});

test("C7: a duplicated tab is a tab of its own", async ({ browser }) => {
  const { customer, agent } = await sharing(browser, samepage, "help");
  const kept = await customer.page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  const copy = await customer.page.context().newPage();
  await copy.addInitScript((values) => {
    for (const [key, value] of Object.entries(JSON.parse(values) as Record<string, string>))
      if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, value);
  }, kept);
  await rememberRoots(copy);
  await copy.goto(shop("/about"));
  await expect(agent.replica.locator("h1").first()).toHaveText("Our story");
  const tabs = await Promise.all(
    [customer.page, copy].map((page) =>
      page.evaluate(() => Object.entries({ ...sessionStorage }).find(([key]) => key.endsWith(".tab"))?.[1]),
    ),
  );
  expect(tabs[0]).toBeTruthy();
  expect(tabs[1]).toBeTruthy();
  expect(tabs[0]).not.toBe(tabs[1]);
  await customer.ui.see({ text: /sees another tab, not this one/ });
  await customer.stop(); // in one tab ends it in all
  await new ClosedUI(copy).see({ text: /You have stopped sharing/ });
});

test("C7: page loads, reload and the way back go on", async ({ browser }) => {
  const { customer, agent } = await sharing(browser, samepage);
  const { page } = customer;
  const seen = (heading: string) => expect(agent.replica.locator("h1").first()).toHaveText(heading);
  await page.goto(shop("/help"));
  await seen("Help and contact");
  await page.reload();
  await customer.seesBar(agent.firstName);
  await seen("Help and contact");
  await page.goBack();
  await seen("Made for the weather we have");
  await page.goForward();
  await seen("Help and contact");
  await customer.seesBar(agent.firstName);
});

test("C7: another profile, such as a private window, never joins", async ({ browser }) => {
  const { customer } = await sharing(browser, samepage);
  const stranger = await Customer.visit(await browser.newContext(), customer.page.url());
  await stranger.ui.see({ role: "button", name: /^Chat with us/ });
  expect(await stranger.ui.find({ role: "button", name: /^Stop/ })).toBeNull();
});

test("M9: the next page of the site sends no sheet again, and is shown with it", async ({ browser }) => {
  const { customer, agent } = await sharing(browser, samepage);
  const [sent, heard]: [Buffer[], string[]] = [[], []];
  customer.page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => sent.push(Buffer.from(payload)));
    socket.on("framereceived", ({ payload }) => heard.push(payload.toString()));
  });
  await customer.page.goto(shop("/help"));
  await expect(agent.replica.locator("h1").first()).toHaveText("Help and contact");
  const looks = (page: Page | FrameLocator): Promise<string> =>
    page
      .locator("body")
      .evaluate((body) => getComputedStyle(body).fontFamily + getComputedStyle(body).backgroundColor);
  expect(await looks(agent.replica)).toBe(await looks(customer.page));
  expect(heard.join()).toMatch(/"kind":"mirror.start".*"held":\["s/);
  expect(sent.filter((frame) => frame.includes("x-samepage/text"))).toEqual([]);
});
