// Connections break, and the session goes on where it was.
import { Samepage } from "../lib/samepage.ts";
import { sharing, showsSamePage } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

const samepage = new Samepage();
test.beforeAll(() => samepage.start());
test.afterAll(() => samepage.destroy());

test("C7 A20 A22: reloads on both sides and a killed server lose nothing", async ({ browser }) => {
  const scene = await sharing(browser, samepage, "help");
  const { customer, agent } = scene;
  const message = customer.page.locator("#message");

  await test.step("the customer's page reloads", async () => {
    await customer.page.reload();
    await customer.seesBar(agent.firstName);
    await message.pressSequentially("after my reload");
    await expect(agent.replica.locator("#message")).toHaveValue("after my reload");
  });

  await test.step("the agent's console reloads", async () => {
    await agent.page.reload();
    await agent.page.getByRole("tab", { name: /^Co-browse/ }).click();
    await expect(agent.replica.locator("#message")).toHaveValue("after my reload");
  });

  await test.step("the server is killed and comes back", async () => {
    await samepage.stop("SIGKILL");
    await message.fill("while nobody listened");
    await samepage.start();
    await expect(agent.replica.locator("#message")).toHaveValue("while nobody listened", { timeout: 40_000 });
    await showsSamePage(scene);
  });

  await test.step("no message is lost or doubled", async () => {
    await agent.page.getByRole("tab", { name: "Engagement" }).click();
    await agent.write("Are you still there?");
    await customer.ui.click({ role: "button", name: /^(Chat with us|Open chat|.*new message)/ });
    await customer.ui.see({ text: "Are you still there?" });
    await customer.write("Yes, I am");
    await expect(agent.page.getByText("Yes, I am", { exact: true })).toHaveCount(2); // transcript and list of chats
  });
});
