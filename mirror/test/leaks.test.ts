import type { CDPSession } from "@playwright/test";
import { describe, expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { held } from "./heap.ts";
import { Lab } from "./lab.ts";

const SLOW_MS = 300_000;
/** Hosts of shadow trees, and as many frames, that come and go; a night has 10,000. */
const REMOVED = Number(process.env.MIRROR_LEAKS ?? 60);
/** How many of them at a time. */
const TOGETHER = 10;
/** Two hours: a night has more. */
const NIGHT_MS = 7_200_000;
const ROUNDS = 100;
/** What the platform itself may keep for a while (caches, pending tasks). */
const SLACK = 60;

let lab: Lab;
let cdp: CDPSession;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
  cdp = await lab.page.context().newCDPSession(lab.page);
});

/** Nodes and listeners alive after a collection. */
async function alive(): Promise<{ nodes: number; listeners: number }> {
  await cdp.send("HeapProfiler.enable");
  for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
  return { nodes, listeners: jsEventListeners };
}

describe("what the capture starts it ends", () => {
  it(
    "started and stopped a hundred times it leaves no node and no listener",
    async () => {
      await lab.start("<!doctype html><style>p{color:red}</style><p id=x>t</p><input><div id=h></div>");
      const round = (times: number): Promise<void> =>
        lab.page.evaluate(async (count) => {
          for (let i = 0; i < count; i++) {
            globalThis.lab.leave();
            globalThis.lab.join();
            await new Promise((painted) => requestAnimationFrame(painted));
          }
        }, times);
      await round(3);
      const before = await alive();
      await round(ROUNDS);
      const after = await alive();
      expect(after.nodes - before.nodes).toBeLessThan(SLACK);
      expect(after.listeners - before.listeners).toBeLessThan(SLACK);
    },
    SLOW_MS,
  );

  it(
    "puts every patched function back",
    async () => {
      await lab.start("<!doctype html><p>t</p>");
      const changed = await lab.page.evaluate(() => {
        const { lab } = globalThis;
        const fresh = document.createElement("iframe");
        document.body.append(fresh);
        const clean = fresh.contentWindow as Window & typeof globalThis;
        lab.leave();
        const found: string[] = [];
        for (const name of Object.getOwnPropertyNames(clean)) {
          const [mine, theirs] = [lab.window, clean].map(
            (w) => (w as unknown as Record<string, unknown>)[name],
          );
          if (typeof mine !== "function" || typeof theirs !== "function" || !mine.prototype) continue;
          for (const [key, d] of Object.entries(Object.getOwnPropertyDescriptors(mine.prototype as object))) {
            const fns = [d.get, d.set, d.value].filter((fn) => typeof fn === "function") as (() => unknown)[];
            if (fns.some((fn) => !/\[native code\]/.test(Function.prototype.toString.call(fn))))
              found.push(`${name}.${key}`);
          }
        }
        fresh.remove();
        return found;
      });
      // The early hooks stay: a later session needs what they find.
      expect(changed.filter((name) => !/attachShadow|attachInternals/.test(name))).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    "lets go of hosts and frames that the page has removed",
    async () => {
      await lab.start("<!doctype html><div id=r></div>");
      const churn = (hosts: number): Promise<void> =>
        lab.page.evaluate(
          async ([times, together]) => {
            const code = `r.replaceChildren();
            for (let i = 0; i < ${together}; i++) {
              const h = document.createElement("div");
              h.attachShadow({ mode: "open" }).innerHTML = "<style>p{color:red}</style><p>in</p><input>";
              r.append(h, document.createElement("iframe"));
            }`;
            for (let done = 0; done < times; done += together) {
              await globalThis.lab.act(code);
              await new Promise((painted) => requestAnimationFrame(painted));
            }
            await globalThis.lab.act("r.replaceChildren()");
            await globalThis.lab.settle();
          },
          [hosts, TOGETHER] as const,
        );
      await churn(TOGETHER);
      const [before, heapBefore] = [await alive(), await held(cdp)];
      await churn(REMOVED);
      const [after, heapAfter] = [await alive(), await held(cdp)];
      expect(after.nodes - before.nodes).toBeLessThan(SLACK * 2);
      expect(heapAfter.detached - heapBefore.detached).toBeLessThan(SLACK);
      expect(heapAfter.sent - heapBefore.sent).toBeLessThan(SLACK);
      expect(heapBefore.sent).toBeGreaterThan(0);
    },
    NIGHT_MS,
  );
});
