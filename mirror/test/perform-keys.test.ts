import { describe, expect, it } from "vitest";
import { hand } from "./perform-desk.ts";

const agent = hand();
const active = (): Promise<string> =>
  agent.ask("document.activeElement.id || document.activeElement.localName");

describe("A9 keys", () => {
  it("Tab goes through the page in its order, shadow trees, frames and radio groups included", async () => {
    await agent.show(
      `<button id=late tabindex=0>x</button><button id=no tabindex=-1>x</button><input id=off disabled><a>none</a><a id=a href=#>a</a>
      <div id=host></div><div inert><button id=inert>x</button></div><button hidden>x</button>
      <input id=r1 type=radio name=r><input id=r2 type=radio name=r checked><input id=r3 type=radio name=r>
      <iframe id=f srcdoc='<input id=inner>'></iframe><button id=first tabindex=1>x</button>`,
    );
    await agent.ask(
      "new Promise(ok => { host.attachShadow({mode:'open'}).innerHTML = '<button id=deep>x</button>'; f.contentDocument.querySelector('#inner') ? ok() : f.onload = () => ok() })",
    );
    const seen: string[] = [];
    for (let n = 0; n < 6; n++) {
      await agent.keys("Tab");
      seen.push(await active());
    }
    expect(seen).toEqual(["first", "late", "a", "host", "r2", "f"]);
    expect(await agent.ask("host.shadowRoot.activeElement")).toBe(null);
    await agent.keys("Shift+Tab", "Shift+Tab");
    expect(await agent.ask("host.shadowRoot.activeElement.id")).toBe("deep");
    expect(await agent.ask("host.shadowRoot.activeElement.matches(':focus-visible')")).toBe(true);
  });

  it("Tab stays in a modal dialog and marks the text of the field that it comes to", async () => {
    await agent.show(
      "<button id=out>x</button><dialog id=d><input id=i value=all><button id=b>x</button></dialog>",
    );
    await agent.ask("d.showModal()");
    await agent.keys("Tab", "Tab");
    expect(await active()).toBe("i");
    expect(await agent.ask("i.selectionEnd")).toBe(3);
  });

  it("Escape closes a popover, then the dialog, which may say no", async () => {
    await agent.show("<dialog id=d><div id=p popover>x</div></dialog>");
    await agent.ask("(d.showModal(), p.showPopover())");
    await agent.keys("Escape");
    expect(await agent.ask("[p.matches(':popover-open'), d.open].join()")).toBe("false,true");
    await agent.ask("d.oncancel = (e) => { e.preventDefault(); d.oncancel = null }");
    await agent.keys("Escape");
    expect(await agent.ask("d.open")).toBe(true);
    await agent.keys("Escape");
    expect(await agent.ask("d.open")).toBe(false);
  });

  it("Space and Enter press", async () => {
    await agent.show(
      "<button id=b onclick='n++'>x</button><input id=c type=checkbox><a id=a href='#to'>x</a><script>n=0</script>",
    );
    await agent.keys("Tab", "Enter", " ");
    expect(await agent.ask("n")).toBe(2);
    await agent.keys("Tab", " ");
    expect(await agent.ask("c.checked")).toBe(true);
    await agent.keys("Tab", "Enter");
    expect(await agent.ask("location.hash")).toBe("#to");
  });

  it("Enter in a field sends the form by its first button, with change and validation before", async () => {
    await agent.show(
      `<form id=f onsubmit='event.preventDefault();desk.heard.push("submit " + event.submitter?.id)'><input id=i required><button id=one>x</button><button id=two>x</button></form>
      <form onsubmit='event.preventDefault();desk.heard.push("lone")'><input id=lone></form>`,
    );
    await agent.listen("change");
    await agent.click("#i");
    await agent.keys("Enter");
    expect(await agent.heard()).toEqual([]);
    await agent.type("x");
    expect(await agent.keys("Enter")).toEqual({ is: "done", action: "submit" });
    expect(await agent.heard()).toEqual(["change i", "submit one"]);
    await agent.click("#lone");
    await agent.keys("Enter");
    expect(await agent.heard()).toContain("lone");
  });

  it("arrows work radio buttons, selects, ranges and numbers, with input and change", async () => {
    await agent.show(
      "<input id=r1 type=radio name=r checked><input id=r2 type=radio name=r><select id=s><option>Ada<option>Bob<option>Cy</select><input id=g type=range value=50><input id=n type=number value=5 step=2>",
    );
    await agent.keys("Tab", "ArrowDown");
    expect(await agent.ask("r2.checked + document.activeElement.id")).toBe("truer2");
    await agent.keys("Tab");
    await agent.listen("input", "change");
    await agent.keys("ArrowDown");
    expect(await agent.ask("s.value")).toBe("Bob");
    expect(await agent.heard()).toEqual(["input s", "change s"]);
    await agent.keys("c");
    expect(await agent.ask("s.value")).toBe("Cy");
    await agent.keys("Tab", "ArrowRight", "ArrowUp", "PageDown");
    expect(await agent.ask("g.value")).toBe("42");
    await agent.keys("Tab", "ArrowUp");
    expect(await agent.ask("n.value")).toBe("7");
  });

  it("keys scroll where nothing else takes them", async () => {
    await agent.show("<div style='height:4000px'></div>");
    await agent.keys("PageDown");
    expect(await agent.ask("scrollY > 100")).toBe(true);
    await agent.keys("Home");
    expect(await agent.ask("scrollY")).toBe(0);
  });

  it.each([
    ["date", "2026-05-04"],
    ["time", "10:30"],
    ["datetime-local", "2026-05-04T10:30"],
    ["month", "2026-05"],
    ["week", "2026-W19"],
    ["color", "#112233"],
    ["range", "70"],
  ])("a picked %s is set with input and change", async (type, value) => {
    await agent.show(`<input id=i type=${type}>`);
    await agent.listen("input", "change");
    expect(await agent.pick("#i", value)).toEqual({ is: "done", action: "pick" });
    expect(await agent.ask("i.value")).toBe(value);
    expect(await agent.heard()).toEqual(["input i", "change i"]);
    expect(await agent.pick("#i", "nonsense")).toEqual({ is: "refused", reason: "failed" });
  });

  it("options are chosen by their elements, one or several", async () => {
    await agent.show(
      "<select id=s><option id=a>A<option id=b>B<option id=c disabled>C</select><select id=m multiple><option id=x>X<option id=y>Y<option id=z selected>Z</select>",
    );
    await agent.pick("#s", "", ["#b"]);
    expect(await agent.ask("s.value")).toBe("B");
    expect(await agent.pick("#s", "", ["#c"])).toEqual({ is: "refused", reason: "gone" });
    await agent.pick("#m", "", ["#x", "#y"]);
    expect(await agent.ask("[...m.selectedOptions].map((o) => o.value).join()")).toBe("X,Y");
  });
});
