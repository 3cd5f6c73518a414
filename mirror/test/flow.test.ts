/// <reference types="node" />
import { describe, expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

/** Most bytes on their way in these tests, */
const IN_FLIGHT = 20_000;
/** and what one flush may add to them before it looks: its slice, uncompressed. */
const SLICE = 40_000;

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

describe("M11 a page that changes faster than it can be shown", () => {
  it("queues nothing while the link takes nothing, then tells its last state", async () => {
    await lab.start("<!doctype html><ul id=list></ul>");
    const sent = await lab.page.evaluate(async (most) => {
      const { lab } = globalThis;
      lab.leave();
      lab.join(most);
      await lab.settle();
      lab.stalled = true;
      const before = lab.bytes;
      for (let round = 0; round < 60; round++) {
        const line = `for (let i = 0; i < 100; i++) list.append(Object.assign(document.createElement("li"), { textContent: Math.random().toString(36).replace(/[0-9]/g, "") }))`;
        await lab.act(round % 10 ? line : `list.replaceChildren(); ${line}`);
        await new Promise((painted) => requestAnimationFrame(painted));
      }
      const after = lab.bytes;
      lab.stalled = false;
      lab.catchUp();
      await lab.settle();
      return after - before;
    }, IN_FLIGHT);
    expect(sent).toBeLessThan(IN_FLIGHT + SLICE);
    expect(await lab.difference()).toBe("");
    expect(await lab.faults()).toEqual([]);
  });

  it("tells the last state of counters that have run hot, by whatever they count", async () => {
    await lab.start(
      "<!doctype html><p id=text>0</p><p id=node>0</p><progress id=bar max=500></progress><div id=chart></div>",
    );
    await lab.act(`
      await new Promise((done) => {
        let i = 0;
        const timer = setInterval(() => {
          text.firstChild.data = i;
          node.textContent = i;
          bar.setAttribute("value", i);
          chart.style.width = i + "px";
          if (i++ === 500) { clearInterval(timer); done(); }
        }, 1);
      });`);
    expect(await lab.difference()).toBe("");
    expect(await lab.ask("doc.body.textContent + doc.getElementById('bar').value")).toEqual({
      page: "500500500",
      replica: "500500500",
    });
  });

  it("tells what a key types before the page is painted", async () => {
    await lab.start("<!doctype html><input id=field>");
    await lab.page.frameLocator("iframe").first().locator("#field").click();
    await lab.page.evaluate(() => globalThis.lab.settle());
    const asked = await lab.page.evaluateHandle(() => {
      const { lab } = globalThis;
      const shown = new Promise<string | undefined>((painted) => {
        const look = (): void => painted(lab.replicaWindow.document.querySelector("input")?.value);
        lab.window.addEventListener("keydown", () => lab.window.requestAnimationFrame(look), { once: true });
      });
      return { shown };
    });
    await lab.page.keyboard.press("a");
    expect(await asked.evaluate(({ shown }) => shown)).toBe("a");
  });

  it("shows what one change brings in many slices at once, and takes away with it what it replaces", async () => {
    await lab.start("<!doctype html><ul id=list><li>before</ul>");
    const seen = await lab.page.evaluate(async () => {
      const { lab } = globalThis;
      const list = lab.replicaWindow.document.getElementById("list") as HTMLElement;
      const seen: string[] = [];
      const watch = new MutationObserver(() =>
        seen.push(`${list.firstChild?.textContent} ${list.children.length}`),
      );
      watch.observe(list, { childList: true });
      await lab.act(`list.innerHTML = "<li><p>after<p><i>all</i></li>".repeat(2500)`);
      await lab.settle();
      return seen;
    });
    expect(seen).toEqual(["afterall 2500"]);
    expect(await lab.difference()).toBe("");
  });

  it("loses nothing where a flush ends between several places of one list", async () => {
    await lab.start("<!doctype html><ul id=list><li>a<li>b</ul>");
    await lab.act(`
      const [a, b] = list.children;
      for (const [name, before] of [["first", a], ["middle", b], ["last", null]]) {
        const item = Object.assign(document.createElement("li"), { id: name });
        item.innerHTML = "<p><i>word</i></p>".repeat(3000);
        list.insertBefore(item, before);
      }`);
    expect(await lab.difference()).toBe("");
    expect(await lab.faults()).toEqual([]);
  });

  it("takes no snapshot in the task that starts the capture", async () => {
    await lab.start("<!doctype html><p>text");
    const early = await lab.page.evaluate(async () => {
      const { lab } = globalThis;
      lab.leave();
      const before = lab.bytes;
      lab.join();
      await Promise.resolve();
      return lab.bytes - before;
    });
    expect(early).toBe(0);
  });
});
