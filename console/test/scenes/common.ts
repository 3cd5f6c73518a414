// What most scenes begin with.
import type { Frame, Page } from "@playwright/test";
import { showPicture, viewerOf } from "../browser.ts";
import type { FakeServer } from "../fake-server.ts";

/** The chat that most scenes are about. */
export const ANA = "cht_1";
export const CO_BROWSE = `/chats/${ANA}/co-browse`;

/** A chat with a few lines in it. */
export function talk(server: FakeServer): void {
  const { world } = server;
  world.assign({
    customer: "Ana Costa",
    first: "Hi! The check-out does not accept my delivery address.",
    waited: 340,
  });
  world.line(ANA, "agent", "Hello Ana, I am Mia. Which part of the address is refused?");
  world.line(ANA, "customer", "The postal code, I think. It is 1100-053.");
  world.line(ANA, "customer", "The page is https://shop.example/checkout, by the way.");
  world.line(
    ANA,
    "agent",
    "Thank you. Shall we look at the page together? You will be asked first, and you can stop at any time.",
  );
  world.change(ANA, { customer_read: 5, agent_read: 5 });
}

/** A working day: several chats, several who wait. */
export function busy(server: FakeServer): void {
  const { world } = server;
  talk(server);
  const tom = world.assign({ customer: "Tom Brandt", first: "Do you ship to Norway?", waited: 900 });
  world.change(tom, { agent_read: 1, online: false });
  const priya = world.assign({ customer: "Priya Raman", first: "My voucher has expired", waited: 200 });
  world.line(priya, "customer", "It says valid until Friday");
  world.enqueue({ customer: "Ben Okafor", first: "Where is my order?", waited: 12 });
  world.enqueue({
    customer: "",
    first: "Is the trail tent waterproof? I read two different things about it",
    waited: 87,
  });
  world.enqueue({ customer: "Eva Novák", first: "I cannot sign in", waited: 254 });
}

/** The same with a running session. */
export function live(server: FakeServer): void {
  busy(server);
  server.world.invite(ANA);
  server.world.answer(ANA, "accept");
}

/** Waits for the picture of a running session. */
export async function picture(page: Page, server: FakeServer): Promise<Frame> {
  const frame = await viewerOf(page, server);
  await showPicture(frame);
  await page.getByText("100 % match").waitFor();
  return frame;
}
