import { describe, expect, it } from "vitest";
import { defaultPolicy, strictPolicy } from "../capture/mask/index.ts";
import { withBrowser } from "./browser.ts";
import { Engine } from "./privacy-engine.ts";
import { filled, type Spot, secretOf, spots } from "./privacy-spots.ts";

let engine: Engine;
withBrowser(async (browser) => {
  engine = await Engine.open(browser);
});

/** The customer's browser says that it runs elsewhere: the replica wants its measures. */
const ELSEWHERE = `<script>Object.defineProperty(Navigator.prototype, "platform", { get: () => "Win32" })</script>`;
const MEASURED = { timeout: 60_000, interval: 100 };

/** Runs the spots through the engine; answers what was told and shown. */
async function run(list: readonly Spot[], isElsewhere: boolean): Promise<{ told: string; shown: string }> {
  const parts = (part: "head" | "body"): string => list.map((spot) => filled(spot, part)).join("\n");
  const html = `<!doctype html><head>${isElsewhere ? ELSEWHERE : ""}${parts("head")}</head><body><p id=allowed>plainly told</p>${parts("body")}</body>`;
  await engine.start(html, strictPolicy("#allowed"), list.map((spot) => filled(spot, "setup")).join(";\n"));
  if (isElsewhere) await measured("rockwell");
  for (const spot of list) if (spot.act) await engine.customer.page.evaluate(`{${filled(spot, "act")}}`);
  await engine.customer.page.evaluate(() => document.querySelector("#allowed")?.append(" and later"));
  await engine.settle();
  if (isElsewhere) await measured("didot");
  return { told: engine.told().toLowerCase(), shown: (await engine.shown()).toLowerCase() };
}

/** Waits for the measures of all that is there: a round later than a font that many computers have. */
async function measured(font: string): Promise<void> {
  const appended = `<p style="font-family:${font}">x</p>`;
  await engine.customer.page.evaluate(
    (html) => document.body.insertAdjacentHTML("beforeend", html),
    appended,
  );
  const timesTold = async (): Promise<number> => {
    await engine.settle();
    return engine.told().split(font).length - 1;
  };
  // by its style and by its measures, each in both of what `told` gives
  await expect.poll(timesTold, MEASURED).toBe(4);
}

describe.each([
  ["the same", false],
  ["another", true],
])("P2 everything masked, through the whole engine, by %s platform", (_name, isElsewhere) => {
  it("no place of a page tells its secret, and what is allowed passes", async () => {
    const { told, shown } = await run(spots, isElsewhere);
    expect(await engine.faults()).toEqual([]);
    const leaks = spots.filter(
      (spot) => told.includes(secretOf(spot.id)) || shown.includes(secretOf(spot.id)),
    );
    expect(leaks.map((spot) => spot.id)).toEqual([]);
    expect(told).toContain("plainly told");
    expect(told).toContain(" and later");
    expect(shown).toContain("plainly told and later");
  });
});

describe("P1 a class that script writes past all mutations", () => {
  it("is one that rules ask for", async () => {
    const mask = { id: "mask", effect: "mask", selector: ".mask" } as const;
    await engine.start(`<!doctype html><svg><g id=g><text id=t>plain</text></g></svg>`, {
      ...defaultPolicy,
      rules: [mask],
    });
    await engine.customer.page.evaluate(`g.className.baseVal = "mask"; t.firstChild.data = "secret"`);
    await engine.settle();
    expect(engine.told()).toContain("plain");
    expect(engine.told()).not.toContain("secret");
    expect(await engine.faults()).toEqual([]);
  });
});

/** Rules by every kind of name that a page gives, each with an element that only looks right if the names agree. */
const looks: readonly (readonly [css: string, html: string])[] = [
  [".own{width:111px}", "<p class='x own'></p>"],
  [".md\\:w-1\\/2{width:112px}", "<p class='md:w-1/2'></p>"],
  ["[class^='icon-']{width:113px}[class*=large]{height:13px}", "<p class='icon-a large'></p>"],
  ["[data-state=open]{width:114px}[data-kind='mine' i]{height:14px}", "<p data-state=open></p>"],
  ["x-card{display:block;width:115px}", "<x-card></x-card>"],
  [":root{--brand:58px}.v{width:calc(var(--brand)*2)}", "<p class=v></p>"],
  ["@layer low,top;@layer top{.l{width:117px}}@layer low{.l{width:9px}}", "<p class=l></p>"],
  [
    ".g{display:grid;grid-template-areas:'side main';grid-template-columns:30px 118px}.m{grid-area:main}",
    "<div class=g><p class=m></p></div>",
  ],
  ["@keyframes grow{from{width:119px}to{width:119px}}.a{animation:grow 9s paused both}", "<p class=a></p>"],
  [
    ".c{container:box/inline-size}@container box (min-width:1px){.q{width:120px}}",
    "<div class=c><p class=q></p></div>",
  ],
  ["input[type=text]{width:121px}", "<input type=text>"],
  ["p:nth-child(2n + 1 of .o){width:122px}", "<div><p class=o></p></div>"],
  ["#own{width:123px}label:has(+ #own){display:block}", "<label for=own></label><p id=own></p>"],
  ["@supports (display:grid){.s:not(.t){width:124px}}", "<p class=s></p>"],
  ["@media (min-width:1px) and screen{.w{width:125px}}", "<p class=w></p>"],
  [
    "@property --len{syntax:'<length>';inherits:false;initial-value:126px}.r{width:var(--len)}",
    "<p class=r></p>",
  ],
];

