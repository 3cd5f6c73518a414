import { describe, expect, it } from "vitest";
import { type Lab, type Mode, workbenches } from "./lab.ts";

// the customer's viewport is 800 × 600; the pane is wider
const PAGE = `<!doctype html><style>body{margin:0;font:16px sans-serif}.row{height:300px}
  #wide{display:none}@media(min-width:1000px){#wide{display:block}}
  #list{height:100px;overflow:auto}#list div{height:400px}</style>
  <h1 id="top">Top</h1><button id="wide">Only where it is wide</button>
  <div id="list"><div>Long list</div></div>
  <p class="row" id="one">One</p><p class="row" id="two">Two</p><p class="row" id="three">Three</p>
  <button id="end">End</button>`;

describe("True View off (A14)", () => {
  const bench = workbenches(PAGE);
  let lab: Lab;
  const open = async (mode: Mode = "control"): Promise<void> => {
    lab = await bench(mode);
    await lab.say({ type: "trueView", on: false });
    await expect.poll(() => lab.page.locator("rect.seen").count()).toBeGreaterThan(0);
  };
  const widthInside = () =>
    lab.page.evaluate(
      () => document.querySelector<HTMLIFrameElement>(".sheet iframe")?.contentWindow?.innerWidth,
    );

  it("A14 the page has the pane's width and the console is told; and the customer's again", async () => {
    await open();
    expect(await widthInside()).toBe(await lab.page.evaluate(() => innerWidth));
    await lab.say({ type: "trueView", on: true });
    await lab.settle();
    expect(await widthInside()).toBe(800);
    expect(await lab.told("layout")).toEqual([
      { type: "layout", differs: true },
      { type: "layout", differs: false },
    ]);
  });

  it("A14 scrolling there is the agent's own, to the end and back, and the customer's scroll does not move it", async () => {
    await open();
    const scrollOf = () =>
      lab.page.evaluate(
        () => document.querySelector<HTMLIFrameElement>(".sheet iframe")?.contentWindow?.scrollY ?? 0,
      );
    const { x, y } = await lab.spot("#one");
    await lab.page.mouse.move(x, y);
    await lab.page.mouse.wheel(0, 250);
    await expect.poll(scrollOf).toBe(250);
    await lab.say({ type: "trueView", on: true });
    await expect.poll(scrollOf).toBe(0); // where the customer is who has never scrolled
    await lab.say({ type: "trueView", on: false });
    await lab.page.mouse.wheel(0, 250);
    await expect.poll(scrollOf).toBe(250);
    await lab.act("scrollTo(0, 100)");
    expect(await scrollOf()).toBe(250);
    await expect.poll(() => lab.sent("input.wheel")).toEqual([]);
    await lab.say({ type: "trueView", on: true });
    await expect.poll(scrollOf).toBe(100);
  });

  it("A14 what lies beyond the customer's screen is told, brought into view, and then pressed", async () => {
    await open();
    await lab.page.mouse.move(300, 300);
    await lab.page.mouse.wheel(0, 2000);
    await lab.act('document.querySelector("#one").textContent = "compared anew"');
    await lab.click("#end");
    const acts = await lab.page.evaluate(() =>
      globalThis.bench.sent
        .filter(({ kind }) => kind === "input.reveal" || kind === "input.press")
        .map(({ kind, phase }) => `${kind} ${phase ?? ""}`.trim()),
    );
    expect(acts).toEqual(["input.reveal", "input.press down", "input.press up"]);
    expect((await lab.sent("input.reveal"))[0]?.["on"]).toBe("end");
    expect((await lab.told("outside")).at(-1)).toEqual({ type: "outside", on: true });
    await lab.say({ type: "reveal" });
    expect((await lab.sent("input.reveal")).map((r) => r["on"])).toEqual(["end", "end"]);
  });

  it("A14 what the customer does not have at all is veiled and refused", async () => {
    await open();
    await expect.poll(() => lab.page.locator("rect.veil").count()).toBe(1);
    await lab.click("#wide");
    await expect.poll(() => lab.line.textContent()).toBe("The customer does not have this on the screen");
    expect(await lab.sent("input.press")).toEqual([]);
  });

  it("A14 the outline follows the customer's scroll", async () => {
    await open();
    // in one step, as what is drawn is made anew now and then
    const bottom = () =>
      lab.page.evaluate(() => {
        const lowest = [...document.querySelectorAll("rect.seen")].at(-1);
        return Math.round(lowest?.getBoundingClientRect().bottom ?? Number.NaN);
      });
    const before = await bottom();
    await lab.act("scrollTo(0, 600)");
    await expect.poll(bottom).toBeGreaterThan(before);
  });

  it("M5 a pinch shows which part the customer sees", async () => {
    await open();
    await lab.say({ type: "trueView", on: true });
    await lab.page.evaluate(() =>
      globalThis.bench.viewport({
        width: 800,
        height: 600,
        dpr: 2,
        dark: false,
        scrollbar: 0,
        visual: { x: 100, y: 50, scale: 2 },
      }),
    );
    const box = lab.page.locator("rect.seen");
    await expect.poll(() => box.getAttribute("width")).toBe("400");
    expect([await box.getAttribute("x"), await box.getAttribute("y")]).toEqual(["100", "50"]);
  });
});

