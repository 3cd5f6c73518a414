// The customer in WebKit, the agent in Chromium. WebKit is driven by plain WebDriver,
// and our interface there by the keyboard alone, as a person without a mouse would.
import { Agent } from "../lib/agent.ts";
import { Hand } from "../lib/hand.ts";
import { Samepage } from "../lib/samepage.ts";
import { expect, test } from "../lib/story.ts";
import { WebKit } from "../lib/webkit.ts";

const samepage = new Samepage();
let webkit: WebKit;
test.beforeAll(async () => {
  await samepage.start();
  webkit = await WebKit.launch();
});
test.afterAll(async () => {
  await webkit?.close();
  await samepage.destroy();
});

const TAB = "\uE004";
const ENTER = "\uE007";

/** Whether the chat lies over the page above its button. */
const PANEL_IS_OPEN =
  "return document.elementFromPoint(innerWidth - 200, innerHeight - 300)?.localName === 'samepage-ui'";

/** A field that the chat does not lie over. */
const SEARCH = "input[type=search]";

/** Keys of a person who knows the order: heading, What stays hidden?, No, Accept. */
const TO_ACCEPT = [TAB, TAB, TAB, ENTER];

/**
 * How long the question has stood, in milliseconds: while its dialog is open every point of the page is its own.
 * Accept takes nothing in the first half second (C2).
 */
const QUESTION_SEEN_FOR = `
  if (document.elementFromPoint(5, 5)?.localName !== "samepage-ui") return 0;
  window.questionSeen ??= performance.now();
  return performance.now() - window.questionSeen;`;
const TAKES_ANSWER_AFTER = 700;

test("A4 A9 A10 A16 C2 C4 C7 M1 M4: a customer in WebKit is seen, typed text and all, and helped", async ({
  browser,
}) => {
  const agent = await Agent.signIn(await browser.newContext(), samepage.at.console_url, samepage.agent);
  await webkit.goto(`${samepage.at.shop_url}help`);
  const ours = () =>
    webkit.evaluate<boolean>(
      "return document.activeElement?.parentNode === document.documentElement && document.activeElement !== document.body",
    );

  await test.step("the customer opens the bubble and writes", async () => {
    await expect
      .poll(async () => {
        if (await webkit.evaluate<boolean>(PANEL_IS_OPEN)) return ours();
        const size = await webkit.evaluate<[number, number]>("return [innerWidth, innerHeight]");
        await webkit.click(size[0] - 46, size[1] - 46);
        return false; // the button itself may have the focus now
      })
      .toBe(true);
    await webkit.type(`Hello from WebKit${ENTER}`);
    await agent.accept("Hello from WebKit");
  });

  await test.step("the customer accepts with the keyboard", async () => {
    await agent.invite();
    await agent.sees("Invitation sent");
    await expect.poll(() => webkit.evaluate<number>(QUESTION_SEEN_FOR)).toBeGreaterThan(TAKES_ANSWER_AFTER);
    for (const key of TO_ACCEPT) await webkit.type(key);
    await expect(agent.page.getByRole("button", { name: "View customer's screen" })).toBeVisible();
  });

  await test.step("the agent sees the page and what is typed", async () => {
    await agent.view();
    await expect(agent.replica.locator("h1").first()).toHaveText("Help and contact");
    await webkit.evaluate("document.querySelector('#message').focus()");
    await webkit.type("typed in WebKit");
    await expect(agent.replica.locator("#message")).toHaveValue("typed in WebKit");
    await webkit.goto(`${samepage.at.shop_url}shop`);
    await expect(agent.replica.locator("h1").first()).toHaveText(
      await webkit.evaluate<string>("return document.querySelector('h1').innerText"),
      { useInnerText: true },
    );
  });

  await test.step("the customer lets the agent operate, who types and draws", async () => {
    await webkit.goto(`${samepage.at.shop_url}help`);
    await expect(agent.replica.locator("h1").first()).toHaveText("Help and contact");
    await agent.mode("Full Control");
    await expect.poll(() => webkit.evaluate<number>(QUESTION_SEEN_FOR)).toBeGreaterThan(TAKES_ANSWER_AFTER);
    for (const key of TO_ACCEPT) await webkit.type(key);
    const hand = new Hand(agent);
    await expect(async () => {
      await hand.click(SEARCH); // refused while the customer's own keys go first
      expect(await webkit.evaluate("return document.activeElement.type")).toBe("search");
    }).toPass();
    await hand.type("zip");
    await expect
      .poll(() => webkit.evaluate<string>(`return document.querySelector('${SEARCH}').value`))
      .toBe("zip");
    await agent.page.getByRole("button", { name: "Annotations" }).click();
    await hand.drag("h1", "#returns summary");
    await expect(agent.viewer.locator("path.mark")).toHaveCount(1);
  });

  await test.step("the agent ends it", async () => {
    await agent.disconnect();
    await agent.sees(/You ended the session|ended the session/);
  });
});
