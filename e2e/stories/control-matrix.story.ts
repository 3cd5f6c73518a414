// Editors and frameworks: an agent with Full Control does in each what people do, and the page's own code holds it.
import { type Hand, takeControl } from "../lib/hand.ts";
import { Samepage } from "../lib/samepage.ts";
import { type Scene, sharing, showsSamePage } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";
import { cells } from "../matrix/cells.ts";
import { pageOf, serveFixtures } from "../matrix/pages.ts";

const samepage = new Samepage();
let scene: Scene;
let hand: Hand;

test.beforeAll(async ({ browser }) => {
  await samepage.start();
  scene = await sharing(browser, samepage);
  await serveFixtures(scene.customer.page.context(), samepage.at.shop_url);
  hand = await takeControl(scene);
});
test.afterAll(async () => {
  await scene.customer.page.context().close();
  await scene.agent.page.context().close();
  await samepage.destroy();
});

for (const cell of cells) {
  test(`A9: ${cell.name}`, async () => {
    const { page } = scene.customer;
    await page.goto(pageOf(samepage.at.shop_url, cell.file));
    await showsSamePage(scene);
    await cell.act(hand);
    await expect
      .poll(() => page.evaluate(() => (globalThis as unknown as { state(): unknown }).state()))
      .toEqual(cell.holds);
  });
}
