// The customer with a phone: a small window, fingers, two of them to zoom, and the phone turned.
import { devices, type Page } from "@playwright/test";
import "../lib/page-api.ts";
import { takeControl } from "../lib/hand.ts";
import { Samepage } from "../lib/samepage.ts";
import { chatting, showsSamePage } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeAll(() => samepage.start());
test.afterAll(() => samepage.destroy());

/** A phone as Chromium can play it: any engine's size, fingers and name. */
function phone(name: string) {
  const { defaultBrowserType: _, ...device } = devices[name] ?? {};
  return device;
}

/** A rule of the customer's page that holds on a phone like theirs, and nowhere on an agent's desk. */
const THEIR_OWN = `@media (prefers-color-scheme: dark) and (prefers-reduced-motion: reduce) and (pointer: coarse)
  and (hover: none) and (min-resolution: 2dppx) { h1 { letter-spacing: 3px } }
  h1 { padding-bottom: env(safe-area-inset-bottom, 1px) }`;

/** The bar at the lower edge of some phones covers so much of the page, in CSS px. */
const COVERED = 34;

/** Plays a phone whose lower edge covers the page. The connection stays open, as for the zoom. */
async function coverEdge(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setSafeAreaInsetsOverride", {
    insets: { bottom: COVERED, bottomMax: COVERED },
  });
}

/** Zooms as two fingers do. The connection stays open: its end would take the zoom back. */
async function zoom(page: Page, pageScaleFactor: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setPageScaleFactor", { pageScaleFactor });
}

test("C6 A2 A4 A9 A10 A16 C3 C4 C14 M5 M8: a session on a phone, from the first word to the receipt", async ({
  browser,
}) => {
  const scene = await chatting(browser, samepage, "help", {
    ...phone("Pixel 7"),
    colorScheme: "dark",
    reducedMotion: "reduce",
  });
  const { customer, agent } = scene;
  const { page, ui } = customer;
  const shot = (name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`) });

  await test.step("the customer accepts with a finger, the chat gives way, the agent sees the phone's layout", async () => {
    await coverEdge(page);
    await agent.invite();
    await ui.see({ text: /would like to see this page/ });
    await shot("question");
    await customer.answer("Accept");
    await customer.seesBar(agent.firstName);
    await ui.gone({ role: "button", name: "Close chat" });
    await agent.view();
    await showsSamePage(scene);
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    const replica = agent.replica.locator("html");
    await expect.poll(() => replica.evaluate((el) => el.clientWidth)).toBe(width);
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet(); // the shop's policy takes no other
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
    }, THEIR_OWN);
    await expect(agent.replica.locator("h1").first()).toHaveCSS("letter-spacing", "3px");
    await expect(page.locator("h1").first()).toHaveCSS("padding-bottom", `${COVERED}px`);
    await expect(agent.replica.locator("h1").first()).toHaveCSS("padding-bottom", `${COVERED}px`);
    await shot("bar");
  });

  await test.step("the agent types into the page, and draws on it", async () => {
    const hand = await takeControl(scene);
    await hand.wheelTo("#message");
    await hand.click("#message");
    await hand.type("The zip is stuck");
    await expect(page.locator("#message")).toHaveValue("The zip is stuck");
    await agent.page.getByRole("button", { name: "Annotations" }).click();
    await hand.drag("#message", "#help-email");
    await customer.seesDrawing("freehand");
    await shot("drawn");
  });

  await test.step("turned and zoomed, control is taken back with one finger", async () => {
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    await page.setViewportSize({ width: height, height: width });
    const turned = () => agent.replica.locator("html").evaluate((el) => el.clientWidth);
    await expect.poll(turned).toBe(height);
    await page.setViewportSize({ width, height });
    await expect.poll(turned).toBe(width);
    await zoom(page, 2);
    await page.waitForFunction(() => (window.visualViewport?.scale ?? 1) > 1.9);
    await ui.click({ role: "button", name: /^Take back control/ });
    await expect(agent.page.getByRole("button", { name: /^Mode/ })).not.toContainText("Full Control");
    await zoom(page, 1);
  });

  await test.step("the customer stops, and reads the receipt", async () => {
    await customer.stop();
    await agent.sees(/ended the session/);
    await ui.click({ role: "button", name: "What was seen and done" });
    await ui.see({ text: new RegExp(`${agent.name} filled in`) });
    await shot("receipt");
  });
});

test("C6 A19: the code on a phone fits, and is taken back with a finger", async ({ browser }) => {
  const { customer } = await chatting(browser, samepage, "help", phone("iPhone 14"));
  const { page, ui } = customer;
  await ui.click({ role: "button", name: "Close chat" });
  await page.getByRole("button", { name: "Get a code" }).tap();
  const digits = await ui.see({ text: /^\d{3} \d{3}$/ });
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  expect(digits.x).toBeGreaterThanOrEqual(0);
  expect(digits.x + digits.width).toBeLessThanOrEqual(width);
  await page.screenshot({ path: test.info().outputPath("code.png") });
  await ui.click({ role: "button", name: "Cancel" });
  await ui.gone({ text: /^\d{3} \d{3}$/ });
});
