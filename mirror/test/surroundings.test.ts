import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

/** A library of the registry as one script. */
async function library(name: string): Promise<string> {
  const built = await build({
    stdin: { contents: `import ${JSON.stringify(name)}`, resolveDir: import.meta.dirname },
    bundle: true,
    format: "iife",
    write: false,
  });
  return built.outputFiles[0]?.text ?? "";
}

/** A script as it can stand in a page's text. */
const inline = (code: string, type = "") =>
  `<script${type}>${code.replaceAll("</script", "<\\/script")}</script>`;

/** What libraries from before 2010 did to every page they were on: enumerable methods on natives, and JSON of their own. */
const OLD_NATIVES = `
  for (const proto of [Array.prototype, String.prototype, Function.prototype, Number.prototype, Element.prototype])
    for (const name of ["each", "select", "invoke", "toJSON", "extend", "$family", "clone"])
      proto[name] = function () { return "theirs"; };
  delete Element.prototype.clone;
  Array.from = (list) => { const copy = []; for (let i = 0; i < (list ? list.length : 0); i++) copy.push(list[i]); return copy; };
  Function.prototype.bind = function (self, ...first) { const fn = this; return function (...rest) { return fn.apply(self, first.concat(rest)); }; };
  document.getElementsByClassName = (name) => Array.from(document.querySelectorAll("." + name));
`;

/** A page that replaces what the capture would like to use, and fails when it is used. */
const BROKEN_NATIVES = `
  const fail = (name) => () => { throw new Error(name + " of the page was used"); };
  window.requestIdleCallback = fail("requestIdleCallback");
  window.MutationObserver = class { observe() {} disconnect() {} takeRecords() { return []; } };
  window.WeakRef = undefined;
  Element.prototype.matches = () => false;
  Node.prototype.contains = () => false;
`;

const zone = inline(await library("zone.js"));

const surroundings: [string, string][] = [
  ["zone.js", zone],
  ["core-js", inline(await library("core-js-bundle"))],
  ["synthetic shadow", inline(await library("@lwc/synthetic-shadow"))],
  [
    "ShadyDOM, forced",
    inline("window.ShadyDOM={force:true}") + inline(await library("@webcomponents/shadydom")),
  ],
  ["natives extended as of old", inline(OLD_NATIVES)],
];

const PAGE = `<style>p{color:red} .on{background:lime}</style>
<h1>Title</h1><p id=p>Text</p><input id=i value=one><input id=c type=checkbox>
<select id=s><option>a<option>b</select><ul id=u><li>1<li>2</ul><div id=h></div>`;

const CHANGES = `
  p.textContent = "Other text"; p.classList.add("on"); p.setAttribute("title", "told");
  i.value = "two"; c.checked = true; s.selectedIndex = 1;
  u.append(Object.assign(document.createElement("li"), { textContent: "3" })); u.insertBefore(u.lastChild, u.firstChild);
  document.styleSheets[0].insertRule("h1{letter-spacing:4px}", 0);
`;

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

/** Every one of these must be the same in the page and in its replica. */
const ASKED = [
  "doc.querySelector('#p').textContent",
  "win.getComputedStyle(doc.querySelector('#p')).backgroundColor",
  "doc.querySelector('#i').value + doc.querySelector('#c').checked + doc.querySelector('#s').selectedIndex",
  "doc.querySelector('#u').textContent.replace(/\\s/g, '')",
  "win.getComputedStyle(doc.querySelector('h1')).letterSpacing",
];

describe("a page with surroundings of its own", () => {
  it.each(surroundings)("M1 M4: %s", async (_, scripts) => {
    await lab.start(`<!doctype html><head>${scripts}</head><body>${PAGE}`);
    await lab.act(CHANGES);
    for (const question of ASKED) {
      const { page, replica } = await lab.ask(question);
      expect(replica, question).toBe(page);
    }
    expect(await lab.difference()).toBe("");
    expect(await lab.faults()).toEqual([]);
  });

  it("M1: natives that were broken before we came do not stop the mirror, and are not repaired", async () => {
    await lab.start(`<!doctype html><head>${inline(BROKEN_NATIVES)}</head><body>${PAGE}`);
    await lab.act(CHANGES.replace("u.append(Object", "u.appendChild(Object"));
    for (const question of ASKED) {
      const { page, replica } = await lab.ask(question);
      expect(replica, question).toBe(page);
    }
    expect((await lab.ask("win.Element.prototype.matches.call(doc.body, 'body')")).page).toBe("false");
  });

  it("zone.js: what the capture schedules is no task of the page's zones", async () => {
    const counting = `
      window.tasks = 0;
      window.counted = Zone.current.fork({ name: "counted", onScheduleTask: (d, c, t, task) => { window.tasks++; return d.scheduleTask(t, task); } });
    `;
    await lab.start(`<!doctype html><head>${zone}${inline(counting)}</head><body>${PAGE}`);
    await lab.act("counted.run(() => { p.textContent = 'in the zone'; h.innerHTML = '<b>new</b>'; })");
    const { page } = await lab.ask("win.tasks");
    expect(page).toBe("0");
    expect((await lab.ask("doc.querySelector('#p').textContent")).replica).toBe("in the zone");
  });
});
