// The customer's ways to begin, and the company's page that takes part.
import { Agent } from "../lib/agent.ts";
import { Customer } from "../lib/customer.ts";
import "../lib/page-api.ts";
import { Samepage } from "../lib/samepage.ts";
import { chatting } from "../lib/scene.ts";
import { applySite } from "../lib/site-file.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeEach(() => samepage.start());
test.afterEach(() => samepage.destroy());

const bubble = { role: "button", name: /^Chat with us/ } as const;
const panel = { role: "button", name: "Close chat" } as const;

test("C9: the button, an element of the page, the hot key and a call open the chat", async ({ browser }) => {
  const customer = await Customer.visit(await browser.newContext(), samepage.at.shop_url);
  const { page, ui } = customer;
  const opened = async () => {
    await ui.see(panel);
    await customer.hideChat();
    await ui.gone(panel);
  };
  await ui.click(bubble);
  await opened();
  await page.getByRole("button", { name: "Get help from a person" }).click();
  await opened();
  await page.keyboard.press("Control+Alt+h");
  await opened();
  await page.evaluate(() => window.Samepage.start());
  await opened();
});

test("C9: the site's file says which; where it wants no button there is none until there is a chat", async ({
  browser,
}) => {
  applySite(samepage, { launchers: { button: false, selector: ".brand", hot_key: "Control+Shift+K" } });
  await Agent.signIn(await browser.newContext(), samepage.at.console_url, samepage.agent);
  const customer = await Customer.visit(await browser.newContext(), samepage.at.shop_url);
  const { page, ui } = customer;
  await page.evaluate(() => window.Samepage.ready);
  expect(await ui.find(bubble)).toBeNull();
  await page.keyboard.press("Control+Shift+K");
  await customer.write("Where is my parcel?");
  await customer.hideChat();
  await ui.see(bubble); // it leads back to the chat
});

test("C13: the page hears what becomes of the session, and ends it", async ({ browser }) => {
  const { customer, agent } = await chatting(browser, samepage);
  const { page } = customer;
  await page.evaluate(() => {
    const heard: string[] = [];
    window.heard = heard;
    const { Samepage } = window;
    Samepage.on("session.asked", ({ what, agent }) => heard.push(`asked ${what} ${agent}`));
    Samepage.on("session.started", ({ mode, agents }) => heard.push(`started ${mode} ${agents.join()}`));
    Samepage.on("session.changed", ({ mode }) => heard.push(`changed ${mode}`));
    Samepage.on("session.ended", ({ by }) => heard.push(`ended ${by}`));
  });
  await agent.invite();
  await customer.answer("Accept");
  await agent.view();
  await agent.mode("View Only");
  const heard = () => page.evaluate(() => window.heard);
  await expect
    .poll(heard)
    .toEqual([`asked see ${agent.name}`, `started pointer ${agent.name}`, "changed view"]);
  expect(await page.evaluate(() => window.Samepage.session?.status)).toBe("live");
  await page.evaluate(() => window.Samepage.stop());
  await expect.poll(async () => (await heard()).at(-1)).toBe("ended customer");
  await agent.sees(/ended the session/);
});

test("C13: the customer's name and the company's reference reach the agent, the reference as unverified", async ({
  browser,
}) => {
  const customer = await Customer.visit(await browser.newContext(), samepage.at.shop_url);
  const agent = await Agent.signIn(await browser.newContext(), samepage.at.console_url, samepage.agent);
  const check = await customer.page.evaluate(async () => {
    await window.Samepage.init({ name: "Ana Costa", externalKey: "C-1042" });
    return window.Samepage.check();
  });
  expect(check).toEqual({ ok: true, reason: "" });
  await customer.beginChat("Is the tent in stock?");
  await agent.accept("Is the tent in stock?");
  await agent.sees("Ana Costa");
  await agent.sees(/C-1042/);
});

test("C13: the page asks in our place where its site allows it, and only then", async ({ browser }) => {
  applySite(samepage, { hooks: ["instant"] });
  const { customer, agent } = await chatting(browser, samepage);
  await customer.page.evaluate(() =>
    window.Samepage.init({
      hooks: { consent: ({ what, agent }) => window.confirm(`${agent} would like to ${what}. All right?`) },
    }),
  );
  const asked: string[] = [];
  customer.page.once("dialog", (dialog) => {
    asked.push(dialog.message());
    return dialog.accept();
  });
  await agent.invite();
  await customer.seesBar(agent.firstName);
  expect(asked).toEqual([`${agent.name} would like to see. All right?`]);
  await agent.view();
  await agent.mode("Full Control"); // not allowed for this one: our own dialog asks
  await customer.ui.see({ text: new RegExp(`May ${agent.name} operate this page`) });
});
