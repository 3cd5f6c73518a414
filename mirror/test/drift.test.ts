import { describe, expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

const PAGE = `<!doctype html><style>p{color:red}</style><script>0</script><h1 class="a b">Title<!-- c --></h1>
<p id=p>Text <b>bold</b></p><input value=x><select><option>a<option>b</select><textarea>t</textarea>
<svg class=s><g class=g><rect width=5 height=5 /></g></svg><iframe srcdoc="<p class=in>inner</p>"></iframe>
<p data-samepage="mask" class=m>secret <i>more</i></p><div data-samepage="hide"><p class=h>hidden</p></div>
<div id=h><span slot=x>light</span></div><ul id=u><li>1<li>2<li>3</ul><canvas></canvas><details><summary>s</summary>d</details>
<script>h.attachShadow({mode:"open"}).innerHTML="<style>b{color:lime}</style><b class=sh>in shadow</b><slot name=x></slot>"</script>`;

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

/** Waits until so many nodes have been compared since the start. */
const checked = (count: number) =>
  lab.page.waitForFunction((least) => (globalThis.lab.stats?.checked ?? 0) >= least, count);
const stats = () => lab.page.evaluate(() => globalThis.lab.stats);

describe("the drift check (M12)", () => {
  it("finds nothing where page and replica agree, whatever the page is made of", async () => {
    await lab.start(PAGE);
    await lab.act(`
      u.insertBefore(u.lastChild, u.firstChild); p.firstChild.data = "Other "; p.className = "new";
      h.shadowRoot.querySelector("b").append("!"); document.body.append(Object.assign(document.createElement("em"), { textContent: "late" }));
    `);
    await checked(40);
    expect((await stats())?.drift).toBe(0);
  });

  it("finds a text and a child list that have gone astray, and asks for a keyframe, which mends them", async () => {
    await lab.start(PAGE);
    await lab.page.evaluate(() => {
      const { document } = globalThis.lab.replicaWindow;
      document.querySelector("b")?.replaceChildren("astray");
      const list = document.querySelector("ul");
      list?.lastElementChild?.remove();
    });
    await lab.page.waitForFunction(() => (globalThis.lab.stats?.drift ?? 0) >= 2);
    expect((await lab.faults()).join()).toMatch(/^drift at node \d+$/);
    await lab.page.evaluate(() => globalThis.lab.keyframe());
    await lab.act("");
    for (const question of ["doc.querySelector('b').textContent", "doc.querySelectorAll('li').length"]) {
      const { page, replica } = await lab.ask(question);
      expect(replica, question).toBe(page);
    }
  });
});
