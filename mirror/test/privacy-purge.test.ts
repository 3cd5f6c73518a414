import { describe, expect, it } from "vitest";
import { defaultPolicy, type Policy } from "../capture/mask/index.ts";
import { withBrowser } from "./browser.ts";
import { Engine, textOf } from "./privacy-engine.ts";
import type { Left } from "./privacy-engine-customer.ts";

let engine: Engine;
withBrowser(async (browser) => {
  engine = await Engine.open(browser);
});

const SECRET = "lovelace";
/** Enough that a keyframe takes several messages. */
const ROWS = 1_500;
const html = `<!doctype html><p class=who title=${SECRET}>${SECRET}</p>${`<div class=row><b>open</b> row</div>`.repeat(ROWS)}<p class=who>${SECRET}</p>`;
const stricter: Policy = { ...defaultPolicy, rules: [{ id: "r", effect: "mask", selector: ".who" }] };

/** What an owner that obeys DESIGN §4 gives to somebody who joins now: the newest keyframe and what followed, or nothing yet. */
function log(messages: readonly Left[]): Left[] {
  const epoch = Math.max(...messages.map((message) => message.info?.epoch ?? 0));
  const current = messages.filter((message) => message.info?.epoch === epoch);
  const start = current.findLastIndex(({ info }) => info?.keyframe === "start" || info?.keyframe === "whole");
  const kept = start < 0 ? [] : current.slice(start);
  return kept.some(({ info }) => info?.keyframe === "end" || info?.keyframe === "whole") ? kept : [];
}

/** Makes the page stricter at some point; answers the messages from then on. */
async function purge(act: () => Promise<unknown>): Promise<Left[]> {
  await engine.collect();
  const before = engine.wire.length;
  await act();
  await engine.settle();
  return engine.wire.slice(before);
}

describe("P2 purge", () => {
  it.each([
    [
      "a stricter policy",
      (): Promise<unknown> =>
        engine.customer.page.evaluate((next) => globalThis.customer.capture.purge(next), stricter),
    ],
    [
      "hiding by hand",
      (): Promise<unknown> =>
        engine.customer.page.evaluate(() => {
          for (const el of document.querySelectorAll(".who")) globalThis.customer.capture.hide(el);
        }),
    ],
  ])("after %s, who joins at whatever message never sees what was open", async (_, act) => {
    await engine.start(html, defaultPolicy);
    expect(await engine.shown()).toContain(SECRET);
    const after = await purge(act);
    const epochs = new Set(after.map((message) => message.info?.epoch));
    expect([...epochs].every((epoch) => epoch && epoch > 0)).toBe(true);
    expect(after.map(textOf).join()).not.toContain(SECRET);
    for (let boundary = 0; boundary <= after.length; boundary++) {
      await engine.rejoin();
      await engine.apply(
        log([...engine.wire.slice(0, engine.wire.length - after.length), ...after.slice(0, boundary)]).filter(
          isCurrent(after),
        ),
      );
      expect(await engine.shown()).not.toContain(SECRET);
      await engine.apply(after.slice(boundary));
      expect(await engine.shown()).not.toContain(SECRET);
    }
    await engine.rejoin();
    await engine.apply(log(after));
    expect(await engine.shown()).toContain("open");
    expect(await engine.faults()).toEqual([]);
  });

  it("takes back what waits to be sent", async () => {
    await engine.start(html, defaultPolicy);
    const after = await purge(() =>
      engine.customer.page.evaluate((next) => {
        globalThis.customer.capture.keyframe();
        document.querySelector(".who")?.append(" and more");
        return new Promise<void>((ready) =>
          requestAnimationFrame(() => {
            globalThis.customer.take();
            globalThis.customer.capture.purge(next);
            ready();
          }),
        );
      }, stricter),
    );
    expect(after.length).toBeGreaterThan(0);
    expect(after.map(textOf).join()).not.toContain(SECRET);
    expect(after.every((message) => message.info?.epoch === 1)).toBe(true);
  });
});

/** The owner refuses frames of epochs before the purge. */
function isCurrent(after: readonly Left[]): (message: Left) => boolean {
  const epoch = Math.min(...after.map((message) => message.info?.epoch ?? 0));
  return (message) => (message.info?.epoch ?? 0) >= epoch;
}
