// The customer can always stop, and nothing leaves after that.
import { Samepage } from "../lib/samepage.ts";
import { chatting, sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeAll(() => samepage.start());
test.afterAll(() => samepage.destroy());

test("C4 C5 A13: the customer stops, the agent reads who ended it", async ({ browser }) => {
  const { customer, agent } = await sharing(browser, samepage, "help");
  await customer.stop();
  await customer.ui.see({ text: /You have stopped sharing/ });
  await agent.sees(/ended the session/);
  await expect(agent.page.locator("iframe")).toHaveCount(0);
});

test("C3 C4: Stop works under nested modal dialogs of the page", async ({ browser }) => {
  const { customer, agent } = await sharing(browser, samepage, "help");
  await customer.page.getByRole("button", { name: "Have us call you" }).click();
  await expect(agent.replica.locator("#call-dialog")).toBeVisible();
  await customer.page.getByRole("button", { name: "What happens to my number?" }).click();
  await expect(agent.replica.locator("#privacy-dialog")).toBeVisible();
  await customer.stop();
  await customer.ui.see({ text: /You have stopped sharing/ });
});

test("C3 C4: on a page that keeps removing our interface, sharing stops, by the customer or by itself", async ({
  browser,
}) => {
  const { customer, agent } = await sharing(browser, samepage, "help");
  await customer.page.evaluate(() => {
    const ours = (el: Element) => (window.storyRoots ?? []).some((root) => root.host === el);
    const clear = () => {
      for (const el of document.querySelectorAll("*")) if (ours(el)) el.remove();
      requestAnimationFrame(clear);
    };
    clear();
  });
  await customer.ui.see({ text: /You have stopped sharing|we stopped sharing for you/ });
  await customer.ui.gone({ role: "button", name: /^Stop/ });
  await expect(agent.page.locator("iframe")).toHaveCount(0);
});

test("A2 C2: a refused and a withdrawn invitation share nothing", async ({ browser }) => {
  const { customer, agent } = await chatting(browser, samepage);
  await agent.invite();
  await customer.answer("No");
  await agent.sees(/declined the invitation/);
  await agent.invite();
  await customer.ui.see({ text: /would like to see this page/ });
  await agent.page.getByRole("button", { name: "Withdraw" }).click();
  await customer.ui.gone({ role: "button", name: "Accept" });
  await agent.sees("The invitation was withdrawn");
});
