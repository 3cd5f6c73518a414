import { describe, expect, it } from "vitest";
import { hand } from "./perform-desk.ts";

const agent = hand();
const refused = (reason: string) => ({ is: "refused", reason });

describe("P1 P6 A9 what an agent's input is refused for", () => {
  it.each([
    ["masked", "<button id=t data-rule=masked>x</button>", "masked"],
    ["blocked", "<div data-rule=blocked><button id=t>x</button></div>", "blocked"],
    ["a page to look at only", "<button id=t data-rule=viewOnly>x</button>", "view_only"],
    ["our own", "<our-interface><button id=t>x</button></our-interface>", "ours"],
    ["disabled", "<fieldset disabled><button id=t>x</button></fieldset>", "disabled"],
    [
      "a label of a masked field",
      "<label id=t for=i>x</label><input id=i type=checkbox data-rule=masked>",
      "masked",
    ],
    ["covered", "<button id=t>x</button><div style='position:fixed;inset:0'></div>", "covered"],
    ["below the fold", "<div style='height:3000px'></div><button id=t>x</button>", "off_screen"],
    [
      "scrolled out of its box",
      "<div style='height:50px;overflow:auto'><div style='height:300px'></div><button id=t>x</button></div>",
      "off_screen",
    ],
    ["without a box", "<button id=t style='display:none'>x</button>", "gone"],
  ])("a press on something %s", async (_, body, reason) => {
    await agent.show(body);
    await agent.listen("pointerdown", "mousedown", "click");
    expect(await agent.click("#t")).toEqual(refused(reason));
    expect(await agent.heard()).toEqual([]);
  });

  it("a press on what has gone, or moved away from under the point", async () => {
    await agent.show("<button id=t>x</button>");
    await agent.move("#t");
    await agent.ask("globalThis.kept = t; t.remove()");
    expect(await agent.page.evaluate("desk.click(kept)")).toEqual(refused("gone"));
  });

  it("a tick in a box that may only be read, by press, label or key", async () => {
    await agent.show("<div data-rule=readOnly><input id=c type=checkbox><label id=l for=c>x</label></div>");
    for (const place of ["#c", "#l"]) expect(await agent.click(place)).toEqual(refused("readonly"));
    await agent.ask("c.focus()");
    expect(await agent.keys(" ")).toEqual(refused("readonly"));
    expect(await agent.ask("c.checked")).toBe(false);
  });

  it("what is off screen can be brought into view first", async () => {
    await agent.show("<div style='height:3000px'></div><button id=t onclick='this.done=true'>x</button>");
    await agent.reveal("#t");
    expect((await agent.click("#t")).is).toBe("done");
    expect(await agent.ask("t.done")).toBe(true);
  });

  it("late input never hits something else: what slid under the point is not clicked", async () => {
    await agent.show(
      "<div id=a style='height:40px' onclick='hit=1'>a</div><div id=b style='height:40px' onclick='hit=2'>b</div><script>hit=0</script>",
    );
    await agent.ask("a.onpointerdown = () => { b.after(a) }");
    await agent.click("#a");
    expect(await agent.ask("hit")).not.toBe(2);
  });

  it("typing where the focus is in something masked, hidden, read-only or ours", async () => {
    await agent.show(
      "<input id=m data-rule=masked><input id=r data-rule=readOnly><input id=o readonly value=x><our-interface><input id=u></our-interface><button id=b>x</button>",
    );
    for (const [id, reason] of [
      ["m", "masked"],
      ["r", "readonly"],
      ["o", "readonly"],
      ["u", "ours"],
    ] as const) {
      await agent.ask(`${id}.focus()`);
      expect(await agent.type("a")).toEqual(refused(reason));
      expect(await agent.text("a")).toEqual(refused(reason));
    }
    expect(await agent.ask("m.value + r.value + o.value + u.value")).toBe("x");
    await agent.ask("m.focus()");
    expect((await agent.keys("Tab")).is).toBe("done");
    expect(await agent.pick("#b", "1")).toEqual(refused("not_editable"));
  });

  it("P6: a press that the customer has to allow reaches the page only then", async () => {
    await agent.show("<div data-rule=stepUp><button id=t onclick='this.done=true'>Pay</button></div>");
    await agent.listen("pointerdown", "mousedown", "click");
    expect(await agent.click("#t")).toEqual({ is: "asks" });
    expect(await agent.heard()).toEqual([]);
    expect(await agent.allow()).toEqual({ is: "done", action: "click" });
    expect(await agent.heard()).toEqual(["pointerdown t", "mousedown t", "click t"]);
  });

  it("P6: so does Enter in a field of its form, and Space on the button", async () => {
    await agent.show(
      "<form onsubmit='event.preventDefault();sent=true'><input id=i><button id=b data-rule=stepUp>Pay</button></form><script>sent=false</script>",
    );
    await agent.click("#i");
    await agent.listen("keydown");
    expect(await agent.keys("Enter")).toEqual({ is: "asks" });
    expect(await agent.heard()).toEqual([]);
    await agent.allow();
    expect(await agent.ask("sent")).toBe(true);
    await agent.ask("b.focus()");
    expect(await agent.keys(" ")).toEqual({ is: "asks" });
  });

  it("a blocked button is not reached by Enter either", async () => {
    await agent.show(
      "<form onsubmit='event.preventDefault();sent=true'><input id=i><button data-rule=blocked>Pay</button></form><script>sent=false</script>",
    );
    await agent.click("#i");
    expect(await agent.keys("Enter")).toEqual(refused("blocked"));
    expect(await agent.ask("sent")).toBe(false);
  });
});

