import { expect, it } from "vitest";
import { rowsOfColor } from "../../mirror/test/pixels.ts";
import { type Lab, workbenches } from "./lab.ts";

const RED = [255, 0, 0] as const;
const STYLE = `<!doctype html><style>body{margin:8px;font:16px sans-serif}
  input,textarea,[contenteditable]{width:200px;outline:none;resize:none;caret-color:rgb(255,0,0)}</style>`;

const bench = workbenches(`${STYLE}
  <input id="line" value="a line of text">
  <input id="empty" style="padding:6px 12px;height:40px">
  <input id="right" style="text-align:right" value="right">
  <input id="rtl" dir="rtl" value="שלום עולם">
  <input id="full" style="width:60px" value="more than it holds">
  <textarea id="lines" rows="5">words that are wrapped and
broken by hand
</textarea>
  <div id="edited" contenteditable>an <b>edited</b> text</div>
  <div id="blank" contenteditable><p>one</p><p><br></p></div>
  <iframe id="editor" style="height:60px" srcdoc="<style>body{caret-color:rgb(255,0,0)}</style><body contenteditable>in a frame"></iframe>
  <input id="secret" type="password" value="hidden">
  <input id="off" style="margin-top:60px" value="covered"><div style="position:relative;height:40px;margin-top:-40px;background:#eee"></div>`);

const write = (id: string, at: number): string =>
  `const field = document.getElementById("${id}"); field.focus(); field.setSelectionRange(${at}, ${at})`;

const CARETS = [
  ["in a line", write("line", 3)],
  ["at the end of a line", write("line", 14)],
  ["in an empty field", write("empty", 0)],
  ["at the right", write("right", 5)],
  ["in text from right to left", write("rtl", 3)],
  ["in a field that is scrolled", `${write("full", 14)}; field.scrollLeft = 40`],
  ["in a wrapped line", write("lines", 10)],
  ["at the begin of a wrapped line", write("lines", 11)],
  ["after the last break", write("lines", 42)],
  [
    "in an edited element",
    `document.getElementById("edited").focus(); getSelection().collapse(document.querySelector("#edited b").firstChild, 2)`,
  ],
  [
    "in an editor's frame",
    `const { body } = document.getElementById("editor").contentDocument; body.focus(); body.ownerDocument.getSelection().collapse(body.firstChild, 4)`,
  ],
  [
    "in an empty paragraph",
    `document.getElementById("blank").focus(); getSelection().collapse(document.querySelectorAll("#blank p")[1], 0)`,
  ],
] as const;

/** Rows of the caret as the browser draws it for the customer, in the half of a second in which it does. */
async function drawnByBrowser(lab: Lab): Promise<string[]> {
  await lab.showPage(true);
  let rows: string[] = [];
  await expect
    .poll(async () => {
      rows = await rowsOfColor(lab.customer, RED);
      return rows.length;
    })
    .toBeGreaterThan(0);
  await lab.showPage(false);
  return rows;
}

it.each(CARETS)("M4 the agent sees the customer's caret %s", async (_, act) => {
  const lab = await bench("view");
  await lab.act(act);
  await lab.settle();
  const drawn = await drawnByBrowser(lab);
  await expect.poll(() => rowsOfColor(lab.page.locator(".sheet"), RED)).toEqual(drawn);
});

it("M4 none is drawn where something is selected, the field is covered or the focus is gone", async () => {
  const lab = await bench("view");
  const count = () => lab.page.locator("rect.caret").count();
  const shows = async () => {
    await lab.act(write("line", 3));
    await expect.poll(count).toBe(1);
  };
  for (const act of [
    `document.getElementById("line").setSelectionRange(2, 5)`,
    write("off", 2),
    `document.activeElement.blur()`,
  ]) {
    await shows();
    await lab.act(act);
    await expect.poll(count).toBe(0);
  }
});

it("P2 of a masked field no caret is told", async () => {
  const lab = await bench("view");
  await lab.act(write("line", 3));
  await expect.poll(() => lab.page.locator("rect.caret").count()).toBe(1);
  await lab.act(write("secret", 2));
  await expect.poll(() => lab.page.locator("rect.caret").count()).toBe(0);
});
