import { describe, expect, it } from "vitest";
import { hand } from "./perform-desk.ts";

const agent = hand();

describe("A9 pointer", () => {
  it("sends what a mouse sends, in its order", async () => {
    await agent.show("<button id=b>Press</button>");
    const pointer = ["pointerover", "pointerenter", "pointermove", "pointerdown", "pointerup"];
    const mouse = [
      "mouseover",
      "mousemove",
      "mousedown",
      "mouseup",
      "click",
      "dblclick",
      "contextmenu",
      "auxclick",
    ];
    await agent.move("body", 0.9, 0.9);
    await agent.ask(
      `for (const type of ${JSON.stringify([...pointer, ...mouse, "focus"])}) b.addEventListener(type, () => desk.heard.push(type))`,
    );
    await agent.move("#b");
    expect(await agent.heard()).toEqual([
      ..."pointerover pointerenter mouseover pointermove mousemove".split(" "),
    ]);
    await agent.click("#b", { count: 2 });
    const click = "mousedown pointerup mouseup click".split(" ");
    expect(await agent.heard()).toEqual([
      "pointerdown",
      "mousedown",
      "focus",
      ...click.slice(1),
      "pointerdown",
      ...click,
      "dblclick",
    ]);
    await agent.click("#b", { button: 2 });
    expect(await agent.heard()).toEqual(
      "pointerdown mousedown pointerup mouseup contextmenu auxclick".split(" "),
    );
  });

  it("tells place, buttons and modifiers", async () => {
    await agent.show(
      "<button id=b style='position:absolute;left:100px;top:50px;width:80px;height:40px'>x</button><script>for (const t of ['pointerdown','click']) addEventListener(t, (e) => desk.heard.push([t, e.clientX, e.clientY, e.buttons, e.shiftKey, e.detail, e.pointerType].join()))</script>",
    );
    await agent.click("#b", { x: 0.25, y: 0.5, held: ["Shift"] });
    expect(await agent.heard()).toEqual(["pointerdown,120,70,1,true,0,mouse", "click,120,70,0,true,1,mouse"]);
  });

  it.each([
    ["", "width:216px;height:20px"],
    ["from right to left", "width:216px;height:20px;direction:rtl"],
    ["that stands upright", "width:20px;height:216px;writing-mode:vertical-lr;direction:rtl"],
  ])(
    "works a range %s as a mouse does: knob and track, with input on the way and change at the end",
    async (_, look) => {
      const body = `<input id=i type=range max=200 step=5 value=50 style="position:absolute;margin:0;left:50px;top:50px;${look}">`;
      const types = ["mousedown", "input", "mouseup", "change", "click"];
      const upright = look.includes("vertical");
      const strokes = [
        [0.29, 0.4, 0.75], // the knob, at its edge where the range begins at the left
        [0.71, 0.6, 0.25], // the same where it begins at the right
        [0.9, 0.9],
        [0.5, 3],
      ];
      const placed = (part: number) => (upright ? ([0.5, part] as const) : ([part, 0.5] as const));
      const told: string[][] = [[], []];
      for (const stroke of strokes) {
        await agent.show(body);
        await agent.listen(...types);
        await agent.drag(stroke.map((part) => ["#i", ...placed(part)] as const));
        told[0]?.push((await agent.heard()).join(), await agent.ask("i.value"));
        await agent.show(body);
        await agent.listen(...types);
        const { x, y, width, height } = await agent.page
          .locator("#i")
          .evaluate((el) => el.getBoundingClientRect());
        const { mouse } = agent.page;
        for (const [index, part] of stroke.entries()) {
          const [right, down] = placed(part);
          await mouse.move(x + width * right, y + height * down);
          if (index === 0) await mouse.down();
        }
        await mouse.up();
        told[1]?.push((await agent.heard()).join(), await agent.ask("i.value"));
      }
      expect(told[0]).toEqual(told[1]);
    },
  );

  it.each([
    ["a checkbox", "<input id=t type=checkbox>", "t.checked"],
    ["a radio button", "<input id=t type=radio>", "t.checked"],
    ["a label", "<label id=t>x <input id=i type=checkbox></label>", "i.checked"],
    ["a label of another place", "<label id=t for=i>x</label><input id=i type=checkbox>", "i.checked"],
    ["a summary", "<details id=d><summary id=t>s</summary>x</details>", "d.open"],
    [
      "a popover's button",
      "<button id=t popovertarget=p>x</button><div id=p popover>y</div>",
      "p.matches(':popover-open')",
    ],
    ["a link", "<a id=t href='#there'>x</a>", "location.hash === '#there'"],
    [
      "a submit button",
      "<form id=f onsubmit='globalThis.sent=true;event.preventDefault()'><button id=t>x</button></form>",
      "globalThis.sent === true",
    ],
    [
      "a reset button",
      "<form><input id=i value=1><button id=t type=reset>x</button><script>i.value=2</script></form>",
      "i.value === '1'",
    ],
  ])("makes %s react", async (_, body, reacted) => {
    await agent.show(body);
    expect((await agent.click("#t")).is).toBe("done");
    expect(await agent.ask(reacted)).toBe(true);
  });

  it("says that a form was sent", async () => {
    await agent.show("<form onsubmit='event.preventDefault()'><button id=t>x</button></form>");
    expect(await agent.click("#t")).toEqual({ is: "done", action: "submit" });
  });

  it("gives and takes the focus as a press does", async () => {
    await agent.show(
      "<input id=a><button id=b><b id=inner>x</b></button><p id=p>text</p><label id=l for=a>label</label>",
    );
    const active = () => agent.ask("document.activeElement.id || document.activeElement.localName");
    await agent.click("#inner");
    expect(await active()).toBe("b");
    expect(await agent.ask("b.matches(':focus-visible')")).toBe(false);
    await agent.click("#p");
    expect(await active()).toBe("body");
    await agent.click("#l");
    expect(await active()).toBe("a");
    await agent.ask("b.onmousedown = (e) => e.preventDefault()");
    await agent.click("#b");
    expect(await active()).toBe("a");
  });

  it("opens menus of nothing but CSS for the customer too, and leaves nothing of that behind", async () => {
    await agent.show(
      "<style>nav ul ul{display:none}nav li:hover>ul{display:block}@media (min-width:1px){a:hover,i{color:rgb(255,0,0)}}.card{.more{display:none}&:hover .more{display:block}}</style>" +
        "<nav><ul><li><a id=a href='#a'>Shop</a><ul id=sub><li><a id=deep href='#deep'>Deep</a></ul><li><a>Help</a><ul id=other><li>x</ul></ul></nav>" +
        "<i id=i style='color:blue'>i</i><div class=card id=card>Card<p class=more id=more>More</p></div>" +
        "<p id=host>host</p><script>host.attachShadow({mode:'open'}).innerHTML='<style>b{display:none}:host(:hover) b{display:block}</style><slot></slot><b>b</b>'</script>",
    );
    const look = (id: string) => agent.ask(`getComputedStyle(${id}).display`);
    await agent.ask(
      "globalThis.seen = new MutationObserver(() => {}); seen.observe(document, {subtree: true, childList: true, attributes: true}); 0",
    );
    expect((await agent.move("#deep")).reason).toBe("gone");
    await agent.move("#a");
    expect([await look("sub"), await look("other"), await look("more")]).toEqual(["block", "none", "none"]);
    expect(await agent.ask("getComputedStyle(a).color + getComputedStyle(i).color")).toBe(
      "rgb(255, 0, 0)rgb(0, 0, 255)",
    );
    await agent.move("#deep");
    expect(await look("sub")).toBe("block");
    await agent.click("#deep");
    expect(await agent.ask("location.hash")).toBe("#deep");
    await agent.move("#card", 0.1, 0.1);
    expect([await look("sub"), await look("more")]).toEqual(["none", "block"]);
    await agent.move("#host", 0.1, 0.1);
    expect(await look("host.shadowRoot.querySelector('b')")).toBe("block");
    await agent.stop();
    expect([await look("host.shadowRoot.querySelector('b')"), await look("more")]).toEqual(["none", "none"]);
    const left = "document.adoptedStyleSheets.length + host.shadowRoot.adoptedStyleSheets.length";
    expect(await agent.ask<number>(`${left} + seen.takeRecords().length`)).toBe(0);
  });

  it("opens menus that events open, and closes what a press elsewhere closes", async () => {
    await agent.show(
      "<div id=m onmouseenter='s.hidden=false' onmouseleave='s.hidden=true' style='width:100px'>menu<div id=s hidden>item</div></div><p id=p>x</p><div id=o popover>open</div>",
    );
    await agent.move("#m");
    await agent.move("#s");
    expect(await agent.ask("s.hidden")).toBe(false);
    await agent.move("#p");
    expect(await agent.ask("s.hidden")).toBe(true);
    await agent.ask("o.showPopover()");
    await agent.click("#p", { x: 0.02 });
    expect(await agent.ask("o.matches(':popover-open')")).toBe(false);
  });

  it("marks text by drag, words and paragraphs by count, and puts the caret into fields", async () => {
    await agent.show(
      "<p id=p style='width:max-content'>0123456789 abc</p><input id=i value='0123456789' style='padding:0;border:0;width:10ch;font:16px monospace'>",
    );
    await agent.drag([
      ["#p", 0, 0.5],
      ["#p", 0.25, 0.5],
      ["#p", 0.499, 0.5],
    ]);
    expect(await agent.ask("getSelection().toString()")).toBe("0123456");
    await agent.click("#p", { x: 0.9, count: 2 });
    expect((await agent.ask("getSelection().toString()")).trim()).toBe("abc");
    await agent.click("#i", { x: 0.501 });
    expect(await agent.ask("i.selectionStart")).toBe(5);
    await agent.drag([
      ["#i", 0.201, 0.5],
      ["#i", 0.801, 0.5],
    ]);
    expect(await agent.ask("i.value.slice(i.selectionStart, i.selectionEnd)")).toBe("234567");
  });

  it("drags by pointer events, also with pointer capture", async () => {
    await agent.show(
      `<div id=d style='position:absolute;left:10px;top:10px;width:40px;height:40px;background:red'></div><script>
      d.onpointerdown = (e) => { d.setPointerCapture(e.pointerId); d.has = d.hasPointerCapture(e.pointerId); d.x = e.clientX - d.offsetLeft };
      d.onpointermove = (e) => { if (e.buttons) d.style.left = e.clientX - d.x + 'px' };
      d.onlostpointercapture = () => { d.lost = true };
      </script>`,
    );
    await agent.drag([
      ["#d", 0.5, 0.5],
      ["html", 0.25, 0.5],
      ["html", 0.5, 0.5],
    ]);
    expect(await agent.ask("d.has && d.lost")).toBe(true);
    expect(await agent.ask("Math.abs(d.offsetLeft + 20 - innerWidth / 2) < 3")).toBe(true);
    expect(await agent.ask("/native code/.test(Element.prototype.setPointerCapture)")).toBe(true);
  });

  it("drags what is draggable, with what it carries", async () => {
    await agent.show(
      `<div id=s draggable=true>source</div><div id=t style='height:60px'>target</div><script>
      s.ondragstart = (e) => e.dataTransfer.setData('text/plain', 'carried');
      t.ondragover = (e) => e.preventDefault();
      t.ondrop = (e) => { e.preventDefault(); t.got = e.dataTransfer.getData('text/plain') };
      s.ondragend = () => { s.ended = true };
      </script>`,
    );
    const said = await agent.drag([
      ["#s", 0.1, 0.5],
      ["#s", 0.3, 0.9],
      ["#t", 0.2, 0.5],
    ]);
    expect(said).toEqual({ is: "done", action: "drag" });
    expect(await agent.ask("t.got + s.ended")).toBe("carriedtrue");
  });

  it("turns the wheel: the innermost scroller first, then the one around it, unless the page takes it", async () => {
    await agent.show(
      "<div id=o style='height:200px;overflow:auto'><div id=i style='height:100px;overflow:auto'><div style='height:150px'>x</div></div><div style='height:400px'></div></div><p id=p>x</p><div style='height:3000px'></div>",
    );
    const tops = () => agent.ask("[i.scrollTop, o.scrollTop, scrollY].join()");
    await agent.wheel("#i", 0, 50);
    expect(await tops()).toBe("50,0,0");
    await agent.wheel("#i", 0, 50);
    expect(await tops()).toBe("50,50,0");
    await agent.ask("i.style.overscrollBehavior = 'contain'");
    await agent.wheel("#i", 0, 50);
    expect(await tops()).toBe("50,50,0");
    await agent.ask("o.addEventListener('wheel', (e) => e.preventDefault(), { passive: false })");
    await agent.wheel("#i", 0, -50);
    expect(await tops()).toBe("50,50,0");
    await agent.wheel("#p", 0, 100);
    expect(await tops()).toBe("50,50,100");
  });
});
