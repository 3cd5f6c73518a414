// The session goes with the customer to the company's other origin, and not out of its pages.
import type { Page } from "@playwright/test";
import { rememberRoots } from "../lib/closed-roots.ts";
import { Samepage } from "../lib/samepage.ts";
import { type Scene, sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeEach(() => samepage.start());
test.afterEach(() => samepage.destroy());

/** The agent sees the club's page of this heading. */
async function agentSees({ agent }: Scene, heading: string): Promise<void> {
  await expect(agent.replica.locator("h1").first()).toHaveText(heading);
}

/** Nothing of the claim is left in the address, also not in what the page's own scripts have read. */
function expectClean(page: Page): void {
  expect(page.url()).not.toContain("samepage");
}

const club = (path: string) => samepage.at.club_url.replace(/\/$/, "") + path;

test("C7: a link to the other origin takes the session along, and back", async ({ browser }) => {
  const scene = await sharing(browser, samepage);
  const { page } = scene.customer;
  await page.getByRole("link", { name: "The Club" }).click();
  await page.waitForURL(club("/"));
  await scene.customer.seesBar(scene.agent.firstName);
  await agentSees(scene, "Walk with us");
  expectClean(page);
  await page.getByRole("link", { name: "To the shop" }).focus(); // our bar gives way
  await page.keyboard.press("Enter");
  await agentSees(scene, "Made for the weather we have");
  expect(page.url()).toBe(`${samepage.at.shop_url}#departments`); // the page's own fragment stays
});

test("C7: a form, by POST and redirect", async ({ browser }) => {
  const scene = await sharing(browser, samepage, "about");
  const { page } = scene.customer;
  await page.getByLabel("Name on the membership card").fill("Ana");
  await page.getByRole("button", { name: "Join the Club" }).click();
  await page.waitForURL(club("/walks"));
  await agentSees(scene, "The next walks");
  expectClean(page);
});

test("C7: a link without opener, into another tab, through a redirect; the view follows", async ({
  browser,
}) => {
  const scene = await sharing(browser, samepage);
  const { page } = scene.customer;
  const opens = page.context().waitForEvent("page");
  await page.getByRole("link", { name: "The next walk" }).click();
  const other = await opens;
  await agentSees(scene, "The next walks");
  await expect(other.locator("h1")).toHaveText("The next walks");
  expectClean(other);
  await page.evaluate(() => window.dispatchEvent(new Event("focus"))); // the driver keeps every page focused
  await agentSees(scene, "Made for the weather we have");
});

test("C7: a window that a script opens, at a page with an opener policy", async ({ browser }) => {
  const scene = await sharing(browser, samepage, "about");
  const opens = scene.customer.page.context().waitForEvent("page");
  await scene.customer.page.getByRole("button", { name: "Show me the walks" }).click();
  const other = await opens;
  await agentSees(scene, "The next walks");
  expectClean(other);
});

test("C7: a script that sets the address", async ({ browser }) => {
  const scene = await sharing(browser, samepage);
  const { page } = scene.customer;
  await page.evaluate((to) => {
    location.href = to;
  }, club("/walks"));
  await page.waitForURL(club("/walks"));
  await agentSees(scene, "The next walks");
});

test("C7: a form that a script sends and takes away at once", async ({ browser }) => {
  const scene = await sharing(browser, samepage);
  const { page } = scene.customer;
  const sent = page.waitForRequest((request) => request.url().startsWith(club("/join")));
  await page.evaluate((to) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: to });
    const fields = { name: "Ana & Bo", submit: "x" };
    for (const [name, value] of Object.entries(fields))
      form.append(Object.assign(document.createElement("input"), { name, value }));
    document.body.append(form);
    HTMLFormElement.prototype.submit.call(form);
    form.remove();
  }, club("/join"));
  expect((await sent).postData()).toBe("name=Ana+%26+Bo&submit=x");
  await page.waitForURL(club("/walks"));
  await agentSees(scene, "The next walks");
  expectClean(page);
});

test("C7: a link of the same origin that the server leads to the other one, where the page says so", async ({
  browser,
}) => {
  const scene = await sharing(browser, samepage);
  const { page } = scene.customer;
  await page.route("**/go", (route) => route.fulfill({ status: 302, headers: { location: club("/walks") } }));
  await page.evaluate((to) => {
    const link = Object.assign(document.createElement("a"), {
      href: "/go",
      textContent: "Straight to the walks",
    });
    link.dataset["samepageTo"] = to;
    document.querySelector("h1")?.before(link);
  }, club(""));
  await page.getByRole("link", { name: "Straight to the walks" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(club("/walks"));
  await agentSees(scene, "The next walks");
  expectClean(page);
});

test("C7 C8: an address that is typed leaves the pages; coming back resumes the session", async ({
  browser,
}) => {
  const scene = await sharing(browser, samepage);
  const { page, ui } = scene.customer;
  await page.goto(club("/walks"));
  await ui.gone({ role: "button", name: /^Stop/ });
  await page.goBack();
  await scene.customer.seesBar(scene.agent.firstName);
  await agentSees(scene, "Made for the weather we have");
});

test("C7: no cookie is set or read by us, on either origin", async ({ browser }) => {
  const scene = await sharing(browser, samepage);
  const { page } = scene.customer;
  await page.getByRole("link", { name: "The Club" }).click();
  await agentSees(scene, "Walk with us");
  const names = (await page.context().cookies()).map((cookie) => cookie.name);
  expect(names.filter((name) => !name.startsWith("hp_"))).toEqual([]);
});

test("C8 A20: a link out of the company's pages asks first; Stay stays, Go on is told, Back resumes", async ({
  browser,
}) => {
  const scene = await sharing(browser, samepage);
  const { page, ui } = scene.customer;
  await page
    .context()
    .route("https://tides.example/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>Tides</title><h1>High water</h1>" }),
    );
  await rememberRoots(page);
  const tides = page.getByRole("link", { name: "Tide tables" });
  await tides.click();
  await ui.see({ text: "You are leaving Harbour & Pine" });
  await ui.see({ text: "You are going to tides.example." });
  await page.screenshot({ path: test.info().outputPath("leaving.png") });
  await ui.click({ role: "button", name: "Stay here" });
  await ui.gone({ text: "You are leaving Harbour & Pine" });
  await scene.customer.seesBar(scene.agent.firstName);
  await tides.click();
  await ui.see({ role: "button", name: "Go on" });
  await expect
    .poll(async () => {
      const button = await ui.find({ role: "button", name: "Go on" }).catch(() => null);
      if (button) await page.mouse.click(button.x + button.width / 2, button.y + button.height / 2);
      return page.url();
    })
    .toContain("tides.example");
  await expect(page.locator("h1")).toHaveText("High water");
  await scene.agent.sees(/left/);
  await page.goBack();
  await scene.customer.seesBar(scene.agent.firstName);
  await agentSees(scene, "Made for the weather we have");
});
