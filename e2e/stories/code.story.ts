// On the telephone: the customer reads out six digits, the agent types them. No chat is needed.
import { Agent } from "../lib/agent.ts";
import { Customer } from "../lib/customer.ts";
import "../lib/page-api.ts";
import { Samepage } from "../lib/samepage.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeEach(() => samepage.start());
test.afterEach(() => samepage.destroy());

/** The six digits as the customer sees them. */
async function readOut(customer: Customer): Promise<string> {
  const { text } = await customer.ui.see({ text: /^\d{3} \d{3}$/ });
  return text.replace(" ", "");
}

async function typeCode(agent: Agent, code: string): Promise<void> {
  await agent.page
    .getByRole("button", { name: /Enter a (customer’s )?code/ })
    .first()
    .click();
  const field = agent.page.getByLabel("Six-digit code");
  await field.pressSequentially(code);
  await field.press("Enter");
}

test("A19 C9: the code leads to the question, and a yes to the page; no chat is opened", async ({
  browser,
}) => {
  const customer = await Customer.visit(await browser.newContext(), `${samepage.at.shop_url}help`);
  const agent = await Agent.signIn(await browser.newContext(), samepage.at.console_url, samepage.agent);
  await customer.page.getByRole("button", { name: "Get a code" }).click();
  const code = await readOut(customer);
  await customer.ui.see({ text: /^Good until/ });
  await customer.page.screenshot({ path: test.info().outputPath("code.png") });
  await customer.page.reload(); // the code stays while it is good
  expect(await readOut(customer)).toBe(code);
  await typeCode(agent, code);
  await customer.answer("Accept");
  await customer.ui.gone({ text: /^\d{3} \d{3}$/ });
  await customer.seesBar(agent.firstName);
  await expect(agent.replica.locator("h1").first()).toHaveText("Help and contact");
  await customer.page.goto(new URL("/about", customer.page.url()).href); // the session goes on without a chat
  await customer.seesBar(agent.firstName);
  await expect(agent.replica.locator("h1").first()).toHaveText("Our story");
  await customer.stop();
  await customer.ui.see({ text: /You have stopped sharing/ });
});

test("A19: a code that was taken back, and one that was never given, open nothing", async ({ browser }) => {
  const customer = await Customer.visit(await browser.newContext(), samepage.at.shop_url);
  const agent = await Agent.signIn(await browser.newContext(), samepage.at.console_url, samepage.agent);
  await customer.page.getByRole("button", { name: "Get a code" }).click();
  const code = await readOut(customer);
  await customer.ui.click({ role: "button", name: "Cancel" });
  await customer.ui.gone({ text: /^\d{3} \d{3}$/ });
  await typeCode(agent, code);
  await agent.sees(/There is no such code|This code has expired/);
  expect(await customer.ui.find({ text: /would like to see this page/ })).toBeNull();
});

test("C13 A19: the page asks for a code and shows it itself", async ({ browser }) => {
  const customer = await Customer.visit(await browser.newContext(), samepage.at.shop_url);
  const made = await customer.page.evaluate(async () => {
    await window.Samepage.ready;
    const { code, expiresAt } = await window.Samepage.code({ dialog: false });
    return { code, minutes: (expiresAt.getTime() - Date.now()) / 60_000 };
  });
  expect(made.code).toMatch(/^\d{6}$/);
  expect(made.minutes).toBeGreaterThan(15);
  expect(await customer.ui.find({ text: /^\d{3} \d{3}$/ })).toBeNull();
});
