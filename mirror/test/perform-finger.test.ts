import { describe, expect, it } from "vitest";
import { hand } from "./perform-desk.ts";

const agent = hand({ hasTouch: true, isMobile: true, viewport: { width: 400, height: 700 } });

const TYPES = [
  ..."pointerover pointerenter pointerdown pointerup pointerout pointerleave".split(" "),
  ..."touchstart touchend mouseover mouseenter mousemove mousedown mouseup click focus".split(" "),
];
const HEARS = `for (const type of ${JSON.stringify(TYPES)}) b.addEventListener(type, (e) => desk.heard.push(type + " " + (e.pointerType ?? "")))`;

/** The middle of an element in the window. */
const middleOf = (selector: string) =>
  agent.page.locator(selector).evaluate((el) => {
    const { x, y, width, height } = el.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });

describe("A9 C6 the agent's press on a customer's phone", () => {
  it.each([
    ["", "0"],
    ["on a page that takes the touch", "b.ontouchstart = (e) => e.preventDefault()"],
    ["on a page that takes its end", "b.ontouchend = (e) => e.preventDefault()"],
    ["on a page that takes the pointer", "b.onpointerdown = (e) => e.preventDefault()"],
  ])("is a finger's tap %s", async (_, takes) => {
    const told: string[][] = [];
    for (const taps of [
      async () => expect((await agent.click("#b")).is).toBe("done"),
      async () => {
        const { x, y } = await middleOf("#b");
        await agent.page.touchscreen.tap(x, y);
      },
    ]) {
      await agent.show("<button id=b style='width:120px;height:60px'>Press</button>");
      await agent.ask(`${HEARS}; ${takes}; 0`);
      await taps();
      told.push(await agent.heard());
    }
    expect(told[0]).toEqual(told[1]);
    expect(told[0]?.slice(2, 4)).toEqual(["pointerdown touch", "touchstart "]);
  });

  it("drags what a page drags by touch alone, and hovers nothing on the way", async () => {
    await agent.show(
      "<div id=b style='touch-action:none;width:300px;height:100px'>drag</div><p id=p style='width:100px'>elsewhere</p>",
    );
    await agent.ask(
      "for (const type of ['touchstart','touchmove','touchend','pointermove','mousemove','click']) b.addEventListener(type, (e) => desk.heard.push([type, ...[...(e.changedTouches ?? [])].map((t) => Math.round(t.clientX)), e.touches?.length ?? ''].join(' ').trim())); 0",
    );
    await agent.move("#b");
    await agent.move("#p");
    expect(await agent.heard()).toEqual([]);
    expect(
      await agent.drag([
        ["#b", 0.1, 0.5],
        ["#b", 0.5, 0.5],
        ["#p", 0.5, 0.5],
      ]),
    ).toEqual({ is: "done", action: "drag" });
    expect(await agent.heard()).toEqual([
      "touchstart 38 1",
      "pointermove",
      "touchmove 38 1",
      "pointermove",
      "touchmove 158 1",
      "pointermove",
      "touchmove 58 1",
      "touchend 58 0",
    ]);
  });

  it("is taken back as a touch, when the customer comes between", async () => {
    await agent.show("<button id=b>Press</button>");
    await agent.listen("pointercancel", "touchcancel", "click");
    await agent.hold("#b");
    await agent.letGo();
    expect(await agent.heard()).toEqual(["pointercancel b", "touchcancel b"]);
  });
});
