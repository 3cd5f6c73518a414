import { expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

const COUNT = 40;
const SEEN = 20;

const page = (inside: (i: number) => string): string =>
  `<!doctype html><style>section{content-visibility:auto;contain-intrinsic-size:auto 100px;border:1px solid;padding:3px}
p{height:700.3px}</style><body>${Array.from({ length: COUNT }, (_, i) => `<section id=s${i}>${inside(i)}</section>`).join("")}`;

/** The customer goes through the page, section by section. */
const LOOKS_ON = (from: number, to: number): string => `
  for (let i = ${from}; i < ${to}; i++) {
    document.getElementById("s" + i).scrollIntoView();
    await new Promise((ok) => requestAnimationFrame(() => requestAnimationFrame(ok)));
  }`;

/** Where things are: the height of the page, and a section before, one at, and one after what the customer sees. */
const places = (...sections: number[]): string =>
  `[win.scrollY, doc.documentElement.scrollHeight, ${sections.map((i) => `doc.getElementById("s${i}").getBoundingClientRect().top`)}].map(Math.round) + ""`;

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

it("what is laid out only where it is seen is where the customer has it, for who joins later and then on", async () => {
  await lab.start(page(() => "<p>text"));
  await lab.act(LOOKS_ON(0, SEEN));
  await lab.page.evaluate(() => globalThis.lab.keyframe());
  await lab.agreesOn(places(3, SEEN - 1, 35));
  const { page: there } = await lab.ask(places(0));
  expect(Number(there.split(",")[1])).toBeLessThan(COUNT * 700); // there are some that nobody has seen
  await lab.act(LOOKS_ON(SEEN, SEEN + 8));
  await lab.agreesOn(places(3, SEEN, SEEN + 7, 35));
  await lab.act(`s${SEEN + 7}.append(document.createElement("p")); s2.remove()`);
  await lab.agreesOn(places(3, SEEN, SEEN + 8, 35));
  expect(await lab.faults()).toEqual([]);
});

it("what is scrolled out of sight is so for who joins later, once it is seen", async () => {
  await lab.start(
    page((i) => (i === 2 ? "<div id=d style='overflow:auto;height:50px'><p>text</div>" : "<p>text")),
  );
  await lab.act(`d.scrollTop = 300; ${LOOKS_ON(0, SEEN)}`);
  await lab.page.evaluate(() => globalThis.lab.keyframe());
  await lab.agreesOn(places(SEEN - 1));
  await lab.act("s2.scrollIntoView()");
  await lab.agreesOn("doc.getElementById('d').scrollTop");
  expect((await lab.ask("doc.getElementById('d').scrollTop")).replica).toBe("300");
});

it("another page of the session is asked too", async () => {
  await lab.start(page(() => "<p>text"));
  await lab.act(LOOKS_ON(0, SEEN));
  await lab.page.evaluate(() => globalThis.lab.leave());
  await lab.page.evaluate(() => globalThis.lab.join());
  await lab.agreesOn(places(3, SEEN - 1, 35));
});

it("P2 nothing is told of the size of what holds a secret", async () => {
  await lab.start(page((i) => (i === 3 ? "<p data-samepage=mask>secret" : "<p>text")));
  await lab.act(LOOKS_ON(0, SEEN));
  await lab.page.evaluate(() => globalThis.lab.keyframe());
  const marked = (i: number) => `doc.getElementById("s${i}").hasAttribute("sp-fit")`;
  await lab.page.waitForFunction((asked) => globalThis.lab.ask(asked).replica === "true", marked(4));
  expect((await lab.ask(marked(3))).replica).toBe("false");
});

it("a page without any is not asked", async () => {
  await lab.start("<!doctype html><body><p>text");
  expect(await lab.page.evaluate(() => globalThis.lab.wanted)).toEqual([]);
});
