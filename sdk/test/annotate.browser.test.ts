import type { Page } from "@playwright/test";
import { describe, expect, it } from "vitest";
import { fromOf, mia, sessionState, tom } from "./bodies.ts";
import { type SiteOptions, scenes } from "./chromium.ts";
import type { Peer } from "./host.ts";
import { nodeOf } from "./nodes.ts";
import { hears, press, REMEMBER_ROOT, seen, share, unseen } from "./steps.ts";

const scene = scenes();

const BODY = `<style>body{margin:0} #pay{position:absolute;left:100px;top:200px;width:200px;height:40px}</style>
<button id=pay>Pay now</button>
<div id=list style="height:100px;overflow:auto"><p id=inner>inner</p><div style="height:900px"></div></div>
<div id=other style="height:60px;overflow:auto"><div style="height:900px"></div></div><div style="height:3000px"></div>`;

const STROKE = {
  kind: "annotate.draw",
  id: "a1",
  epoch: 1,
  tool: "arrow",
  colour: "#e8590c",
  width: 4,
  points: [2, 0.5, 1, 0.5],
  done: true,
  from: fromOf(mia),
};

/** A session in which Mia may draw; `draw` draws at the element that the selector finds. */
async function drawing(selector = "#pay", options: SiteOptions = {}) {
  const s = await scene({ body: BODY, before: REMEMBER_ROOT, ...options });
  const peer = await share(s);
  const people = [{ ...mia, grants: ["see", "point", "annotate"] }, tom];
  peer.say(sessionState({ version: 3, people }));
  const node = await nodeOf(s, peer, selector);
  const draw = (over = {}) => peer.say({ ...STROKE, node, ...over });
  return { s, page: s.page, peer, people, draw };
}

const path = (page: Page) => seen(page, ".annotations path", (el) => el.getAttribute("d"));
const gone = (peer: Peer, why: string) => peer.heard("annotate.gone", (body) => body.why === why);

describe("annotations (A16)", () => {
  it("stand at their element, take no click, and grow", async () => {
    const { page, draw } = await drawing();
    draw({ done: false });
    expect(await path(page)).toMatch(/^M500 220L300 220/);
    await page.evaluate(() =>
      document.querySelector("#pay")?.addEventListener("click", () => (document.title = "paid")),
    );
    await page.mouse.click(299, 220);
    await page.waitForFunction(() => document.title === "paid");
    draw({ points: [1, 1], offset: 1 });
    await page.waitForFunction(() =>
      (window as { ourRoot?: ShadowRoot }).ourRoot
        ?.querySelector(".annotations path")
        ?.getAttribute("d")
        ?.startsWith("M500 220L300 240"),
    );
  });

  it("go with their element when the layout changes", async () => {
    const { page, draw } = await drawing();
    draw();
    await path(page);
    await page.evaluate(() => document.querySelector<HTMLElement>("#pay")?.style.setProperty("top", "300px"));
    await page.waitForFunction(() =>
      (window as { ourRoot?: ShadowRoot }).ourRoot
        ?.querySelector(".annotations path")
        ?.getAttribute("d")
        ?.startsWith("M500 320"),
    );
  });

  it("are taken away by the page's scrolling, and by that of their own scroller only", async () => {
    const inner = await drawing("#inner");
    inner.draw();
    await path(inner.page);
    await inner.page.evaluate(() => document.querySelector("#other")?.scrollBy(0, 50));
    await inner.page.evaluate(() => document.querySelector("#list")?.scrollBy(0, 50));
    expect(await gone(inner.peer, "scroll")).toMatchObject({ agent: "agt_1", ids: ["a1"] });
    inner.draw({ id: "a2" });
    await path(inner.page);
    await inner.page.mouse.wheel(0, 200);
    expect(await inner.peer.heard("annotate.gone", (b) => (b.ids as string[]).includes("a2"))).toMatchObject({
      why: "scroll",
    });
    await unseen(inner.page, ".annotations path");
  });

  it("are taken away when the layout becomes narrower, and not when it becomes lower as under a keyboard", async () => {
    const { page, peer, draw } = await drawing();
    draw();
    await path(page);
    await page.setViewportSize({ width: 1280, height: 420 });
    await page.waitForFunction(() => window.innerHeight === 420);
    await path(page);
    await page.setViewportSize({ width: 900, height: 420 });
    expect(await gone(peer, "resize")).toMatchObject({ ids: ["a1"] });
  });

  it("are taken away when the customer goes to another page of a site that loads none", async () => {
    const { page, peer, draw } = await drawing();
    draw();
    await path(page);
    await page.evaluate(() => history.pushState(null, "", "/basket"));
    expect(await gone(peer, "left")).toMatchObject({ ids: ["a1"] });
    await unseen(page, ".annotations path");
  });

  it("go when their element goes, and when their agent may not draw any more", async () => {
    const { page, peer, people, draw } = await drawing();
    draw();
    await path(page);
    await page.evaluate(() => document.querySelector("#pay")?.remove());
    await gone(peer, "anchor_gone");
    const other = await drawing();
    other.draw();
    await path(other.page);
    other.peer.say(
      sessionState({ version: 4, mode: "view", people: people.map((p) => ({ ...p, grants: ["see"] })) }),
    );
    expect(await gone(other.peer, "cleared")).toMatchObject({ ids: ["a1"] });
  });

  it("are taken back by their own agent only", async () => {
    const { page, peer, draw } = await drawing();
    draw();
    draw({ id: "a2", from: fromOf(tom) });
    await page.waitForFunction(
      () => (window as { ourRoot?: ShadowRoot }).ourRoot?.querySelectorAll(".annotations path").length === 2,
    );
    peer.say({ kind: "annotate.undo", id: "a1", from: fromOf(tom) });
    peer.say({ kind: "annotate.clear", from: fromOf(mia) });
    await page.waitForFunction(
      () => (window as { ourRoot?: ShadowRoot }).ourRoot?.querySelectorAll(".annotations path").length === 1,
    );
    peer.say({ kind: "annotate.undo", id: "a2", from: fromOf(tom) });
    await unseen(page, ".annotations path");
  });

  it("are said in words to who asks", async () => {
    const { page, draw } = await drawing();
    draw();
    await path(page);
    await press(page, "Where?");
    await hears(page, "Mia has drawn an arrow to “Pay now”");
  });
});
