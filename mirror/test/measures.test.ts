import { describe, expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

/** The customer's browser says that it runs elsewhere: the replica wants its measures. */
const ELSEWHERE = `<script>Object.defineProperty(Navigator.prototype, "platform", { get: () => "Win32" })</script>`;
/** Not mirrored: what an engine of its own would do to the page. */
const ENGINE = `<style data-excluded>input,button{width:233px;height:41px;margin:9px}pre{line-height:31px}
#m{width:300px}#t{width:180px;font-size:22px}#fits{letter-spacing:-0.5px}#breaks,#near{letter-spacing:0.5px}</style>`;
const CONTENT = `<body><input id=i><button id=b>Go</button><p id=after>after <i>all</i></p><pre id=l>one\ntwo</pre>
<div><p id=m data-samepage=mask>secret</p></div><div style="overflow:scroll;height:60px"><p style="height:99px">x</div>`;

const BOX = (id: string): string => `JSON.stringify(doc.getElementById("${id}").getBoundingClientRect())`;

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

/** Waits until an element of the replica has the box that it has in the page. */
const agrees = (id: string) => lab.agreesOn(BOX(id));

/** Number of lines of an element's text. */
const LINES = (id: string): string =>
  `(() => { const range = doc.createRange(); range.selectNodeContents(doc.getElementById("${id}"));
  return new Set([...range.getClientRects()].map((rect) => rect.top)).size })()`;
const TEXTS = `<body style="font:16px/20px monospace"><p id=fits style="width:245px">Words that fit into a line</p>
<p id=breaks style="width:255px">Words that fit into a line</p>
<p><b data-samepage=mask>secret</b> and <i id=near>what follows</i></p>`;

describe("the customer's measures", () => {
  it("give the replica the boxes of another engine's fields and lines, now and after changes", async () => {
    await lab.start(`<!doctype html>${ELSEWHERE}${ENGINE}${CONTENT}`);
    for (const id of ["i", "b", "after", "l"]) await agrees(id);
    await lab.act(
      `document.querySelector("[data-excluded]").sheet.insertRule("input{width:99px!important}"); i.title = "x"`,
    );
    for (const id of ["i", "b", "after", "l"]) await agrees(id);
    expect(await lab.faults()).toEqual([]);
  });

  it("are asked of each page of the session", async () => {
    await lab.start(`<!doctype html>${ELSEWHERE}${ENGINE}${CONTENT}`);
    await agrees("i");
    await lab.page.evaluate(() => globalThis.lab.leave());
    await lab.page.evaluate(() => globalThis.lab.join());
    for (const id of ["i", "b", "after", "l"]) await agrees(id);
  });

  it("say nothing of boxes that follow a secret (P2)", async () => {
    await lab.start(`<!doctype html>${ELSEWHERE}${ENGINE}${CONTENT}`);
    await agrees("i");
    const { page, replica } = await lab.ask(`doc.getElementById("m").getBoundingClientRect().width`);
    expect(page).toBe("300");
    expect(replica).not.toBe("300");
    expect((await lab.ask(`doc.querySelector("div").hasAttribute("sp-fit")`)).replica).toBe("false");
  });

  it("let texts break where they break in the other engine, but for what lies beside a secret (M, P2)", async () => {
    await lab.start(`<!doctype html>${ELSEWHERE}${ENGINE}${TEXTS}`);
    const lines = await Promise.all(["fits", "breaks"].map((id) => lab.ask(LINES(id))));
    expect(lines.map(({ page }) => page)).toEqual(["1", "2"]);
    for (const id of ["fits", "breaks"]) await lab.agreesOn(LINES(id));
    const spacing = `doc.defaultView.getComputedStyle(doc.getElementById("near")).letterSpacing`;
    expect(await lab.ask(spacing)).toEqual({ page: "0.5px", replica: "normal" });
  });

  it("count the scroll bar in media queries, where the agent's browser can't make one as wide", async () => {
    // As a scroll bar of 15 px would do.
    const bar = `<style data-excluded>html{width:785px}</style><script>Object.defineProperty(document.documentElement, "clientWidth", { get: () => 785 })</script>`;
    const page = `${bar}<style>
      @media (min-width:800px) and (max-width:50em){p{color:red}} @media (799.5px < width <= 800px){p{width:50px}} @media (width:785px){p{height:5px}}</style>
      <p>text</p><b data-samepage=mask>secret</b><iframe srcdoc="<style>@media (min-width:300px){i{color:red}}</style><i>x" style="width:295px"></iframe><input id=i>`;
    await lab.start(`<!doctype html>${ELSEWHERE}${page}`);
    const LOOK = `JSON.stringify([doc.defaultView.getComputedStyle(doc.querySelector("p")).color, doc.querySelector("p").getBoundingClientRect(),
      doc.querySelector("iframe").contentWindow.getComputedStyle(doc.querySelector("iframe").contentDocument.querySelector("i")).color])`;
    const { page: shown } = await lab.ask(LOOK);
    expect(shown).toContain("rgb(255, 0, 0)");
    await lab.agreesOn(LOOK);
    await lab.agreesOn("doc.documentElement.clientWidth");
    await lab.act(
      `document.querySelector("[data-excluded]").remove(); delete document.documentElement.clientWidth`,
    );
    await lab.page.evaluate(() => globalThis.lab.keyframe());
    await lab.act("i.title = 'x'");
    await lab.agreesOn(LOOK);
    expect(await lab.faults()).toEqual([]);
  });

  it("are not asked for where engine and system are the same", async () => {
    await lab.start(`<!doctype html>${ENGINE}${CONTENT}`);
    expect((await lab.ask(`doc.querySelectorAll("[sp-fit]").length`)).replica).toBe("0");
    expect((await lab.ask(`doc.getElementById("i").offsetWidth`)).replica).not.toBe("233");
  });
});
