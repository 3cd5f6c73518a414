// A page of the shop holds a frame of the company's other origin, which carries the tag too.
import type { Page } from "@playwright/test";
import { servePages } from "../lib/company-page.ts";
import { stillBox } from "../lib/hand.ts";
import { Samepage } from "../lib/samepage.ts";
import { sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeAll(() => samepage.start());
test.afterAll(() => samepage.destroy());

/** In the frame; how often an observer has ended is counted, as what mirrors the frame has one. */
const MEMBERSHIP = `<script>window.ended = 0; const end = MutationObserver.prototype.disconnect;
  MutationObserver.prototype.disconnect = function () { window.ended++; return end.call(this); };</script>
  <h1>Membership</h1><p id="until">Valid until May</p><p data-samepage="mask">Member 4711</p>
  <button style="display:block;margin:60px auto">Renew</button>`;

/** The tip of the agent's pointer is this close to what it points at, in CSS pixels. */
const NEAR = 10;

/** Where the customer sees an agent's pointer; null: nowhere. */
function pointer(page: Page): Promise<{ x: number; y: number } | null> {
  return page.evaluate(() => {
    const found = (window.storyRoots ?? []).map((root) => root.querySelector(".pointer")).find(Boolean);
    return found ? { x: found.getBoundingClientRect().x, y: found.getBoundingClientRect().y } : null;
  });
}

const ended = () => (window as unknown as { ended: number }).ended;

test("M3 A7 C4 P2: a frame of the company's other origin is seen live and masked, pointed into, and stops with the rest", async ({
  browser,
}) => {
  const { customer, agent } = await sharing(browser, samepage);
  const { page } = customer;
  const membership = new URL("/membership", samepage.at.club_url).href;
  const order = `<h1>Your order</h1><iframe src="${membership}" width="600" height="400"></iframe>`;
  await servePages(page.context(), samepage.at.shop_url, "**/{order,membership}", async ({ pathname }) =>
    pathname === "/order" ? { title: "Order", content: order } : { title: "Membership", content: MEMBERSHIP },
  );
  await page.goto(new URL("/order", samepage.at.shop_url).href);
  const [own, seen] = [page, agent.replica].map((side) => side.frameLocator("iframe"));
  if (!own || !seen) throw new Error("there are two sides");

  await test.step("the agent sees what is in it, live, but for what it hides", async () => {
    await expect(agent.replica.locator("h1")).toHaveText("Your order");
    await expect(seen.locator("#until")).toHaveText("Valid until May");
    await expect(seen.getByText(/█/)).toBeVisible();
    await expect(seen.getByText("4711")).toHaveCount(0);
    await own.locator("#until").evaluate((el) => el.replaceChildren("Valid until June"));
    await expect(seen.locator("#until")).toHaveText("Valid until June");
  });

  await test.step("the agent points into it", async () => {
    const [target, there] = [await stillBox(seen.locator("button")), await stillBox(own.locator("button"))];
    await agent.page.mouse.move(target.x, target.y);
    await agent.page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 4 });
    const [x, y] = [there.x + there.width / 2, there.y + there.height / 2];
    await expect
      .poll(async () => {
        const tip = await pointer(page);
        return tip && Math.hypot(tip.x - x, tip.y - y) < NEAR;
      })
      .toBe(true);
  });

  await test.step("the customer stops, and nothing watches the frame any more", async () => {
    const inner = () => page.frame({ url: membership })?.evaluate(ended);
    const before = (await inner()) ?? 0;
    await customer.stop();
    await agent.sees(/ended the session/);
    await expect.poll(inner).toBeGreaterThan(before);
  });
});
