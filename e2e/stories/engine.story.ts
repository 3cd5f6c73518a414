// What an agent with Chromium does in the page of a customer with another engine: operates it, and draws on it.
import { type Browser, chromium } from "@playwright/test";
import { chromiumOptions } from "../../tools/chromium.mjs";
import { fillsInHelp, takeControl } from "../lib/hand.ts";
import { Samepage } from "../lib/samepage.ts";
import { sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
let agents: Browser;
test.beforeAll(async () => {
  await samepage.start();
  agents = await chromium.launch(chromiumOptions());
});
test.afterAll(async () => {
  await agents?.close();
  await samepage.destroy();
});

test("A9 A10 A16: the agent fills in and draws, the customer takes control back and stops", async ({
  browser,
}) => {
  const scene = await sharing(browser, samepage, "help", agents);
  const { customer, agent } = scene;
  const { page } = customer;

  const hand = await takeControl(scene);

  await test.step("the agent types, chooses and presses", async () => {
    await fillsInHelp(hand, page);
  });

  await test.step("the agent draws on the heading", async () => {
    await agent.page.getByRole("button", { name: "Annotations" }).click();
    await hand.drag("h1", "#message");
    await expect(agent.viewer.locator("path.mark")).toHaveCount(1);
    await customer.seesDrawing("freehand");
  });

  await test.step("the customer takes control back, and stops", async () => {
    await customer.ui.click({ role: "button", name: /^Take back control/ });
    await expect(agent.page.getByRole("button", { name: /^Mode/ })).not.toContainText("Full Control");
    await customer.ui.gone({ role: "button", name: /^Take back control/ }); // the bar has moved together
    await customer.stop();
    await agent.sees(/ended the session/);
  });
});
