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

/** A customer whose browser has a larger font by default. */
const LARGE = `<!doctype html><script>Object.defineProperty(CanvasRenderingContext2D.prototype, "font", {
  get: () => "24px serif", set() {} });</script><style data-excluded>:root{font-size:24px}</style>
<style>p{width:1rem}@media (min-width:40em){p{height:9px}}@media (min-width:30rem){p{margin:7px}}</style><body><p id=p>text`;

it("lengths in em are those of the customer's default font", async () => {
  await lab.start(LARGE);
  const p = `(({ fontSize, width, height, marginTop }) => [fontSize, width, height, marginTop] + "")(win.getComputedStyle(doc.getElementById("p")))`;
  const becomes = (wanted: RegExp) =>
    lab.page.waitForFunction(
      ([asked, source]) => new RegExp(source as string).test(globalThis.lab.ask(asked as string).replica),
      [p, wanted.source] as const,
    );
  await becomes(/^24px,24px,(?!9px).*,7px$/); // 800 px are 33 em
  await lab.act(`document.querySelector("[data-excluded]").textContent = ":root{font-size:30px}"`);
  await becomes(/^30px,30px/);
  await lab.page.evaluate(() => globalThis.lab.keyframe());
  await lab.act("p.title = 'later'");
  await becomes(/^30px,30px,(?!9px).*,7px$/);
  expect(await lab.faults()).toEqual([]);
});

it("a browser with the common font is not asked for it", async () => {
  await lab.start("<!doctype html><style>:root{font-size:20px}</style><p>text");
  expect(await lab.page.evaluate(() => globalThis.lab.wanted)).toEqual([]);
});

/** Two fingers have zoomed in where the window's size is then that of what is left to be seen. */
const PINCHED = `<!doctype html><script>
for (const [name, px] of Object.entries({ innerWidth: 400, innerHeight: 300 })) Object.defineProperty(window, name, { get: () => px });
Object.defineProperty(window, "visualViewport", { value: Object.assign(new EventTarget(), { offsetLeft: 90, offsetTop: 0, scale: 2 }) });
</script><body><p>text`;

it("what is zoomed in with two fingers is laid out as before", async () => {
  await lab.start(PINCHED);
  expect((await lab.ask("doc.documentElement.clientWidth")).replica).toBe("800");
  expect((await lab.ask("win.innerHeight")).replica).toBe("600");
});
