// The customer at one node, the agent at another: one PostgreSQL, one cluster.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent } from "../lib/agent.ts";
import { Customer } from "../lib/customer.ts";
import { freePort } from "../lib/free-port.ts";
import { Postgres } from "../lib/postgres.ts";
import { Program } from "../lib/program.ts";
import { Samepage } from "../lib/samepage.ts";
import { showsSamePage } from "../lib/scene.ts";
import { expect, test } from "../lib/story.ts";

let postgres: Postgres;
let first: Samepage;
let second: Program;
const folder = mkdtempSync(join(tmpdir(), "samepage-second-"));

test.beforeAll(async () => {
  postgres = await Postgres.start();
  const [a, b] = [await freePort(), await freePort()];
  const shared = [`--database=${postgres.dsn}`, "--cluster-secret=a secret of this story"];
  first = await new Samepage({ flags: [...shared, `--cluster-listen=127.0.0.1:${a}`] }).start();
  const route = [`--cluster-listen=127.0.0.1:${b}`, `--cluster-route=127.0.0.1:${a}`];
  second = await Program.start(["serve", "--listen=localhost:0", `--data=${folder}`, ...shared, ...route]);
});

test.afterAll(async () => {
  await second?.stop();
  await first?.destroy();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("S2 S3 A4 A7 M1: chat, session and picture cross from node to node", async ({ browser }) => {
  const console2 = /http\S+/.exec(second.said)?.[0] ?? "";
  const customer = await Customer.visit(await browser.newContext(), `${first.at.shop_url}help`);
  const agent = await Agent.signIn(await browser.newContext(), console2, first.agent);
  await customer.beginChat("Hello from the first node");
  await agent.accept("Hello from the first node");
  await agent.write("Hello from the second node");
  await customer.ui.see({ text: "Hello from the second node" });
  await agent.invite();
  await customer.answer("Accept");
  await agent.view();
  await showsSamePage({ customer, agent });
  await customer.hideChat();
  await customer.page.locator("#message").pressSequentially("across");
  await expect(agent.replica.locator("#message")).toHaveValue("across");
  await agent.point();
  await customer.ui.see({ text: agent.name });

  await test.step("the customer stops, and the other node knows", async () => {
    await customer.stop();
    await customer.ui.see({ text: /You have stopped sharing/ });
    await agent.sees(/ended the session/);
  });
});
