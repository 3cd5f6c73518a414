import { describe, expect, it } from "vitest";
import { type Lab, type Mode, workbenches } from "./lab.ts";

const PAGE = `<!doctype html><style>button,input,select{font:16px sans-serif;display:block;margin:8px}</style>
  <button id="buy">Buy</button>
  <input id="name" aria-label="Name">
  <label>Size <select id="size"><option id="s">Small</option><option id="m" selected>Medium</option>
    <optgroup label="Long"><option id="l">Large</option></optgroup></select></label>
  <label>Tops <select id="tops" multiple><option id="a">Anchovy</option><option id="b">Basil</option></select></label>
  <input id="day" type="date" min="2026-01-01" value="2026-05-04" aria-label="Day">
  <input id="much" type="range" min="0" max="10" value="3" aria-label="How much">
  <select id="off" disabled><option>None</option></select>
  <div id="host"></div><script>host.attachShadow({mode:"open"}).innerHTML='<button id="deep">Deep</button>'</script>`;

describe("the agent's hand", () => {
  const bench = workbenches(PAGE);
  let lab: Lab;
  const open = async (mode: Mode): Promise<Lab> => {
    lab = await bench(mode);
    return lab;
  };

  it("A9 a click goes to the element, at its point, with its number in a row", async () => {
    await open("control");
    await lab.click("#buy", { clickCount: 2 });
    await lab.click("#buy", { button: "right" });
    const presses = await lab.sent("input.press");
    expect(presses.map((p) => [p["on"], p["phase"], p["button"], p["count"]])).toEqual([
      ["buy", "down", 0, 1],
      ["buy", "up", 0, 1],
      ["buy", "down", 0, 2],
      ["buy", "up", 0, 2],
      ["buy", "down", 2, 1],
      ["buy", "up", 2, 1],
    ]);
    expect(presses[0]?.["at"]).toMatchObject({ x: expect.closeTo(0.5, 1), y: expect.closeTo(0.5, 1) });
    const moves = await lab.sent("input.move");
    expect(moves.at(-1)?.["on"]).toBe("buy");
  });

  it("A9 a press finds the element inside a shadow tree, and a drag ends where it ends", async () => {
    await open("control");
    const from = await lab.spot("#buy");
    const to = await lab.spot("#host");
    await lab.drag([
      [from.x, from.y],
      [to.x - to.width / 2 + 20, to.y],
    ]);
    const presses = await lab.sent("input.press");
    expect(presses.map((p) => [p["on"], p["phase"]])).toEqual([
      ["buy", "down"],
      ["deep", "up"],
    ]);
  });

  it("A9 keys go in order, a paste as a text, a copy as a question; Alt stays the console's", async () => {
    await open("control");
    await lab.click("#name");
    await lab.page.keyboard.type("Hé!");
    await lab.page.keyboard.press("Shift+Tab");
    await lab.page.keyboard.press("Control+a");
    await lab.page.keyboard.press("Control+c");
    await lab.page.keyboard.press("Alt+m");
    await lab.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "from the clipboard");
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    });
    const keys = await lab.sent("input.key");
    expect(keys.map((k) => k["key"])).toEqual(["H", "!", "Tab", "a"]);
    expect(keys.slice(2).map((k) => k["modifiers"])).toEqual([1, 2]);
    const texts = await lab.sent("input.text");
    expect(texts.map((t) => [t["text"], t["source"]])).toEqual([
      ["é", "ime"],
      ["from the clipboard", "paste"],
    ]);
    expect(await lab.sent("input.copy")).toMatchObject([{ cut: false }]);
    await lab.answer({ kind: "copy.text", agent: "agent_1", ref: 1, text: "mine" });
    await lab.answer({ kind: "copy.text", agent: "agent_2", ref: 1, text: "not mine" });
    expect(await lab.told("copied")).toEqual([{ type: "copied", text: "mine" }]);
  });

  it("A9 the wheel is added up over a frame", async () => {
    await open("control");
    const { x, y } = await lab.spot("#buy");
    await lab.page.mouse.move(x, y);
    await lab.page.mouse.wheel(0, 120);
    await lab.page.mouse.wheel(30, 40);
    await lab.settle();
    const turns = await lab.sent("input.wheel");
    const sum = (part: string) => turns.reduce((all, turn) => all + Number(turn[part]), 0);
    expect([sum("dx"), sum("dy")]).toEqual([30, 160]);
    expect(turns[0]?.["on"]).toBe("buy");
  });

  it("A9 a list is picked from by keyboard, with its groups, and closes", async () => {
    await open("control");
    await lab.click("#size");
    const list = lab.page.getByRole("listbox", { name: "Size" });
    await expect.poll(() => list.isVisible()).toBe(true);
    expect(await lab.page.getByRole("option", { name: "Medium" }).getAttribute("aria-selected")).toBe("true");
    await lab.page.keyboard.type("la");
    await lab.page.keyboard.press("Enter");
    const picks = await lab.sent("input.pick");
    const named = await lab.page.evaluate(
      (nodes) => nodes.map((node) => globalThis.bench.nameOf(node)),
      picks[0]?.["options"] as number[],
    );
    expect([picks[0]?.["on"], named]).toEqual(["size", ["l"]]);
    await expect.poll(() => list.isVisible()).toBe(false);
    expect(await lab.sent("input.press")).toEqual([]);
  });

  it("A9 several are picked at once, and Escape picks nothing", async () => {
    await open("control");
    await lab.click("#tops");
    await lab.page.getByRole("option", { name: "Anchovy" }).click();
    await lab.page.getByRole("option", { name: "Basil" }).click();
    await lab.page.getByRole("button", { name: "Set" }).click();
    expect((await lab.sent("input.pick"))[0]?.["options"]).toHaveLength(2);
    await lab.click("#size");
    await lab.page.keyboard.press("Escape");
    expect(await lab.sent("input.pick")).toHaveLength(1);
  });

  it("A9 a day is picked within the page's bounds, and a range's knob goes with the pointer", async () => {
    await open("control");
    await lab.click("#day");
    const day = lab.page.getByRole("textbox", { name: "Day" });
    expect(await day.evaluate((el: HTMLInputElement) => [el.type, el.value, el.min])).toEqual([
      "date",
      "2026-05-04",
      "2026-01-01",
    ]);
    await day.fill("2026-06-07");
    await lab.page.keyboard.press("Enter");
    const picks = await lab.sent("input.pick");
    expect(picks.map((p) => [p["on"], p["value"]])).toEqual([["day", "2026-06-07"]]);
    const { x, y } = await lab.spot("#much");
    await lab.drag([
      [x, y],
      [x + 30, y],
    ]);
    const presses = await lab.sent("input.press");
    expect(presses.map((p) => [p["on"], p["phase"]])).toEqual([
      ["much", "down"],
      ["much", "up"],
    ]);
    expect((await lab.sent("input.move")).at(-1)).toMatchObject({ on: "much" });
  });

  it("A7 no click is dead: each mode says why nothing happens, in the console's language", async () => {
    await open("point");
    await lab.click("#buy");
    await expect.poll(() => lab.line.textContent()).toBe("View + Pointer: clicking needs Full Control");
    await open("view");
    await lab.say({ type: "theme", dark: true, accent: "#0b6b5d", language: "de" });
    await lab.click("#buy");
    await expect.poll(() => lab.line.textContent()).toBe("Nur ansehen: Sie können schauen, nicht klicken");
    expect(await lab.sent("input.press")).toEqual([]);
  });

  it("A9 P6 a refusal is one line where the agent pressed, and told to the console", async () => {
    await open("control");
    await lab.click("#off");
    await expect.poll(() => lab.line.textContent()).toBe("This is switched off on the page");
    await lab.click("#buy");
    const ref = (await lab.sent("input.press"))[0]?.["ref"];
    await lab.answer({ kind: "input.refused", agent: "agent_1", ref, reason: "blocked" });
    await expect.poll(() => lab.line.textContent()).toBe("A rule keeps this from agents");
    await lab.answer({ kind: "input.refused", agent: "agent_2", ref, reason: "masked" });
    await lab.answer({ kind: "stepup", agent: "agent_1", ref, state: "asked", label: "Buy" });
    await expect.poll(() => lab.line.textContent()).toBe("Asking the customer to allow “Buy”…");
    await lab.answer({ kind: "control.pause", until: 50 });
    await expect
      .poll(() => lab.told("paused"))
      .toEqual([
        { type: "paused", on: true },
        { type: "paused", on: false },
      ]);
    expect(await lab.told("refused")).toEqual([{ type: "refused", reason: "blocked" }]);
  });

  it("M6 a finger taps, scrolls, and rests for the second button", async () => {
    await open("control");
    const { x, y } = await lab.spot("#buy");
    const touch = (type: string, dx: number, dy: number) =>
      lab.page.evaluate(
        ([name, clientX, clientY]) => {
          const overlay = document.querySelector(".overlay");
          const init = { pointerType: "touch", pointerId: 7, clientX, clientY, button: 0, bubbles: true };
          overlay?.dispatchEvent(new PointerEvent(name, init));
        },
        [type, x + dx, y + dy] as const,
      );
    await touch("pointerdown", 0, 0);
    await touch("pointerup", 1, 1);
    expect((await lab.sent("input.press")).map((p) => [p["phase"], p["button"]])).toEqual([
      ["down", 0],
      ["up", 0],
    ]);
    await touch("pointerdown", 0, 0);
    await touch("pointermove", 0, -40);
    await touch("pointerup", 0, -40);
    expect(await lab.sent("input.wheel")).toHaveLength(1);
    await touch("pointerdown", 0, 0);
    await expect.poll(async () => (await lab.sent("input.press")).at(-1)?.["button"]).toBe(2);
  });
});
