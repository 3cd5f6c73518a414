// The beginnings that many stories share.
import { type Browser, type BrowserContextOptions, expect } from "@playwright/test";
import { Agent } from "./agent.ts";
import { Customer } from "./customer.ts";
import type { Samepage } from "./samepage.ts";

/** First lines differ, so that a queue with leftovers of another story misleads nobody. */
const goods = [
  "tent",
  "kettle",
  "jumper",
  "lantern",
  "chair",
  "beanie",
  "rucksack",
  "flask",
  "candle",
  "boots",
];

export interface Scene {
  customer: Customer;
  agent: Agent;
}

/** A customer who has written, with this device, and the agent who has taken the chat, in another browser if need be. */
export async function chatting(
  browser: Browser,
  samepage: Samepage,
  page = "",
  device: BrowserContextOptions = {},
  agents = browser,
): Promise<Scene> {
  const customer = await Customer.visit(await browser.newContext(device), samepage.at.shop_url + page);
  const agent = await Agent.signIn(await agents.newContext(), samepage.at.console_url, samepage.agent);
  const first = `Can you help me with the ${goods[Math.floor(Math.random() * goods.length)]}?`;
  await customer.beginChat(first);
  await agent.accept(first);
  return { customer, agent };
}

/** The same, with the customer's page on the agent's screen and the chat's panel closed. */
export async function sharing(
  browser: Browser,
  samepage: Samepage,
  page = "",
  agents = browser,
): Promise<Scene> {
  const scene = await chatting(browser, samepage, page, {}, agents);
  const { customer, agent } = scene;
  await agent.invite();
  await customer.answer("Accept");
  await agent.view();
  await showsSamePage(scene);
  await customer.hideChat();
  return scene;
}

/** Both see the same heading. */
export async function showsSamePage({ customer, agent }: Scene): Promise<void> {
  const heading = await customer.page.locator("h1").first().innerText();
  await expect(agent.replica.locator("h1").first()).toHaveText(heading, { useInnerText: true });
}
