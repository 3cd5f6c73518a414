// The main job: a customer and an agent talk, and look at the same page.
import { expect, test } from "@playwright/test";
import { Agent } from "../lib/agent.ts";
import { Customer } from "../lib/customer.ts";
import { Samepage } from "../lib/samepage.ts";

const samepage = new Samepage();
test.beforeAll(() => samepage.start());
test.afterAll(() => samepage.destroy());

test("A1 A2 A4 A6 A7 A13 A22 C1 C2 C3 C5 M1 M4 M5: from the first word to the end of a session", async ({
  browser,
}) => {
  const customer = await Customer.visit(await browser.newContext(), samepage.at.shop_url);
  const agent = await Agent.signIn(await browser.newContext(), samepage.at.console_url, samepage.agent);

  await customer.beginChat("My basket shows the wrong size");
  await agent.accept("My basket shows the wrong size");
  await agent.write("Let me have a look with you");
  await customer.ui.see({ text: "Let me have a look with you" });

  await agent.invite();
  await customer.answer("Accept");
  await customer.seesBar(agent.name.split(" ")[0] ?? "");
  await agent.view();

  const heading = await customer.page.locator("h1").first().innerText();
  await expect(agent.replica.locator("h1").first()).toHaveText(heading);
});
