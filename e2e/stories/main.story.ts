// The main job: a customer and an agent talk, and look at the same page.
import { Agent } from "../lib/agent.ts";
import { Customer } from "../lib/customer.ts";
import { Samepage } from "../lib/samepage.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeAll(() => samepage.start());
test.afterAll(() => samepage.destroy());

test("A1 A2 A4 A6 A7 A13 A22 C1 C2 C3 C5 C7 M1 M4 M5: from the first word to the end of a session", async ({
  browser,
}) => {
  const customer = await Customer.visit(await browser.newContext(), samepage.at.shop_url);
  const agent = await Agent.signIn(await browser.newContext(), samepage.at.console_url, samepage.agent);
  const page = customer.page;

  await test.step("they talk", async () => {
    await customer.beginChat("My basket shows the wrong size");
    await agent.accept("My basket shows the wrong size");
    await agent.write("Let me have a look with you");
    await customer.ui.see({ text: "Let me have a look with you" });
  });

  await test.step("the agent asks, the customer accepts, the link leads to the page", async () => {
    await agent.invite();
    await customer.answer("Accept");
    await customer.seesBar(agent.firstName);
    await agent.view();
    await expect(agent.replica.locator("h1").first()).toHaveText(
      await page.locator("h1").first().innerText(),
    );
    await customer.hideChat();
  });

  await test.step("the customer goes to the check-out, types, ticks and chooses", async () => {
    await page.goto(new URL("/shop", page.url()).href);
    await page.locator("main a[href^='/product/'], main a[href^='/shop/']").first().click();
    await expect(agent.replica.locator("h1").first()).toHaveText(
      await page.locator("h1").first().innerText(),
    );
    await page.goto(new URL("/help", page.url()).href);
    await page.locator("#message").pressSequentially("The zip of my jacket");
    await page.locator("#topic").selectOption({ index: 1 });
    await expect(agent.replica.locator("#message")).toHaveValue("The zip of my jacket");
    await expect(agent.replica.locator("#topic")).toHaveValue(await page.locator("#topic").inputValue());
  });

  await test.step("scrolling, menus and dialogs are followed", async () => {
    await page.locator("#returns summary").click();
    await expect(agent.replica.locator("#returns")).toHaveAttribute("open", "");
    await page.evaluate(() => window.scrollTo({ top: 400, behavior: "instant" }));
    const wanted = await page.evaluate(() => Math.round(window.scrollY));
    await expect
      .poll(() => agent.replica.locator("html").evaluate((el) => Math.round(el.scrollTop)))
      .toBe(wanted);
    await page.setViewportSize({ width: 900, height: 700 });
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    await expect.poll(() => agent.replica.locator("html").evaluate((el) => el.clientWidth)).toBe(width);
  });

  await test.step("the agent's pointer shows on the element it points at", async () => {
    await agent.point();
    await customer.ui.see({ text: agent.name });
  });

  await test.step("in View Only there is no pointer", async () => {
    await agent.mode("View Only");
    await customer.ui.gone({ text: new RegExp(`^${agent.name}$`) });
  });

  await test.step("the agent disconnects, the customer is told who ended it", async () => {
    await agent.disconnect();
    await customer.ui.see({ text: `${agent.name} has ended it` });
    await customer.ui.gone({ role: "button", name: /^Stop/ });
  });

  await test.step("R3: the session's row is in the report", async () => {
    await agent.page.getByRole("link", { name: "Reports" }).click();
    const row = agent.page.getByRole("row").filter({ hasText: agent.name }).first();
    await expect(row).toContainText("Harbour & Pine");
  });
});
