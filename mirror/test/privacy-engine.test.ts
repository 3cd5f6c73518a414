import { describe, expect, it } from "vitest";
import { defaultPolicy, strictPolicy } from "../capture/mask/index.ts";
import { withBrowser } from "./browser.ts";
import { Engine } from "./privacy-engine.ts";
import { filled, type Spot, secretOf, spots } from "./privacy-spots.ts";

let engine: Engine;
withBrowser(async (browser) => {
  engine = await Engine.open(browser);
});

/** Runs the spots through the engine; answers what was told and shown. */
async function run(list: readonly Spot[]): Promise<{ told: string; shown: string }> {
  const parts = (part: "head" | "body"): string => list.map((spot) => filled(spot, part)).join("\n");
  const html = `<!doctype html><head>${parts("head")}</head><body><p id=allowed>plainly told</p>${parts("body")}</body>`;
  await engine.start(html, strictPolicy("#allowed"), list.map((spot) => filled(spot, "setup")).join(";\n"));
  for (const spot of list) if (spot.act) await engine.customer.page.evaluate(`{${filled(spot, "act")}}`);
  await engine.customer.page.evaluate(() => document.querySelector("#allowed")?.append(" and later"));
  await engine.settle();
  return { told: engine.told().toLowerCase(), shown: (await engine.shown()).toLowerCase() };
}

describe("P2 everything masked, through the whole engine", () => {
  it("no place of a page tells its secret, and what is allowed passes", async () => {
    const { told, shown } = await run(spots);
    expect(await engine.faults()).toEqual([]);
    const leaks = spots.filter(
      (spot) => told.includes(secretOf(spot.id)) || shown.includes(secretOf(spot.id)),
    );
    expect(leaks.map((spot) => spot.id)).toEqual([]);
    expect(told).toContain("plainly told");
    expect(told).toContain(" and later");
    expect(shown).toContain("plainly told and later");
  });
});

/** A host whose closed root is in the markup, where no script gets at it. */
const declared = (id: string, inside: string): string =>
  `<div id=${id}><template shadowrootmode=closed>${inside}</template></div>`;

describe("M closed roots that markup declares", () => {
  it("are shown from the page's source, under the masks around them", async () => {
    const nested = declared("inner", "<b>seen deeper</b>");
    await engine.start(
      `<!doctype html><p>before</p>
      ${declared("open", `<style>p{height:33px;margin:0}</style><p onclick="leak()">seen inside</p>${nested}`)}
      <section data-samepage=mask>${declared("masked", "<p>secret masked</p>")}</section>
      <section data-samepage=hide>${declared("hidden", "<p>secret hidden</p>")}</section>`,
      defaultPolicy,
      "",
      true,
    );
    const told = async (): Promise<string> => {
      await engine.settle();
      return engine.told();
    };
    await expect.poll(told, { timeout: 30_000 }).toContain("seen inside");
    expect(await told()).toContain("seen deeper");
    expect(await told()).not.toMatch(/secret|leak/);
    const height = (tab: Engine["agent"]): Promise<number> =>
      tab.page.evaluate(() => {
        const doc = document.querySelector("iframe")?.contentDocument ?? document;
        return (doc.querySelector("#open") as HTMLElement).offsetHeight;
      });
    expect(await height(engine.agent)).toBe(await height(engine.customer));
    expect(await engine.faults()).toEqual([]);
  });
});
