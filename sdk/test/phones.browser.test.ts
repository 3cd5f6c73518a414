import type { Page } from "@playwright/test";
import { describe, expect, it } from "vitest";
import { consentAsk, controlledState, fromOf, mia, sessionState, tom } from "./bodies.ts";
import { scenes } from "./chromium.ts";
import { nodeOf } from "./nodes.ts";
import { beAsked, buttonAt, hears, press, REMEMBER_ROOT, seen, share } from "./steps.ts";

const scene = scenes();

/** A phone of the narrowest size that there still is, in CSS pixels. */
const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** Touch targets are at least this wide and high, in CSS pixels. */
const TOUCH = 44;

const BODY = `<style>body{margin:0} #pay{position:absolute;left:40px;top:200px;width:200px;height:40px}</style>
<button id=pay>Pay now</button><div style="height:2000px"></div><button id=far style="width:120px;height:40px">Far away</button>`;

/** What of our tree sticks out of the window, or is too small to be hit by a finger. */
function unfit(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const root = (window as { ourRoot?: ShadowRoot }).ourRoot;
    const found: string[] = [];
    for (const el of root?.querySelectorAll<HTMLElement>(
      "button, textarea, a[href], dialog, .bar, .panel, .notice",
    ) ?? []) {
      const { left, right, width, height } = el.getBoundingClientRect();
      if (width === 0) continue;
      const name = el.getAttribute("aria-label") ?? el.textContent ?? el.className;
      if (left < -0.5 || right > window.innerWidth + 0.5)
        found.push(`${name} sticks out: ${left} to ${right}`);
      const target = el.matches("button, a[href]");
      if (target && (width < least - 0.5 || height < least - 0.5))
        found.push(`${name} is ${width} by ${height}`);
    }
    return found;
  }, TOUCH);
}

describe("phones (C6)", () => {
  it("questions, chat and bar fit 360 pixels, and fingers", async () => {
    const s = await scene({ context: PHONE, before: REMEMBER_ROOT, body: BODY });
    const peer = await beAsked(s);
    await buttonAt(s.page, "Accept");
    expect(await unfit(s.page)).toEqual([]);
    await press(s.page, "Accept");
    await peer.heard("consent.answer");
    const [lead] = controlledState().people;
    peer.say(controlledState({ people: [lead ?? mia, tom] }));
    await buttonAt(s.page, "Take back control");
    expect(await unfit(s.page)).toEqual([]);
    peer.say(sessionState({ version: 9, status: "ended", ended_by: "agent", ended_name: "Mia" }));
    await hears(s.page, "How was it?");
    expect(await unfit(s.page)).toEqual([]);
  });

  it("zoomed in with two fingers, Stop and a question stay in view at their size, and can be used", async () => {
    const s = await scene({ context: PHONE, before: REMEMBER_ROOT, body: BODY });
    const peer = await share(s);
    const plain = await seen(s.page, ".bar .stop", (el) => el.getBoundingClientRect().height);
    await zoom(s.page, 2);
    const stop = await seen(s.page, ".bar .stop", (el) => {
      const { left, top, right, bottom, height } = el.getBoundingClientRect();
      const view = window.visualViewport;
      if (!view || view.scale < 1.9) return undefined;
      const inside =
        left >= view.offsetLeft &&
        top >= view.offsetTop &&
        right <= view.offsetLeft + view.width + 1 &&
        bottom <= view.offsetTop + view.height + 1;
      return inside ? { height: height * view.scale } : undefined;
    });
    expect(stop.height).toBeCloseTo(plain, 0);
    peer.say(consentAsk({ ask: "ask_2", what: "control" }));
    await seen(s.page, "dialog", (el) => {
      const { left, right } = el.getBoundingClientRect();
      const view = window.visualViewport;
      return view && left >= view.offsetLeft - 1 && right <= view.offsetLeft + view.width + 1;
    });
    await seen(s.page, "dialog .main:not([aria-disabled])", () => true);
  });

  it("turned, the bar and the frame follow", async () => {
    const s = await scene({ context: PHONE, before: REMEMBER_ROOT, body: BODY });
    await share(s);
    await s.page.setViewportSize({ width: 640, height: 360 });
    await seen(
      s.page,
      ".frame",
      (el) => el.getBoundingClientRect().width === 640 && window.innerWidth === 640,
    );
    expect(await unfit(s.page)).toEqual([]);
  });

  it("the bar gives way to the field that an on-screen keyboard has brought under it", async () => {
    const body = `<input id=low style="position:fixed;bottom:10px;left:20px">`;
    const s = await scene({ context: PHONE, before: REMEMBER_ROOT, body });
    await share(s);
    await seen(s.page, ".bar.low", () => true);
    await s.page.focus("#low");
    await seen(s.page, ".bar:not(.low)", () => true);
  });

  it("an arrow at the edge shows the way to what is out of view, also out of a zoomed view", async () => {
    const s = await scene({ context: PHONE, before: REMEMBER_ROOT, body: BODY });
    const peer = await share(s);
    peer.say(sessionState({ version: 3, people: [{ ...mia, grants: ["see", "point", "annotate"] }] }));
    const node = await nodeOf(s, peer, "#far");
    peer.say({ kind: "pointer.move", epoch: 1, node, x: 0.5, y: 0.5, from: fromOf(mia) });
    await seen(
      s.page,
      ".pointer.away",
      (el) => Math.abs(Number.parseFloat(el.style?.getPropertyValue("--angle") ?? "") - Math.PI / 2) < 0.3,
    );
    await press(s.page, "Where?");
    await hears(s.page, "Mia points at “Far away”, further down");
    await s.page.evaluate(() => document.querySelector("#far")?.scrollIntoView({ block: "center" }));
    await seen(s.page, ".pointer:not(.away)", () => true);
    await zoom(s.page, 3);
    await seen(s.page, ".pointer", (el) => {
      const view = window.visualViewport;
      const { left, top } = el.getBoundingClientRect();
      return (
        view &&
        left >= view.offsetLeft &&
        left <= view.offsetLeft + view.width &&
        top >= view.offsetTop &&
        top <= view.offsetTop + view.height
      );
    });
  });
});

/** Zooms as two fingers do. The session stays: its end would take the zoom back. */
async function zoom(page: Page, pageScaleFactor: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setPageScaleFactor", { pageScaleFactor });
}
