import { describe, expect, it } from "vitest";
import { ended, receipt } from "./bodies.ts";
import { scenes } from "./chromium.ts";
import { buttonAt, hears, press, share, spoken } from "./steps.ts";

const scene = scenes();

describe("the end (C5)", () => {
  it("is told, by whom, and asks how it was", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(ended);
    await hears(s.page, "Mia has ended it. Nobody sees this page any more.");
    await hears(s.page, "How was it?");
    await press(s.page, "4 stars of 5", "radio");
    await hears(s.page, "What could be better?");
    await press(s.page, "Send feedback");
    expect(await peer.heard("session.rate")).toMatchObject({ session: "ses_1", stars: 4 });
    await hears(s.page, "Thank you for your feedback.");
  });

  it("leads to the site's own page for feedback where it has one", async () => {
    const s = await scene();
    s.host.site = { feedback: "https://shop.example/how" };
    await s.page.reload();
    const peer = await share(s);
    peer.say(ended);
    await hears(s.page, "Give feedback");
    await expect.poll(() => spoken(s.page)).not.toContain("How was it?");
  });
});

describe("the receipt (C14)", () => {
  it("says who saw what, what was done and agreed, and never a text", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(ended);
    peer.say(receipt);
    await press(s.page, "What was seen and done");
    for (const words of [
      "Fernhill Outdoor",
      "https://shop.example/basket",
      "Mia filled in “Name” (12 characters)",
      "Mia · Operate your pages · you took it back · Asked by the company's own page",
    ])
      await hears(s.page, words);
    await s.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await press(s.page, "Copy");
    await hears(s.page, "Copied");
    expect(await s.page.evaluate(() => navigator.clipboard.readText())).toContain("Mia filled in “Name”");
  });

  it("prints in a window of its own, under a strict policy too", async () => {
    const s = await scene({ csp: "default-src 'none'; script-src HOST 'nonce-n0'; connect-src HOST WS" });
    const peer = await share(s);
    peer.say(ended);
    peer.say(receipt);
    await press(s.page, "What was seen and done");
    const opened = s.page.waitForEvent("popup");
    await press(s.page, "Print");
    await (await opened).waitForFunction(() => document.body.textContent?.includes("Mia filled in “Name”"));
  });

  it("stays in the tab over a page load, until it is closed", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(ended);
    peer.say(receipt);
    await buttonAt(s.page, "What was seen and done");
    await s.page.reload();
    await buttonAt(s.page, "What was seen and done");
    await press(s.page, "Close");
    await s.page.reload();
    await buttonAt(s.page, "Chat with us");
    await expect.poll(() => spoken(s.page)).not.toContain("What was seen and done");
  });
});
