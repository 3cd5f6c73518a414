import { describe, expect, it } from "vitest";
import { consentAsk } from "./bodies.ts";
import { scenes } from "./chromium.ts";
import { beAsked, buttonAt, dialogShown, hears, press, spoken, talk } from "./steps.ts";

const scene = scenes();

describe("the question (C2)", () => {
  it("says who, what, what stays hidden and how to stop, with the focus on its heading", async () => {
    const s = await scene();
    await beAsked(s);
    await hears(s.page, "Mia would like to see this page");
    await hears(s.page, "Mia will see the pages of shop.example");
    await hears(s.page, "Passwords and card numbers stay hidden. You can stop at any time.");
    for (const name of ["What stays hidden?", "No", "Accept"]) await buttonAt(s.page, name);
  });

  it("is accepted by a real click after a while", async () => {
    const s = await scene();
    const peer = await beAsked(s);
    await press(s.page, "Accept");
    expect(await peer.heard("consent.answer")).toMatchObject({ ask: "ask_1", answer: "accept" });
  });

  it("takes no click before it has been visible for half a second", async () => {
    const s = await scene();
    const peer = await talk(s);
    await s.page.clock.install();
    await s.page.clock.pauseAt(Date.now() + 60_000); // the half second never passes
    peer.say(consentAsk({ expires_at: new Date(Date.now() + 600_000).toISOString() }));
    await dialogShown(s.page);
    const { x, y } = await buttonAt(s.page, "Accept", { disabled: true });
    await s.page.mouse.click(x, y);
    await press(s.page, "No");
    expect(await peer.heard("consent.answer")).toMatchObject({ answer: "decline" });
  });

  it("takes no click of a script, and No by Escape", async () => {
    const s = await scene();
    const peer = await beAsked(s);
    const { x, y } = await buttonAt(s.page, "Accept");
    await s.page.evaluate(
      ({ x, y }) => {
        const target = document.elementFromPoint(x, y);
        for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
          target?.dispatchEvent(
            new MouseEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y }),
          );
        }
      },
      { x, y },
    );
    await s.page.keyboard.press("Escape");
    expect(await peer.heard("consent.answer")).toMatchObject({ answer: "decline" });
  });

  it("takes no click while something of the page covers it", async () => {
    const s = await scene();
    const peer = await beAsked(s);
    await buttonAt(s.page, "Accept");
    await s.page.evaluate(() => {
      const cover = document.createElement("div");
      cover.popover = "manual";
      cover.style.cssText = "position:fixed;inset:0;width:auto;height:auto;opacity:.01;pointer-events:none";
      document.body.append(cover);
      const raise = () => {
        if (cover.matches(":popover-open")) cover.hidePopover();
        cover.showPopover();
        requestAnimationFrame(raise);
      };
      raise();
    });
    const { x, y } = await buttonAt(s.page, "Accept", { disabled: true });
    await s.page.mouse.click(x, y);
    await press(s.page, "No");
    expect(await peer.heard("consent.answer")).toMatchObject({ answer: "decline" });
  });

  it("does not focus Accept, keeps Tab inside, and gives the focus back", async () => {
    const s = await scene({ body: '<button id="before">before</button>' });
    const peer = await talk(s);
    await s.page.focus("#before");
    peer.say(consentAsk());
    await dialogShown(s.page);
    await s.page.keyboard.press("Enter"); // on the heading: nothing happens
    await s.page.keyboard.press("Tab"); // What stays hidden?
    await s.page.keyboard.press("Enter");
    await hears(s.page, "Passwords and one-time codes");
    await s.page.keyboard.press("Tab"); // No
    await s.page.keyboard.press("Enter");
    expect(await peer.heard("consent.answer")).toMatchObject({ answer: "decline" });
    await s.page.waitForFunction(() => document.activeElement?.id === "before");
  });

  it.each([
    ["withdrawn", "Mia has taken the question back"],
    ["expired", "The question has expired"],
  ])("goes away when it is %s, and says so (A2)", async (reason, words) => {
    const s = await scene();
    const peer = await beAsked(s);
    await buttonAt(s.page, "Accept"); // a question that was never seen goes without a word
    peer.say({ kind: "consent.closed", ask: "ask_1", reason });
    await hears(s.page, words);
    await expect.poll(() => spoken(s.page)).not.toContain("Accept");
  });

  it("announces its end when less than 20 seconds are left", async () => {
    const s = await scene();
    const peer = await talk(s);
    peer.say(consentAsk({ expires_at: new Date(Date.now() + 15_000).toISOString() }));
    await hears(s.page, /\d+ seconds are left to answer/);
  });

  it("comes back on top of a page's dialog that opens later", async () => {
    const s = await scene({ body: "<dialog id=d><button>page</button></dialog>" });
    const peer = await beAsked(s);
    await s.page.evaluate(() => document.querySelector<HTMLDialogElement>("#d")?.showModal());
    await dialogShown(s.page);
    await press(s.page, "Accept");
    expect(await peer.heard("consent.answer")).toMatchObject({ answer: "accept" });
  });

  it("is asked again after a reload", async () => {
    const s = await scene();
    await beAsked(s);
    s.host.welcoming = () => ({ chat_token: "chat_2", ask: consentAsk() });
    await s.page.reload();
    await dialogShown(s.page);
    await press(s.page, "No");
    expect(await (await s.host.peer(1)).heard("consent.answer")).toMatchObject({ answer: "decline" });
  });
});