describe("the keyboard in the picture (A21)", () => {
  const FORM = `<!doctype html><h1>Basket</h1><p>Two things</p><input type="checkbox" id="gift" checked aria-label="Gift wrap">
    <div id="host"></div><input id="code" aria-label="Code" required value="SPRING"><p aria-hidden="true">silent</p>
    <button id="pay" disabled>Pay</button><p style="margin-top:900px">Far below</p>
    <script>host.attachShadow({mode:"open"}).innerHTML='<a href="/x">Terms</a>'</script>`;
  const bench = workbenches(FORM);
  let lab: Lab;
  const open = async (mode: Mode): Promise<void> => {
    lab = await bench(mode);
    await lab.say({ type: "focus" });
  };
  const press = async (...keys: string[]): Promise<(string | null)[]> => {
    const heard: (string | null)[] = [];
    for (const key of keys) {
      await lab.page.keyboard.press(key);
      heard.push(await lab.heard);
    }
    return heard;
  };

  it("A21 goes from element to element and says role, name and state", async () => {
    await open("point");
    expect(await press(...Array<string>(7).fill("ArrowDown"))).toEqual([
      "Basket, heading, level 1",
      "Two things",
      "Gift wrap, checkbox, checked",
      "Terms, link",
      "Code, text field, SPRING, required",
      "Pay, button, switched off",
      "Far below, outside of what the customer sees",
    ]);
    expect(await press("Home", "Tab", "Tab", "Shift+Tab", "End")).toEqual([
      "Basket, heading, level 1",
      "Gift wrap, checkbox, checked",
      "Terms, link",
      "Gift wrap, checkbox, checked",
      "Far below, outside of what the customer sees",
    ]);
    expect((await lab.sent("pointer.move")).length).toBeGreaterThan(6);
  });

  it("A21 Enter presses with control, and the keys of a field go to it", async () => {
    await open("control");
    await press("Tab", "Enter");
    expect((await lab.sent("input.press")).map((p) => [p["on"], p["phase"]])).toEqual([
      ["gift", "down"],
      ["gift", "up"],
    ]);
    await press("Tab", "Tab", "Enter");
    await lab.page.keyboard.type("x");
    expect((await lab.sent("input.key")).map((k) => k["key"])).toEqual(["x"]);
  });

  it("A16 A21 with a pen in the hand Enter highlights the element, and again takes that away", async () => {
    await open("point");
    await lab.say({ type: "tool", tool: "freehand", colour: "#d6336c", width: 4 });
    await press("Tab", "Enter");
    expect(await lab.sent("annotate.draw")).toMatchObject([{ on: "gift", tool: "highlight", done: true }]);
    await press("Enter");
    expect(await lab.sent("annotate.undo")).toHaveLength(1);
  });

  it("A21 without control Enter says why nothing happens; Escape leaves, and Tab leaves at the end", async () => {
    await open("point");
    await press("Tab", "Enter");
    await expect.poll(() => lab.line.textContent()).toBe("View + Pointer: clicking needs Full Control");
    await press("Escape");
    expect(await lab.told("leave")).toHaveLength(1);
    await press("Tab", "Tab", "Tab", "Tab");
    expect(await lab.page.evaluate(() => document.activeElement?.className)).not.toBe("reader");
  });
});

describe("lists of selects (M4)", () => {
  const bench = workbenches(`<!doctype html>
    <select id="size"><option>Small<option selected>Medium<optgroup label="Rare"><option disabled>Huge</optgroup></select>
    <select id="secret" data-samepage="mask"><option>Member<option>Guest</select>`);
  const openByKeys = async (lab: Lab, id: string): Promise<void> => {
    // a browser opens no list beyond its window
    await lab.showPage(true);
    await lab.act(`document.getElementById("${id}").focus()`);
    await lab.page.keyboard.press("Alt+ArrowDown");
    await lab.settle();
  };
  const rowsOf = (lab: Lab) =>
    lab.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".open-list > div")].map(
        (row) => `${row.dataset["look"]} ${row.textContent}`,
      ),
    );

  it("M4 an open list is drawn at its field, and is gone with it", async () => {
    const lab = await bench("view");
    await openByKeys(lab, "size");
    await expect
      .poll(() => rowsOf(lab))
      .toEqual(["choice Small", "chosen Medium", "group Rare", "disabled Huge"]);
    const list = await lab.page.locator(".open-list").boundingBox();
    const field = await lab.spot("#size");
    expect(Math.abs((list?.y ?? 0) - (field.y + field.height / 2))).toBeLessThan(1);
    await lab.page.keyboard.press("Escape");
    await expect.poll(() => rowsOf(lab)).toEqual([]);
  });

  it("P2 of a masked one nothing is told", async () => {
    const lab = await bench("view");
    await openByKeys(lab, "secret");
    await openByKeys(lab, "size");
    await expect.poll(() => rowsOf(lab).then((rows) => rows.length)).toBe(4);
    await expect.poll(() => lab.page.locator(".open-list").count()).toBe(1);
  });
});
