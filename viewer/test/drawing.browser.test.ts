import { describe, expect, it } from "vitest";
import { type Lab, type Mode, workbenches } from "./lab.ts";

const PAGE = `<!doctype html><style>body{margin:0;font:16px sans-serif}h1{margin:60px 40px 200px;font-size:24px}
  button{margin:0 0 0 200px;width:100px;height:40px}</style>
  <h1 id="title">Your basket</h1><button id="pay">Pay</button>`;

const pen = { type: "tool", tool: "freehand", colour: "#d6336c", width: 4 } as const;

describe("annotations in the agent's picture", () => {
  const bench = workbenches(PAGE);
  let lab: Lab;
  const open = async (mode: Mode = "point"): Promise<Lab> => {
    lab = await bench(mode);
    return lab;
  };

  /** Points around an element, as a hand circles it. */
  const circle = async (selector: string): Promise<[number, number][]> => {
    const { x, y, width, height } = await lab.spot(selector);
    return Array.from({ length: 25 }, (_, i) => {
      const angle = (i / 24) * 2 * Math.PI;
      return [x + (width / 2 + 20) * Math.cos(angle), y + (height / 2 + 20) * Math.sin(angle)];
    });
  };

  const last = async () => (await lab.told("annotations")).at(-1);

  it("A16 a circle grows while it is drawn and hangs on what it is around", async () => {
    await open();
    await lab.say(pen);
    await lab.drag(await circle("#pay"));
    const drawn = await lab.sent("annotate.draw");
    const done = drawn.at(-1);
    expect(done).toMatchObject({
      on: "pay",
      tool: "freehand",
      colour: "#d6336c",
      width: 4,
      offset: 0,
      done: true,
    });
    expect(done?.["points"]).toHaveProperty(
      "length",
      expect.toSatisfy((n: number) => n > 20),
    );
    expect(new Set(drawn.map((d) => d["id"])).size).toBe(1);
    await expect.poll(() => lab.marks.count()).toBe(1);
    expect(await last()).toEqual({ type: "annotations", count: 1 });
  });

  it("A16 it follows its element when the page moves", async () => {
    await open();
    await lab.say(pen);
    await lab.drag(await circle("#pay"));
    const before = await lab.markLeft();
    await lab.act('document.querySelector("#pay").style.marginLeft = "320px"');
    await expect.poll(async () => Math.round((await lab.markLeft()) - before)).toBe(120);
  });

  it("A16 arrow and box have two ends, a highlight none; the arrow means what its tip is on", async () => {
    await open();
    const { x, y } = await lab.spot("#pay");
    await lab.say({ ...pen, tool: "arrow" });
    await lab.drag([
      [x - 150, y - 90],
      [x - 60, y - 30],
      [x, y],
    ]);
    await lab.say({ ...pen, tool: "box" });
    await lab.drag(await circle("#title"));
    await lab.say({ ...pen, tool: "highlight" });
    await lab.click("#pay");
    const done = (await lab.sent("annotate.draw")).filter((d) => d["done"]);
    expect(done.map((d) => [d["tool"], (d["points"] as number[]).length])).toEqual([
      ["arrow", 4],
      ["box", 4],
      ["highlight", 0],
    ]);
    expect([done[0]?.["on"], done[2]?.["on"]]).toEqual(["pay", "pay"]);
    await expect.poll(() => lab.marks.count()).toBe(3);
  });

  it("A16 a second click takes them away; a highlight goes alone; undo takes the newest", async () => {
    await open();
    await lab.say({ ...pen, tool: "highlight" });
    await lab.click("#pay");
    await lab.click("#pay");
    await expect.poll(() => lab.marks.count()).toBe(0);
    await lab.say(pen);
    await lab.drag(await circle("#pay"));
    await lab.drag(await circle("#title"));
    await lab.say({ type: "annotateUndo" });
    await expect.poll(() => lab.marks.count()).toBe(1);
    await lab.click("#pay");
    await expect.poll(() => lab.marks.count()).toBe(0);
    expect(await lab.sent("annotate.undo")).toHaveLength(2);
    expect(await lab.sent("annotate.clear")).toHaveLength(1);
    expect(await last()).toEqual({ type: "annotations", count: 0 });
  });

  it("A16 A17 what the customer's page took away goes here too, but not for another agent's", async () => {
    await open();
    await lab.say(pen);
    await lab.drag(await circle("#pay"));
    await lab.answer({ kind: "annotate.gone", agent: "agent_2", ids: [], why: "scroll" });
    await expect.poll(() => lab.marks.count()).toBe(1);
    await lab.answer({ kind: "annotate.gone", agent: "agent_1", ids: [], why: "scroll" });
    await expect.poll(() => lab.marks.count()).toBe(0);
    expect(await last()).toEqual({ type: "annotations", count: 0, gone: "scroll" });
  });

  it("A16 when the customer leaves the page they go, and the page hears it", async () => {
    await open();
    await lab.say(pen);
    await lab.drag(await circle("#pay"));
    await lab.page.evaluate(() => globalThis.bench.restream());
    await expect.poll(() => lab.marks.count()).toBe(0);
    expect(await last()).toEqual({ type: "annotations", count: 0, gone: "left" });
    expect(await lab.sent("annotate.clear")).toHaveLength(1);
  });

  it("A16 without the grant nothing is drawn, and it is said", async () => {
    await open("view");
    await lab.say(pen);
    await lab.drag(await circle("#pay"));
    await expect.poll(() => lab.line.textContent()).toBe("Annotations are not allowed here");
    expect(await lab.sent("annotate.draw")).toEqual([]);
  });

  it("A16 a new keyframe leaves them where they are", async () => {
    await open();
    await lab.say(pen);
    await lab.drag(await circle("#pay"));
    const before = await lab.markLeft();
    await lab.page.evaluate(() => globalThis.bench.keyframe());
    await lab.act('document.querySelector("#pay").style.marginLeft = "230px"');
    await expect.poll(async () => Math.round((await lab.markLeft()) - before)).toBe(30);
  });
});
