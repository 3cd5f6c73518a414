// Several agents in one session: a colleague is invited, control changes hands, a supervisor looks in.
import type { Browser } from "@playwright/test";
import { Agent } from "../lib/agent.ts";
import { Samepage, type SignIn } from "../lib/samepage.ts";
import { type Scene, sharing, showsSamePage } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeEach(() => samepage.start());
test.afterEach(() => samepage.destroy());

async function another(browser: Browser, who: SignIn | undefined): Promise<Agent> {
  if (!who) throw new Error("the demo has nobody else");
  return Agent.signIn(await browser.newContext(), samepage.at.console_url, who);
}

/** The lead asks a colleague in and takes that back before there is an answer. */
async function uninvites({ page }: Agent, colleague: Agent): Promise<void> {
  const card = colleague.page.getByRole("region", { name: "Invitations" });
  await page.getByRole("button", { name: "1 person" }).click();
  await page.getByRole("button", { name: "Invite a colleague" }).click();
  await page.getByRole("button", { name: `Invite ${colleague.name}` }).click();
  await card.waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "1 person" }).click();
  const withdraw = page.getByRole("button", { name: `Withdraw the invitation of ${colleague.name}` });
  await withdraw.waitFor();
  await page.screenshot({ path: test.info().outputPath("asked.png") });
  await withdraw.click();
  await card.waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
}

/** The lead asks a colleague in, who comes. */
async function comesIn({ agent }: Scene, colleague: Agent): Promise<void> {
  await agent.page.getByRole("button", { name: "1 person" }).click();
  await agent.page.getByRole("button", { name: "Invite a colleague" }).click();
  await agent.page.getByRole("button", { name: `Invite ${colleague.name}` }).click();
  const card = colleague.page.getByRole("region", { name: "Invitations" });
  await card.getByText(`${agent.name} asks you into the session`).waitFor();
  await card.getByRole("button", { name: "Join" }).click();
  await agent.page.keyboard.press("Escape");
}

test("A18: a colleague is invited, asks for control and gets it once the customer agrees, and leaves", async ({
  browser,
}) => {
  const scene = await sharing(browser, samepage);
  const { customer, agent } = scene;
  const jonas = await another(browser, samepage.at.agents[1]);
  await uninvites(agent, jonas);
  await comesIn(scene, jonas);
  await showsSamePage({ customer, agent: jonas });
  await expect(jonas.page.getByRole("tab")).toHaveCount(1); // the chat is not theirs
  const handOver = agent.page.getByRole("button", { name: `Hand over control to ${jonas.name}` });
  await jonas.page.getByRole("button", { name: "Request control" }).click();
  await handOver.waitFor();
  await jonas.page.getByRole("button", { name: "Take the request back" }).click();
  await handOver.waitFor({ state: "hidden" });
  await jonas.page.getByRole("button", { name: "Request control" }).click();
  await agent.page.getByText(`${jonas.name} would like to have control.`).waitFor();
  await handOver.click();
  await customer.agree(new RegExp(`May ${jonas.name} operate this page`));
  await expect(jonas.page.getByText("allowed", { exact: true })).toBeVisible();
  await expect(agent.page.getByText(`${jonas.name} has control`).first()).toBeVisible();
  await jonas.page.getByRole("textbox", { name: "Address" }).fill("/help");
  await jonas.page.keyboard.press("Enter");
  await expect(agent.replica.locator("h1").first()).toHaveText("Help and contact");
  await jonas.page.getByRole("button", { name: "Leave" }).click();
  await expect(jonas.page.getByRole("heading", { name: "You are not in this session" })).toBeVisible();
  await expect(agent.page.getByRole("button", { name: "1 person" })).toBeVisible();
  await customer.seesBar(agent.firstName); // the session goes on
});

test("A18 A3: a supervisor watches without being engaged, then joins; the lead is handed over", async ({
  browser,
}) => {
  const { customer, agent } = await sharing(browser, samepage);
  const sofia = await another(browser, samepage.at.supervisor);
  await sofia.page.getByRole("link", { name: "Running sessions" }).click();
  await sofia.page.getByRole("button", { name: /^Watch/ }).click();
  await expect(sofia.replica.locator("h1").first()).toBeVisible();
  await expect(sofia.page.getByRole("button", { name: "Annotations" })).toHaveCount(0);
  await customer.ui.see({ text: new RegExp(sofia.firstName) });
  await sofia.page.getByRole("button", { name: "2 people" }).click();
  await sofia.page.getByRole("button", { name: "Join" }).click();
  await expect(sofia.page.getByRole("button", { name: "Annotations" })).toBeVisible();
  await agent.page.getByRole("button", { name: "2 people" }).click();
  await agent.page.getByRole("button", { name: `Hand over lead to ${sofia.name}` }).click();
  await expect(sofia.page.getByRole("button", { name: "Disconnect" })).toBeVisible();
  await expect(agent.page.getByRole("button", { name: "Leave" })).toBeVisible();
});
