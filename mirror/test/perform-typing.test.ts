import { describe, expect, it } from "vitest";
import { hand } from "./perform-desk.ts";

const agent = hand();
const value = (id: string): Promise<string> => agent.ask(`document.getElementById("${id}").value`);

describe("A9 typing", () => {
  it("goes key, beforeinput, the browser's own edit and input, key; change when the field is left", async () => {
    await agent.show("<input id=a><input id=b>");
    await agent.click("#a");
    await agent.listen("keydown", "keypress", "beforeinput", "input", "keyup", "change");
    await agent.ask(
      "addEventListener('input', (e) => { globalThis.native = e.isTrusted + e.inputType + e.data }, true)",
    );
    await agent.type("x");
    expect(await agent.heard()).toEqual(["keydown a", "keypress a", "beforeinput a", "input a", "keyup a"]);
    expect(await agent.ask("native")).toBe("trueinsertTextx");
    await agent.type("yz");
    await agent.heard();
    await agent.click("#b");
    expect(await agent.heard()).toEqual(["change a"]);
    expect(await value("a")).toBe("xyz");
  });

  it("is undone by the browser", async () => {
    await agent.show("<textarea id=a></textarea>");
    await agent.click("#a");
    await agent.type("one");
    await agent.keys("Control+z");
    expect(await value("a")).not.toBe("one");
    await agent.keys("Control+y");
    expect(await value("a")).toBe("one");
  });

  it.each([
    ["text", "a-1.5é"],
    ["search", "a b"],
    ["tel", "+49 1"],
    ["url", "http://a.bc"],
    ["email", "a@b.de"],
    ["number", "-12.5"],
    ["password", "abc"],
  ])("fills a field of type %s", async (type, text) => {
    await agent.show(`<input id=a type=${type} step=any>`);
    await agent.click("#a");
    await agent.type(text);
    expect(await value("a")).toBe(text);
    await agent.keys("Backspace");
    expect(await value("a")).toBe(text.slice(0, -1).replace(/\.$/, ""));
  });

  it.each(["email", "number"])(
    "goes on at the end of a field of type %s that holds something",
    async (type) => {
      await agent.show(`<input id=a type=${type} value=12>`);
      await agent.click("#a");
      await agent.type("34");
      expect(await value("a")).toBe("1234");
    },
  );

  it("keeps to maxlength", async () => {
    await agent.show("<input id=a maxlength=3>");
    await agent.click("#a");
    await agent.type("12345");
    expect(await value("a")).toBe("123");
  });

  it("does what the page wants where the page says no", async () => {
    await agent.show(
      "<input id=a onkeydown=\"if(event.key==='x')event.preventDefault()\" onbeforeinput=\"if(event.data==='y')event.preventDefault()\">",
    );
    await agent.click("#a");
    await agent.type("axyb");
    expect(await value("a")).toBe("ab");
  });

  it("moves the caret by character, word, line and document, marks with shift, and removes by word", async () => {
    await agent.show("<textarea id=a rows=4 cols=40></textarea>");
    await agent.click("#a");
    await agent.type("one two");
    await agent.keys("Enter");
    await agent.type("three four");
    const marked = () =>
      agent.ask("document.getSelection().toString() || a.value.slice(a.selectionStart, a.selectionEnd)");
    await agent.keys("Control+Shift+ArrowLeft");
    expect(await marked()).toBe("four");
    await agent.keys("ArrowUp", "Home", "Shift+ArrowRight", "Shift+ArrowRight");
    expect(await marked()).toBe("on");
    await agent.keys("Control+a");
    expect(await marked()).toBe("one two\nthree four");
    await agent.keys("ArrowRight", "Control+Backspace");
    expect(await value("a")).toBe("one two\nthree ");
    await agent.keys("Control+Home", "Delete", "Control+Delete");
    expect((await value("a")).trim()).toBe("two\nthree");
  });

  it("edits in place: text, lines, marks, and in a closed shadow tree and a frame", async () => {
    await agent.show(
      "<div id=e contenteditable style='min-height:60px;width:300px'></div><div id=host></div><iframe id=f srcdoc='<div contenteditable id=g style=height:40px></div><input id=i>' style='width:300px;height:100px'></iframe>",
    );
    await agent.ask(
      "new Promise(ok => { const root = host.attachShadow({mode:'closed'}); root.innerHTML = '<input id=s>'; desk.roots.set(host, root); f.contentDocument.readyState === 'complete' && f.contentDocument.body.id !== null && f.contentDocument.querySelector('#g') ? ok() : f.onload = () => ok() })",
    );
    await agent.click("#e");
    await agent.type("ab");
    await agent.keys("Enter");
    await agent.type("c");
    expect(await agent.ask("e.innerText.replace(/\\n+/g, '|')")).toBe("ab|c");
    await agent.click("#host >> #s");
    await agent.type("shady");
    expect(await agent.ask("desk.roots.get(host).querySelector('input').value")).toBe("shady");
    await agent.click("#f >> #g");
    await agent.type("inner");
    expect(await agent.ask("f.contentDocument.querySelector('#g').textContent")).toBe("inner");
    await agent.click("#f >> #i");
    await agent.type("field");
    expect(await agent.ask("f.contentDocument.querySelector('#i').value")).toBe("field");
  });

  it("pastes as one event with its text, and enters what the page does not take", async () => {
    await agent.show(
      "<input id=a onpaste=\"globalThis.pasted = event.clipboardData.getData('text/plain')\"><div id=d tabindex=0>text</div>",
    );
    await agent.click("#a");
    expect(await agent.text("two\nlines")).toEqual({ is: "done", action: "paste" });
    expect(await agent.ask("pasted")).toBe("two\nlines");
    expect(await value("a")).toBe("two lines");
    await agent.click("#d");
    expect(await agent.text("x")).toEqual({ is: "refused", reason: "not_editable" });
  });

  it("copies what is selected, blocks for what is masked, and cuts", async () => {
    await agent.show("<input id=a value='some text'><p id=p>clear <b data-rule=masked>secret</b> end</p>");
    await agent.click("#a", { count: 2, x: 0.02 });
    expect(await agent.copy()).toEqual({ is: "done", action: "copy", copied: "some" });
    await agent.keys("Control+a");
    await agent.copy(true);
    expect(await value("a")).toBe("");
    await agent.ask("(a.blur(), getSelection().selectAllChildren(p))");
    expect((await agent.copy()).copied).toBe("clear ██████ end");
  });
});
