import { expect, it } from "vitest";
import type { DeviceViewport } from "../capture/index.ts";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

/** A page on a device that is held in the hand. */
const HELD = `<!doctype html><script>const real = window.matchMedia;
window.matchMedia = (query) => real.call(window, query.replace(/(pointer: ?coarse)/, "(min-width: 0px)"));</script>
<style>div{width:1px}#a{height:100vh}#c{height:50svh;padding-bottom:env(safe-area-inset-bottom,9px)}</style>
<body><div id=a></div><div id=b style="height:10vh"></div><div id=c></div>`;
const BOXES = `["a","b","c"].map((id) => doc.getElementById(id).offsetHeight) + ""`;

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

/** The device's bars move, or it is turned. */
const measures = (device: DeviceViewport) =>
  lab.page.evaluate((told) => {
    globalThis.lab.device = told;
    globalThis.lab.window.dispatchEvent(new Event("resize"));
  }, device);

const showsBoxes = (boxes: string) =>
  lab.page.waitForFunction(
    ([asked, wanted]) => globalThis.lab.ask(asked as string).replica === wanted,
    [BOXES, boxes],
  );

it("heights of the window and covered edges are those of the customer's device", async () => {
  await lab.start(HELD);
  await measures({ large: 700, small: 600, insets: [0, 0, 34, 0] });
  await showsBoxes("700,70,334");
  await measures({ large: 400, small: 300, insets: [0, 20, 0, 20] });
  await showsBoxes("400,40,150");
  await lab.page.evaluate(() => globalThis.lab.keyframe());
  await lab.act("b.style.height = '20vh'");
  await showsBoxes("400,80,150");
  expect(await lab.faults()).toEqual([]);
});

it("are not told of a device with a mouse", async () => {
  await lab.start(HELD.replace(/<script>.*?<\/script>/s, ""));
  await measures({ large: 700, small: 600, insets: [0, 0, 34, 0] });
  await lab.act("document.title = 'later'");
  const { page, replica } = await lab.ask(BOXES);
  expect(replica).toBe(page);
});
