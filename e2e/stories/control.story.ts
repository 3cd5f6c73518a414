// Full Control in the shop: an agent fills in, is kept from what rules and the platform keep, and hands back.
import { fillsInHelp, takeControl } from "../lib/hand.ts";
import { Samepage } from "../lib/samepage.ts";
import { type Scene, sharing, showsSamePage } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

/** What an agent reads whose press came while the customer was at it; where it did not, it is not awaited for long. */
const WAIT = "The customer is using the page: one moment";
const SAID_WITHIN_MS = 3_000;

const samepage = new Samepage();
test.beforeAll(() => samepage.start());
test.afterAll(() => samepage.destroy());

let scene: Scene;
/** An agent is in one session at a time, in one window. */
test.afterEach(async () => {
  await scene.customer.stop();
  await scene.agent.sees(/ended the session/);
  await scene.agent.page.context().close();
  await scene.customer.page.context().close();
});

test("A9 A10 C4 P6: an agent fills in for the customer, who presses last and takes control back", async ({
  browser,
}) => {
  scene = await sharing(browser, samepage);
  const { customer, agent } = scene;
  const { page } = customer;
  const hand = await takeControl(scene);
  const reads = (text: string | RegExp) => expect(agent.viewer.getByText(text).first()).toBeVisible();

  await test.step("to another page by its address", async () => {
    const address = agent.page.getByRole("textbox", { name: /address/i });
    await address.fill(new URL("/help", page.url()).href);
    await address.press("Enter");
    await page.waitForURL("**/help");
    await showsSamePage(scene);
  });

  await test.step("types, chooses, opens", async () => {
    await fillsInHelp(hand, page);
  });

  await test.step("the customer's own typing comes first", async () => {
    // the agent's press has to come within a moment of the customer's key
    await expect(async () => {
      await page.locator("#message").focus();
      await page.keyboard.type("!");
      await hand.click("#help-email");
      await expect(agent.viewer.getByText(WAIT).first()).toBeVisible({ timeout: SAID_WITHIN_MS });
    }).toPass();
    await expect(async () => {
      await hand.click("#help-email");
      await expect(page.locator("#help-email")).toBeFocused({ timeout: 500 });
    }).toPass();
  });

  await test.step("what only the customer may click is shown to them", async () => {
    await hand.wheelTo("#photo");
    await hand.click("#photo");
    await reads(/Only the customer can choose a file/);
    await customer.ui.see({ text: /click here/i });
  });

  await test.step("the customer takes control back with one button", async () => {
    await customer.ui.click({ role: "button", name: /^Take back control/ });
    await expect(agent.page.getByRole("button", { name: /^Mode/ })).not.toContainText("Full Control");
    await customer.ui.gone({ role: "button", name: /^Take back control/ }); // the bar has moved together
    await hand.click("#message");
    await hand.type("more");
    await expect(page.locator("#message")).toHaveValue(/^The zip is stuck!+$/);
  });
});

test("A9: a menu of nothing but style opens under the agent's pointer, for the customer too", async ({
  browser,
}) => {
  scene = await sharing(browser, samepage);
  const { page } = scene.customer;
  const hand = await takeControl(scene);
  const panel = page.locator("#shop-panel");
  await expect(panel).toBeHidden();
  await hand.move(".has-panel > a");
  await expect(panel).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("hover.png") });
  await hand.click("#shop-panel a");
  await page.waitForURL("**/shop?category=camp");
});

test("P1 P6: card fields stay the customer's, and so does the last press", async ({ browser }) => {
  scene = await sharing(browser, samepage);
  const { customer, agent } = scene;
  const { page } = customer;
  await page.locator("a[href^='/product/']").first().click();
  await page.locator("[data-buy] input[name=size]").first().check({ force: true });
  await page.locator("[data-buy] button[type=submit]").click();
  await page.goto(new URL("/checkout", page.url()).href);
  await showsSamePage(scene);
  const hand = await takeControl(scene);

  await hand.click("#first_name");
  await hand.type("Ada");
  await expect(page.locator("#first_name")).toHaveValue("Ada");
  await hand.wheelTo("#card_number");
  await hand.click("#card_number");
  await expect(agent.viewer.getByText("This is kept secret by a privacy rule").first()).toBeVisible();
  await expect(page.locator("#card_number")).not.toBeFocused();

  const order = "[data-checkout] .button-wide";
  await hand.wheelTo(order);
  await hand.click(order);
  await customer.ui.see({ text: /Press “Order and pay” for you/ });
  await expect(agent.viewer.getByText(/Asking the customer to allow “Order and pay”/).first()).toBeVisible();
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(0);
  await customer.allowPress("Order and pay");
  // Pressed once: the form looks at its fields and finds what is missing.
  await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
});
