// What must not leave does not leave.
import { Samepage } from "../lib/samepage.ts";
import { sharing } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeAll(() => samepage.start());
test.afterAll(() => samepage.destroy());

/** Everything that the customer's page sends over its socket, as it is on the wire. */
const SECRETS = ["correct-horse-battery", "4111111111111111", "4111 1111 1111 1111", "246810", "HP-99-1234"];

test("P2 A20: passwords, cards, codes and marked areas stay in the customer's browser", async ({
  browser,
}) => {
  const { customer, agent } = await sharing(browser, samepage, "sign-in");
  const sent: Buffer[] = [];
  customer.page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => sent.push(Buffer.from(payload as string))),
  );
  const page = customer.page;

  await test.step("a password", async () => {
    await page.reload(); // from here on every frame of the socket is seen
    await customer.seesBar(agent.firstName);
    await page.locator("#email").fill("robin.hale@example.com");
    await page.locator("#password").pressSequentially("correct-horse-battery");
    await expect(agent.replica.locator("#email")).toHaveValue("robin.hale@example.com");
    await expect(agent.replica.locator("#password")).not.toHaveValue(/correct|horse/);
    await page.locator("#password").press("Enter");
  });

  await test.step("areas that the page marks", async () => {
    await page.goto(new URL("/account", page.url()).href);
    const masked = page.locator('[data-samepage="mask"]').first();
    const text = await masked.innerText();
    await expect(agent.replica.locator("h1").first()).toBeVisible();
    await expect(agent.replica.getByText(text, { exact: true })).toHaveCount(0);
    await expect(page.locator('[data-samepage="hide"]').first()).toBeVisible();
    await expect(agent.replica.locator("[sp-hidden]").first()).toBeVisible();
    expect(Buffer.concat(sent).includes(text)).toBe(false);
  });

  await test.step("nothing of it was on the wire", () => {
    const wire = Buffer.concat(sent).toString("latin1");
    expect(wire.length).toBeGreaterThan(1000);
    for (const secret of SECRETS) expect(wire).not.toContain(secret);
  });
});
