/// <reference types="node" />
import { describe, expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

const NAME = /^s[\w-]{43}$/;
/** A sheet that is worth a name: random, so that no compressor makes it small. */
const filler = (seed: number): string => {
  let state = seed;
  const sign = (): string => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (state % 26));
  };
  return `/*${Array.from({ length: 8_000 }, sign).join("")}*/`;
};
const sheet = (margin: number): string =>
  `@supports (color:red){#x{margin-left:${margin}px}}${filler(margin)}`;
const page = (margin: number): string =>
  `<!doctype html><link rel=stylesheet href="data:text/css,${encodeURIComponent(sheet(margin))}"><p id=x>old</p>`;
const MARGIN = "win.getComputedStyle(doc.querySelector('#x')).marginLeft";
const shown = async (): Promise<string> => (await lab.ask("doc.querySelector('#x').textContent")).replica;
const resources = (): Promise<string[]> => lab.page.evaluate(() => globalThis.lab.resources);
const wanted = (): Promise<string[]> => lab.page.evaluate(() => globalThis.lab.wanted);

/** Bytes of a keyframe that the page is asked for. */
async function keyframe(): Promise<number> {
  return lab.page.evaluate(async () => {
    const before = globalThis.lab.bytes;
    globalThis.lab.keyframe();
    await globalThis.lab.settle();
    return globalThis.lab.bytes - before;
  });
}

/** The next page of the session, whose owner has all that was sent; its resources do not arrive. */
async function nextPage(margin: number): Promise<void> {
  await lab.page.evaluate(
    ([text, held]) => {
      const { lab } = globalThis;
      lab.leave();
      const { document } = lab.window;
      document.querySelector("link")?.remove();
      document.head.append(Object.assign(document.createElement("style"), { textContent: text }));
      (document.querySelector("#x") as Element).textContent = "new";
      lab.withholds = true;
      lab.join(undefined, held);
    },
    [sheet(margin), await resources()] as const,
  );
}

describe("M9 the text of a sheet", () => {
  it("comes once, before the keyframe that names it, and not again with the next one or the next page", async () => {
    await lab.start(page(7));
    const sent = await resources();
    expect(sent).toEqual([expect.stringMatching(NAME)]);
    expect(await lab.ask(MARGIN)).toEqual({ page: "7px", replica: "7px" });
    expect(await keyframe()).toBeLessThan(1_000);
    await nextPage(7);
    await lab.act("");
    expect(await resources()).toEqual(sent);
    expect(await wanted()).toEqual([]);
    expect(await shown()).toBe("new");
    expect(await lab.ask(MARGIN)).toEqual({ page: "7px", replica: "7px" });
    expect(await lab.faults()).toEqual([]);
  });

  it("that script changes goes on from there", async () => {
    await lab.start(page(7));
    await lab.act("document.styleSheets[0].insertRule('#x{margin-left:9px!important}')");
    expect(await lab.ask(MARGIN)).toEqual({ page: "9px", replica: "9px" });
    expect(await keyframe()).toBeGreaterThan(0);
    expect(await lab.ask(MARGIN)).toEqual({ page: "9px", replica: "9px" });
  });

  it("is waited for: the agent sees the old picture until the new one has its sheets", async () => {
    await lab.start(page(7));
    await nextPage(11);
    await expect.poll(wanted).toEqual([expect.stringMatching(NAME)]);
    expect(await shown()).toBe("old");
    await lab.page.evaluate(() => globalThis.lab.release());
    await expect.poll(shown).toBe("new");
    expect(await lab.ask(MARGIN)).toEqual({ page: "11px", replica: "11px" });
    expect(await lab.faults()).toEqual([]);
  });

  it("that can't be had travels in the next keyframe", async () => {
    await lab.start(page(7));
    await nextPage(12);
    await expect.poll(wanted).toHaveLength(1);
    await lab.page.evaluate(() => globalThis.lab.miss(globalThis.lab.wanted[0] as string));
    await expect.poll(() => lab.faults()).toHaveLength(1);
    expect(await keyframe()).toBeGreaterThan(4_000);
    expect(await lab.ask(MARGIN)).toEqual({ page: "12px", replica: "12px" });
  });

  it("that never comes does not hold the picture up for good", async () => {
    await lab.start(page(7));
    await nextPage(13);
    await expect.poll(() => lab.faults(), { timeout: 30_000 }).toHaveLength(1);
    await keyframe();
    expect(await lab.ask(MARGIN)).toEqual({ page: "13px", replica: "13px" });
  });
});

describe("P2 a purge", () => {
  it("ends the names of texts: neither end answers by them", async () => {
    await lab.start(page(7));
    const [name = ""] = await resources();
    const atOnce = await lab.page.evaluate((ref) => {
      const { lab } = globalThis;
      lab.window.document.querySelector("link")?.remove();
      lab.withholds = true;
      lab.purge();
      lab.want(ref);
      return lab.resources.length;
    }, name);
    expect(atOnce).toBe(1);
    await lab.act("");
    await lab.page.evaluate(() => globalThis.lab.release());
    expect(await lab.ask(MARGIN)).toEqual({ page: "0px", replica: "0px" });
    // The viewer has forgotten the text, and the page says that there is none.
    await lab.page.evaluate((ref) => globalThis.lab.want(ref), name);
    await expect.poll(resources).toHaveLength(2);
    expect(await lab.page.evaluate(() => globalThis.lab.lastType)).toBe("x-samepage/missing");
    expect(await lab.faults()).toEqual([]);
  });
});
