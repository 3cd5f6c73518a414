import { expect, it } from "vitest";
import { scenes } from "./chromium.ts";
import { hears, openChat, press, spoken } from "./steps.ts";

const scene = scenes();

const OLD = "delete HTMLElement.prototype.showPopover;";
const INSECURE = 'Object.defineProperty(window, "isSecureContext", { value: false });';

it.each([
  ["C12 an unsupported browser", OLD, "This browser is too old for the chat."],
  ["C12 an insecure page", INSECURE, "The chat needs a secure page (https)."],
])("%s is told on the page, when the customer asks", async (_, before, words) => {
  const s = await scene({ before });
  await press(s.page, "Chat with us");
  await hears(s.page, words);
  await press(s.page, "Chat with us");
  expect((await spoken(s.page)).join()).not.toContain(words);
});

it("C12 under a strict policy, in the customer's language, and where the company's own button asks", async () => {
  const s = await scene({
    before: OLD,
    body: "<button id=help>Help</button>",
    tag: 'data-language="de" data-start="#help" data-auto="off"',
    csp: "default-src 'none'; script-src HOST 'nonce-n0'; connect-src HOST",
  });
  await s.page.waitForFunction(() => "Samepage" in window);
  await expect.poll(() => spoken(s.page)).not.toContain("Mit uns chatten");
  await s.page.click("#help");
  await hears(s.page, "Dieser Browser ist zu alt für den Chat.");
  expect(s.complaints.filter((text) => text.includes("Content Security Policy"))).toEqual([]);
});

it("C12 nothing is shown in a frame, whose page is not the customer's to ask", async () => {
  const s = await scene();
  await openChat(s);
  await s.page.evaluate(() => {
    const frame = document.createElement("iframe");
    frame.src = "/framed";
    document.body.append(frame);
    return new Promise((loaded) => frame.addEventListener("load", loaded));
  });
  const frame = s.page.frames().at(-1);
  await frame?.waitForFunction(() => "Samepage" in window);
  expect(await frame?.evaluate(() => document.querySelector("samepage-ui"))).toBeNull();
});
