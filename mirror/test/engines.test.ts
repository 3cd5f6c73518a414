import { type Browser, firefox } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultPolicy } from "../capture/mask/index.ts";
import { launch, Tab } from "./browser.ts";
import { Engine } from "./privacy-engine.ts";

const launchFirefox = (): Promise<Browser> =>
  firefox.launch({
    channel: "moz-firefox",
    executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr",
  });

const PAIRS = [
  ["Firefox", "Chromium", launchFirefox, launch],
  ["Chromium", "Firefox", launch, launchFirefox],
] as const;

/** The replica is compared in rounds of its own: looks until they are done, in ms. */
const COMPARED = { timeout: 10_000, interval: 100 };

/** Each property has another value by what the engine supports, or by what its device is. */
const PAGE = `<!doctype html><style>
@supports (-moz-orient: inline) { p { color: rgb(1, 2, 3) } }
@supports not (-moz-orient: inline) { p { color: rgb(4, 5, 6) } }
@supports selector(::-webkit-scrollbar) { p { outline-color: rgb(7, 8, 9) } }
@media (prefers-color-scheme: dark) { p { background-color: rgb(10, 11, 12) } }
@media (prefers-reduced-motion: reduce) { p { text-decoration-color: rgb(13, 14, 15) } }
</style><p>told`;
/**
 * What engines lay out each in their own way: words lower in the one, moved ones too, with box properties that count for
 * nothing; rows that just fit; words that break after a slash; what is turned; many rows that each are off by a hair.
 */
const LAID_OUT = `<!doctype html><style>
body { font: 15px/1.3 sans-serif; margin: 8px } sup { position: relative; top: -0.5em; vertical-align: baseline }
.word { max-width: 12px; margin-top: -1em; font-size: 20px } .row { display: flex } ol { display: flex; flex-wrap: wrap; padding: 0 }
li { padding-left: 7.3px; list-style: none } .bar li { display: inline-block } .bar { float: left; margin: 0; padding: 0 }
.narrow { width: 22px; display: block } .turned { transform: rotate(20deg) scale(0.7); width: fit-content } .turned div { width: 61.3px }
</style><p><i class=word>unarchive</i> All pages, of the 2<sup>nd</sup> of May</p>
<div class=row><ol><li>Pages</li><li>Dashboard of today</li><li>Orders</li></ol></div>
<div style="overflow:hidden"><ul class=bar><li>Imprint</li> <li>Terms of use</li> <li>Blog</li></ul></div>
<code class=narrow>&lt;/&gt;</code><div class=turned><div>Turned</div></div>
<p id=switched><span style="display:inline-block;width:50px;height:40px">was a block</span> and text</p>
<table>${"<tr><td>A cell<td>Another one".repeat(20)}</table><p>The end`;

/** Runs in a tab: left, top, right and bottom of all boxes in the body, and how high the text in the narrow one is. */
function laidOut(): { boxes: (readonly [string, readonly number[]])[]; lines: number } {
  const doc = document.querySelector("iframe")?.contentDocument ?? document;
  const boxes = [...doc.querySelectorAll("body, body *")].map((el) => {
    const { left, top, right, bottom } = el.getBoundingClientRect();
    return [el.localName, [left, top, right, bottom]] as const;
  });
  const range = doc.createRange();
  range.selectNodeContents(doc.querySelector(".narrow") as Element);
  return { boxes, lines: new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size };
}

/** Boxes and lines of the page that are others in the replica: edges off by more than 1 px. */
async function differences({ customer, agent }: Engine): Promise<string[]> {
  const [page, replica] = await Promise.all([customer.page.evaluate(laidOut), agent.page.evaluate(laidOut)]);
  const off = page.boxes.flatMap(([name, edges], i) => {
    const by = edges.map((edge, k) => (replica.boxes[i]?.[1][k] ?? Number.NaN) - edge);
    return by.every((px) => Math.abs(px) <= 1) ? [] : [`${name} ${by.map((px) => px.toFixed(2)).join(" ")}`];
  });
  return page.lines === replica.lines ? off : [...off, `${page.lines} lines: ${replica.lines}`];
}

const ASKED = ["color", "outlineColor", "backgroundColor", "textDecorationColor"] as const;

describe.each(PAIRS)("M4 the customer in %s, the agent in %s", (_customer, _agent, customers, agents) => {
  let browsers: readonly [Browser, Browser];
  let engine: Engine;
  beforeAll(async () => {
    browsers = [await customers(), await agents()];
    // Firefox does not take these over its protocol: the two differ in them.
    const device = { colorScheme: "dark", reducedMotion: "reduce" } as const;
    const [customer, agent] = await Promise.all(
      browsers.map((browser) => Tab.open(browser, false, device)) as [Promise<Tab>, Promise<Tab>],
    );
    engine = await Engine.between(customer, agent);
  });
  afterAll(() => Promise.all(browsers.map((browser) => browser.close())));

  it("@supports and media features have the customer's verdicts", async () => {
    await engine.start(PAGE, defaultPolicy);
    const colours = (tab: Tab): Promise<string[]> =>
      tab.page.evaluate((asked) => {
        const doc = document.querySelector("iframe")?.contentDocument ?? document;
        const style = doc.defaultView?.getComputedStyle(doc.querySelector("p") as Element);
        return asked.map((name) => String(style?.[name]));
      }, ASKED);
    const seen = await colours(engine.customer);
    expect(await colours(engine.agent)).toEqual(seen);
    const isDark = (tab: Tab): Promise<boolean> =>
      tab.page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
    expect(await isDark(engine.agent)).not.toBe(await isDark(engine.customer));
    expect(await engine.faults()).toEqual([]);
  });

  it("boxes and lines are the customer's, also of what is another kind of box than before", async () => {
    await engine.start(LAID_OUT, defaultPolicy);
    const settled = async (): Promise<string[]> => {
      await engine.settle();
      return differences(engine);
    };
    await expect.poll(settled, COMPARED).toEqual([]);
    await engine.customer.page.evaluate(() =>
      document.querySelector("#switched span")?.setAttribute("style", "font-size:19px"),
    );
    await expect.poll(settled, COMPARED).toEqual([]);
    expect(await engine.faults()).toEqual([]);
  });
});