describe("A9 what only the customer's own click may do", () => {
  it.each([
    ["file", "<input id=t type=file>"],
    ["file", "<label id=t for=f>Choose</label><input id=f type=file hidden>"],
    ["file", "<button id=t onclick='f.click()'>x</button><input id=f type=file hidden>"],
    [
      "file",
      "<button id=t onclick=\"const i=document.createElement('input');i.type='file';i.click()\">x</button>",
    ],
    ["popup", "<button id=t onclick=\"window.open('/other')\">x</button>"],
    ["popup", "<a id=t href=/x target=_blank>x</a>"],
    ["fullscreen", "<button id=t onclick='document.body.requestFullscreen().catch(() => {})'>x</button>"],
    ["clipboard", "<button id=t onclick=\"document.execCommand('copy')\">x</button>"],
    ["other", "<a id=t href='mailto:a@b.de'>x</a>"],
    ["other", "<a id=t href=/x download>x</a>"],
    ["other", "<iframe id=t src='https://pay.test/'></iframe>"],
    ["other", "<video id=t controls></video>"],
  ])("is told: %s", async (what, body) => {
    await agent.show(body);
    expect(await agent.click("#t")).toEqual({ is: "refused", reason: "needs_customer", what });
    expect(
      await agent.ask("[window.open, HTMLElement.prototype.click].every((f) => /native code/.test(f))"),
    ).toBe(true);
  });

  it("a link, form or script out of the company's pages is refused, one within is not", async () => {
    await agent.show(
      "<a id=out href=http://elsewhere.test/>x</a><a id=in href=http://club.test/ onclick='event.preventDefault()'>x</a><form action=http://elsewhere.test/><button id=f>x</button></form><button id=s onclick=\"location.href='http://elsewhere.test/'\">x</button>",
    );
    for (const place of ["#out", "#f", "#s"])
      expect(await agent.click(place)).toEqual(refused("other_origin"));
    expect((await agent.click("#in")).is).toBe("done");
    expect(await agent.ask("location.href")).toBe("https://page.test/");
  });
});

describe("what control leaves behind", () => {
  it("nothing: no listener, no patch, no button held", async () => {
    await agent.page.addInitScript(() => {
      const { addEventListener, removeEventListener } = EventTarget.prototype;
      const count = { open: 0 };
      Object.assign(globalThis, { count });
      EventTarget.prototype.addEventListener = function (...args) {
        count.open++;
        Reflect.apply(addEventListener, this, args);
      };
      EventTarget.prototype.removeEventListener = function (...args) {
        count.open--;
        Reflect.apply(removeEventListener, this, args);
      };
    });
    await agent.show("<input id=a><div id=d>x</div><script>desk0 = 1</script>");
    const before = await agent.ask("count.open");
    await agent.click("#a");
    await agent.type("text");
    await agent.move("#d");
    await agent.text("more");
    expect(await agent.ask("count.open")).toBeGreaterThan(Number(before)); // the field is watched for its change
    await agent.stop();
    expect(await agent.ask("count.open")).toBe(before);
  });
});
