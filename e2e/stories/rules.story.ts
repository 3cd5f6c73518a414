// The site's privacy rules, from the administrator's file to the agent's picture.
import { takeControl } from "../lib/hand.ts";
import { Samepage } from "../lib/samepage.ts";
import { chatting, sharing } from "../lib/scene.ts";
import { applySite } from "../lib/site-file.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeEach(() => samepage.start());
test.afterEach(() => samepage.destroy());

const shop = (path: string) => new URL(path, samepage.at.shop_url).href;

test("P1: mask, hide, text patterns and presets, by selector, address and kind of field", async ({
  browser,
}) => {
  applySite(samepage, {
    privacy: {
      presets: ["email"],
      rules: [
        { do: "mask", selector: "#questions" },
        { do: "hide", selector: ".help-columns table" },
        { do: "mask", field: "textarea" },
        { do: "mask", field: "select", url: shop("/help") },
        { do: "mask", pattern: "order [A-Z]{2}-\\d{3}" },
      ],
    },
  });
  const { customer, agent } = await sharing(browser, samepage, "help");
  const { page } = customer;
  const { replica } = agent;
  await page.locator("#message").fill("A secret sentence");
  await page.locator("#topic").selectOption({ index: 2 });
  await page
    .locator(".lead")
    .evaluate((el) => el.append(" Ask about order AB-123, or write to ana@example.org today."));
  await expect(replica.locator(".lead")).toContainText("or write to");
  const seen = await replica.locator("body").textContent();
  for (const secret of [
    "Questions people ask",
    "8 to 20 h",
    "A secret sentence",
    "AB-123",
    "ana@example.org",
  ])
    expect(seen).not.toContain(secret);
  expect(seen).toContain("Where is my parcel?");
  await expect(replica.locator("main textarea")).not.toHaveValue(/secret/);
  await expect(replica.locator("main select")).not.toHaveValue("A return");
});

test("P1: mask everything, then allow", async ({ browser }) => {
  applySite(samepage, { privacy: { mask_all: true, rules: [{ do: "allow", selector: "h1" }] } });
  const { agent } = await sharing(browser, samepage, "help");
  await expect(agent.replica.locator("h1").first()).toHaveText("Help and contact");
  const seen = (await agent.replica.locator("body").textContent()) ?? "";
  expect(seen.replace("Help and contact", "")).not.toMatch(/[a-z]{3}/);
});

test("P1: new rules reach a running session within two seconds and apply backwards", async ({ browser }) => {
  const { customer, agent } = await sharing(browser, samepage, "help");
  await expect(agent.replica.locator("#questions")).toHaveText("Questions people ask");
  applySite(samepage, { privacy: { rules: [{ do: "hide", selector: "#questions" }] } });
  await expect(agent.replica.getByText("Questions people ask")).toHaveCount(0);
  await customer.seesBar(agent.firstName);
  // who comes later gets nothing of the time before
  await agent.page.reload();
  await expect(agent.replica.locator("h1").first()).toHaveText("Help and contact");
  await expect(agent.replica.getByText("Questions people ask")).toHaveCount(0);
});

test("P1 A20: an excluded page sends nothing and says so; so does one that is not among the shared ones", async ({
  browser,
}) => {
  applySite(samepage, {
    pages: [shop("/*")],
    privacy: { rules: [{ do: "exclude", url: shop("/about") }] },
  });
  const { customer, agent } = await sharing(browser, samepage, "help");
  const { page, ui } = customer;
  await page.goto(shop("/about"));
  await ui.see({ text: /this page is private, nothing of it is sent/ });
  await agent.sees(/private|not shared|excluded/i);
  await expect(agent.replica.getByText("In 1974 a boat builder")).toHaveCount(0);
  await page.goto(shop("/help"));
  await customer.seesBar(agent.firstName);
  await expect(agent.replica.locator("h1").first()).toHaveText("Help and contact");
  await page.evaluate(() => history.pushState(null, "", "/about"));
  await page.locator("h1").evaluate((el) => {
    el.textContent = "Written on the private page";
  });
  await ui.see({ text: /this page is private, nothing of it is sent/ });
  await expect(agent.replica.getByText("Written on the private page")).toHaveCount(0);
  await page.evaluate(() => history.pushState(null, "", "/help"));
  await customer.seesBar(agent.firstName);
});

test("P1 A20: a page to look at only is told to the agent", async ({ browser }) => {
  applySite(samepage, { privacy: { rules: [{ do: "viewonly", url: shop("/help") }] } });
  const { agent } = await sharing(browser, samepage, "help");
  await agent.sees(/page may only be viewed|page to view only/);
});

test("P1: a selector that this browser cannot parse masks the whole page", async ({ browser }) => {
  applySite(samepage, { privacy: { rules: [{ do: "mask", selector: "p:-moz-only-whitespace" }] } });
  const { customer, agent } = await chatting(browser, samepage, "help");
  await agent.invite();
  await customer.answer("Accept");
  await agent.view();
  await expect(agent.replica.locator("h1").first()).toHaveText(/^[█▇■•\s]+$/u);
  expect(await agent.replica.locator("body").textContent()).not.toMatch(/[a-z]{3}/);
});

test("P1 P5: what a rule blocks is not pressed, what it makes read-only is not changed, and the agent reads why", async ({
  browser,
}) => {
  applySite(samepage, {
    privacy: {
      rules: [
        { do: "block", selector: "#returns" },
        { do: "readonly", selector: "#message" },
      ],
    },
  });
  const scene = await sharing(browser, samepage, "help");
  const { page } = scene.customer;
  const hand = await takeControl(scene);
  const reads = (text: RegExp) => expect(scene.agent.viewer.getByText(text).first()).toBeVisible();
  await hand.click("#returns summary");
  await reads(/A rule keeps this from agents/);
  await expect(page.locator("#returns")).not.toHaveAttribute("open");
  await hand.click("#message");
  await hand.type("x");
  await reads(/A rule lets you see this, not change it/);
  await expect(page.locator("#message")).toHaveValue("");
});
