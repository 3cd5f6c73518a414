import { describe, expect, it } from "vitest";
import { consentAsk, controlledState, mia, sessionState, tom } from "./bodies.ts";
import { scenes } from "./chromium.ts";
import { buttonAt, dialogShown, hears, press, share, spoken } from "./steps.ts";

const scene = scenes();

const controlAsk = (over = {}) => consentAsk({ ask: "ask_2", what: "control", ...over });

describe("the question for Full Control (A10, C2)", () => {
  it("says what the agent may do, what stays hidden, and how to take it back", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(controlAsk());
    await hears(s.page, "May Mia operate this page for you?");
    await hears(s.page, "Mia may then click, type and scroll on the pages of shop.example");
    await hears(s.page, "Passwords and card numbers stay hidden; Mia cannot fill them in.");
    await hears(s.page, "You can take control back at any time");
    await press(s.page, "Accept");
    expect(await peer.heard("consent.answer")).toMatchObject({ ask: "ask_2", answer: "accept" });
  });

  it("that expires says that nobody operates the page", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(controlAsk());
    await buttonAt(s.page, "Accept");
    peer.say({ kind: "consent.closed", ask: "ask_2", reason: "expired" });
    await hears(s.page, "Nobody but you operates this page. Mia can ask again.");
  });

  it("of a kind that this page does not know is never shown, so never accepted", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(controlAsk({ what: "everything" }));
    peer.say(controlAsk({ ask: "ask_3" }));
    await press(s.page, "Accept");
    expect(await peer.heard("consent.answer")).toMatchObject({ ask: "ask_3" });
  });
});

describe("more time for a question (C2, WCAG 2.2.1)", () => {
  it("is asked for by any key, and told as granted", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(controlAsk({ expires_at: soon(15) }));
    await hears(s.page, /\d+ seconds are left to answer/);
    await s.page.keyboard.press("Shift");
    expect(await peer.heard("consent.extend")).toMatchObject({ ask: "ask_2" });
    peer.say(controlAsk({ expires_at: soon(75) }));
    await s.page.waitForFunction(() => document.activeElement?.localName === "samepage-ui");
    for (;;) if (!(await spoken(s.page)).some((text) => text.includes("are left to answer"))) break;
    await press(s.page, "Accept");
    expect(await peer.heard("consent.answer")).toMatchObject({ answer: "accept" });
  });

  it("is asked for by a tap, and not by another tap at once", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(controlAsk());
    await press(s.page, "What stays hidden?");
    await press(s.page, "What stays hidden?");
    await press(s.page, "No");
    await peer.heard("consent.answer");
    expect(peer.said.filter((m) => m.kind === "consent.extend")).toHaveLength(1);
  });

  it("is asked for by itself while somebody moves through the dialog by keyboard", async () => {
    const s = await scene();
    const peer = await share(s);
    await s.page.clock.install();
    peer.say(controlAsk({ expires_at: soon(60) }));
    await dialogShown(s.page);
    await s.page.keyboard.press("Tab");
    await peer.heard("consent.extend");
    peer.say(controlAsk({ expires_at: soon(60) }));
    await s.page.clock.runFor(45_000);
    await peer.until(() => peer.said.filter((m) => m.kind === "consent.extend").length === 2);
  });
});

describe("taking control back (A10)", () => {
  it("is one press on a button that is there all the time, also on the small bar", async () => {
    const s = await scene();
    const peer = await share(s);
    await expect.poll(() => spoken(s.page)).not.toContain("Take back control");
    peer.say(controlledState());
    await hears(s.page, "Mia can see this page · may operate");
    await press(s.page, "Make small");
    await press(s.page, "Take back control");
    expect(await peer.heard("control.release")).toMatchObject({ session: "ses_1" });
    peer.say(sessionState({ version: 4, control: "none" }));
    await hears(s.page, "Mia can see this page · pointing");
    await expect.poll(() => spoken(s.page)).not.toContain("Take back control");
  });

  it("works behind a question of our own, and only beside it", async () => {
    const s = await scene();
    const peer = await share(s);
    peer.say(controlledState());
    await hears(s.page, "may operate");
    const { x, y } = await buttonAt(s.page, "Take back control");
    peer.say(controlAsk());
    await dialogShown(s.page);
    await press(s.page, "What stays hidden?");
    expect(peer.said.filter((m) => m.kind === "control.release")).toHaveLength(0);
    await s.page.mouse.click(x, y);
    await peer.heard("control.release");
  });

  it("works by hot key", async () => {
    const s = await scene();
    const peer = await share(s);
    await s.page.keyboard.press("Control+Alt+Shift+B"); // nothing to take back yet
    peer.say(controlledState());
    await hears(s.page, "may operate");
    await s.page.keyboard.press("Control+Alt+Shift+B");
    await peer.heard("control.release");
    expect(peer.said.filter((m) => m.kind === "control.release")).toHaveLength(1);
  });
});

describe("several agents (A18)", () => {
  it("names everybody, and who may operate, and tells who comes and goes", async () => {
    const s = await scene();
    const peer = await share(s);
    const [lead] = controlledState().people;
    peer.say(controlledState({ people: [lead ?? mia, tom] }));
    await hears(s.page, "Tom has joined and can see this page");
    await hears(s.page, "Mia and Tom can see this page · Mia may operate");
    peer.say(controlledState({ version: 4 }));
    await hears(s.page, "Tom does not see this page any more");
  });
});

/** A time so many seconds from now. */
function soon(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
