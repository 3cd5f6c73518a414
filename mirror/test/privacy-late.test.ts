import { describe, expect, it } from "vitest";
import { defaultPolicy } from "../capture/mask/index.ts";
import { withBrowser } from "./browser.ts";
import { LateChunk } from "./late-chunk.ts";
import { Engine } from "./privacy-engine.ts";

let engine: Engine;
let chunk: LateChunk;
withBrowser(async (browser) => {
  chunk = await LateChunk.build();
  engine = await Engine.open(browser, false, chunk.load);
});

const SECRET = "zq17secretx";
const PLAIN = "<!doctype html><p id=p>In 2024 for 12 days</p><div id=d></div>";

/** Runs statements in the customer's page and brings the replica up to date. */
async function act(code: string): Promise<void> {
  await engine.customer.page.evaluate(`{${code}}`);
  await engine.settle();
}

/** Lets the chunk come. */
async function come(): Promise<void> {
  await chunk.answer("open");
  await engine.customer.page.waitForFunction(() => globalThis.customer.capture.facts(document.body));
  await engine.settle();
}

const shown = (): Promise<string> =>
  engine.agent.page.evaluate(() => globalThis.agent.frame.contentDocument?.body.textContent ?? "");

describe("P2 until what judges a page is there", () => {
  it("a plain page does not ask for it, whatever plain comes", async () => {
    await engine.start(PLAIN, defaultPolicy);
    await act("d.innerHTML = '<b>22</b>.<b>11</b>.<b>2026</b> at 10:30'; p.title = '1234 5678'");
    await act("d.append('+49 89 1234567'); p.firstChild.data = 'in 2025'; p.setAttribute('id', 'q')");
    expect(await shown()).toBe("in 202522.11.2026 at 10:30+49 89 1234567");
    expect(chunk.requests).toBe(0);
  });

  it.each([
    ["a password", `d.innerHTML = '<input type=password value=${SECRET}>'`],
    ["editable text", `d.innerHTML = '<p contenteditable aria-label=PIN>${SECRET}</p>'`],
    [
      "text that becomes editable",
      `d.append('x'); d.title = 'card number'; d.ariaLabel = 'card number'; d.contentEditable = true; d.append('${SECRET}')`,
    ],
    ["a mark of the page", `d.innerHTML = '<p data-samepage=mask title=${SECRET}>${SECRET}</p>'`],
    ["a mark set on what was told", `p.dataset.samepage = 'mask'; p.textContent = '${SECRET}'`],
    [
      "what was told and is moved under a mark",
      `d.innerHTML = '<div data-samepage=hide></div>'; d.firstChild.append(p); p.textContent = '${SECRET}'`,
    ],
    [
      "what is put into a slot under a mark",
      `d.attachShadow({mode:'open'}).innerHTML = '<div data-samepage=mask><slot></slot></div>'; d.textContent = '${SECRET}'`,
    ],
    [
      "what is deep in a slot under a mark",
      `d.innerHTML = '<b><i>x</i></b>'; d.attachShadow({mode:'open'}).innerHTML = '<p data-samepage=mask><slot></slot></p>'; d.querySelector('i').append('${SECRET}')`,
    ],
    [
      "a field in a shadow tree",
      `d.attachShadow({mode:'open'}).innerHTML = '<b>x</b><textarea name=password>${SECRET}</textarea>'`,
    ],
    [
      "a list of a field",
      `d.innerHTML = '<input type=password list=l><datalist id=l><option value=${SECRET}></datalist>'`,
    ],
  ])("%s is withheld, and the page goes on when it has come", async (_, code) => {
    await engine.start(PLAIN, defaultPolicy);
    await Promise.all([chunk.asked(), act(`${code}; document.body.append('later')`)]);
    await act(`document.body.append(' and last'); if (d.firstChild) d.firstChild.title = '${SECRET}'`);
    expect(engine.told()).not.toContain(SECRET);
    expect(await shown()).not.toContain("last");
    await come();
    expect(await shown()).toMatch(/later and last$/);
    expect(engine.told()).not.toContain(SECRET);
    expect(await engine.faults()).toEqual([]);
  });

  it("a page that begins with a field waits for it", async () => {
    await engine.start(`${PLAIN}<input value=open>`, defaultPolicy);
    expect(engine.wire).toEqual([]);
    await come();
    expect(await shown()).toContain("In 2024");
  });

  it("a number that comes piece by piece is complete for nobody", async () => {
    await engine.start(PLAIN, defaultPolicy);
    await act("d.innerHTML = '<p>No. <b>5105</b> <i>1051</i></p>'");
    await act("d.firstChild.insertAdjacentHTML('beforeend', ' <span><u>0510</u></span>')");
    expect(await shown()).toContain("5105 1051 0510");
    expect(chunk.requests).toBe(0);
    await Promise.all([
      chunk.asked(),
      act("const s = document.createElement('span'); s.textContent = ' 51'; d.firstChild.append(s, '00 ok')"),
    ]);
    expect(await shown()).toContain("5105 1051 0510");
    expect(await shown()).not.toContain("51051051051051");
    expect(engine.told()).not.toMatch(/00 ok/);
    await come();
    expect(await shown()).toMatch(/No\. [█ ]+ ok/);
  });

  it("a card number in a plain text, which changes after it", async () => {
    await engine.start(PLAIN, defaultPolicy);
    await Promise.all([chunk.asked(), act("p.firstChild.data = 'card 5105 1051 0510 5100'")]);
    await act("p.firstChild.data = 'card 5105-1051-0510-5100 twice'");
    expect(engine.told()).not.toMatch(/5105|0510/);
    await come();
    expect(await shown()).toContain("card ██████ twice");
    expect(engine.told()).not.toMatch(/5105|0510/);
    const areas = () => globalThis.customer.capture.hiddenAreas().map(({ element }) => element.id);
    expect(await engine.customer.page.evaluate(areas)).toEqual(["p"]);
  });

  it("a password that shows itself meanwhile stays one", async () => {
    await engine.start(PLAIN, defaultPolicy);
    await Promise.all([chunk.asked(), act("d.innerHTML = '<input type=password>'")]);
    await act(`d.firstChild.type = 'text'; d.firstChild.value = '${SECRET}'`);
    await come();
    expect(engine.told()).not.toContain(SECRET);
    expect(
      await engine.agent.page.evaluate(
        () => globalThis.agent.frame.contentDocument?.querySelector("input")?.value,
      ),
    ).toMatch(/^•+$/);
  });

  it("what the customer hides by hand, and what a new rule masks", async () => {
    await engine.start(PLAIN, defaultPolicy);
    const { page } = engine.customer;
    await Promise.all([
      chunk.asked(),
      page.evaluate(() => {
        const { capture } = globalThis.customer;
        capture.hide(document.querySelector("#p") as Element);
        capture.purge({
          version: 1,
          maskAll: false,
          pageMayAllow: false,
          texts: [],
          rules: [{ id: "r", effect: "mask", selector: "#d" }],
        });
      }),
    ]);
    await act(`p.textContent = d.textContent = '${SECRET}'; document.body.append('open')`);
    expect(engine.told()).not.toContain("open");
    await come();
    expect(engine.told()).not.toContain(SECRET);
    expect(await shown()).toContain("open");
  });

  it("an agent may do nothing with it", async () => {
    await engine.start(PLAIN, defaultPolicy);
    const allowed = () =>
      globalThis.customer.capture.actionAllowed(document.querySelector("#p") as Element, "press");
    expect(await engine.customer.page.evaluate(allowed)).toEqual({ allowed: true });
    await Promise.all([chunk.asked(), act("d.innerHTML = '<input>'")]);
    expect(await engine.customer.page.evaluate(allowed)).toEqual({ allowed: false, reason: "masked" });
    await come();
    expect(await engine.customer.page.evaluate(allowed)).toEqual({ allowed: true });
  });

  it("where it can't be had nothing more is told, until it can", async () => {
    await engine.start(PLAIN, defaultPolicy);
    await Promise.all([chunk.asked(), act(`d.innerHTML = '<input type=password value=${SECRET}>'`)]);
    await chunk.answer("failing");
    await act("document.body.append('last')");
    expect(await shown()).not.toContain("last");
    await come();
    expect(await shown()).toContain("last");
    expect(engine.told()).not.toContain(SECRET);
    expect(chunk.requests).toBeGreaterThan(1);
  });
});