describe("P2 everything masked keeps its looks", () => {
  it.each(["masked", "allowed"])("%s", async (id) => {
    const html = looks.map(([, element]) => element).join("");
    const sheet = looks.map(([css]) => css).join("\n");
    await engine.start(
      `<!doctype html><style>*{margin:0}p{height:9px}${sheet}</style><div id=${id}>${html}</div>`,
      strictPolicy("#allowed"),
    );
    const sizes = (tab: Engine["agent"]): Promise<string[]> =>
      tab.page.evaluate(() => {
        const doc = document.querySelector("iframe")?.contentDocument ?? document;
        const all = [...doc.body.querySelectorAll<HTMLElement>("div *")];
        return all.map((el) => `${el.offsetWidth} x ${el.offsetHeight}`);
      });
    expect(await sizes(engine.agent)).toEqual(await sizes(engine.customer));
    expect(await engine.faults()).toEqual([]);
  });
});

describe("P2 style sheets in masked areas", () => {
  it("adopted and imported ones are masked unless an open area has them too; so are names of masked frames", async () => {
    await engine.start(
      `<!doctype html><p id=open class=moves></p><p id=masked data-samepage=mask></p>
      <style data-samepage=mask>@keyframes secret-steps{from{top:0}}.moves{animation:secret-steps 9s}</style><iframe data-samepage=mask></iframe>
      <div data-samepage=mask><style>@import url("data:text/css,b{content:'secret import'}");</style></div>`,
      defaultPolicy,
      `const sheet = (text) => { const s = new CSSStyleSheet(); s.replaceSync("b{content:'" + text + "'}"); return s; };
      const adopt = (id, ...sheets) => { document.getElementById(id).attachShadow({ mode: "open" }).adoptedStyleSheets = sheets; };
      const shared = sheet("told by both");
      globalThis.later = sheet("told later");
      adopt("masked", sheet("secret adopted"), shared, later);
      adopt("open", shared);
      const view = frames[0];
      view.CSS.highlights.set("secret-highlight", new view.Highlight());
      view.CSS.registerProperty({ name: "--secret-property", syntax: "*", inherits: false, initialValue: "secret" });`,
    );
    expect(engine.told()).not.toMatch(/secret|told later/);
    expect(engine.told()).toContain("told by both");
    await engine.customer.page.evaluate(
      `document.getElementById("open").shadowRoot.adoptedStyleSheets.push(later);
      document.getElementById("open").getAnimations()[0].currentTime = 500;
      for (const [view, family] of [[frames[0], "secret-font"], [window, "told-font"]])
        view.document.fonts.add(new view.FontFace(family, "url(/font)"));`,
    );
    await expect
      .poll(async () => {
        await engine.settle();
        return engine.told();
      })
      .toMatch(/told later.*told-font|told-font.*told later/s);
    expect(engine.told()).not.toContain("secret");
    expect(await engine.shown()).toContain("told later");
    expect(await engine.faults()).toEqual([]);
  });
});

/** A host whose closed root is in the markup, where no script gets at it. */
const declared = (id: string, inside: string): string =>
  `<div id=${id}><template shadowrootmode=closed>${inside}</template></div>`;

describe("M closed roots that markup declares", () => {
  it("are shown from the page's source, under the masks around them", async () => {
    const nested = declared("inner", "<b>seen deeper</b>");
    await engine.start(
      `<!doctype html><p>before</p>
      ${declared("open", `<style>p{height:33px;margin:0}</style><p onclick="leak()">seen inside</p>${nested}`)}
      <section data-samepage=mask>${declared("masked", "<p>secret masked</p>")}</section>
      <section data-samepage=hide>${declared("hidden", "<p>secret hidden</p>")}</section>`,
      defaultPolicy,
      "",
      true,
    );
    const told = async (): Promise<string> => {
      await engine.settle();
      return engine.told();
    };
    await expect.poll(told, { timeout: 30_000 }).toContain("seen inside");
    expect(await told()).toContain("seen deeper");
    expect(await told()).not.toMatch(/secret|leak/);
    const height = (tab: Engine["agent"]): Promise<number> =>
      tab.page.evaluate(() => {
        const doc = document.querySelector("iframe")?.contentDocument ?? document;
        return (doc.querySelector("#open") as HTMLElement).offsetHeight;
      });
    expect(await height(engine.agent)).toBe(await height(engine.customer));
    expect(await engine.faults()).toEqual([]);
  });
});
