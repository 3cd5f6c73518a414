/// <reference types="node" />
import { firefox } from "@playwright/test";
import { describe, expect, it } from "vitest";
import { defaultPolicy } from "../capture/mask/index.ts";
import { launch, script, Tab, withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";
import type {} from "./lab-page.ts";
import type {} from "./media-page.ts";
import { Engine } from "./privacy-engine.ts";

let lab: Lab;
let media: string;
withBrowser(async (browser) => {
  [lab, media] = await Promise.all([Lab.open(browser), script("./media-page.ts")]);
});

/** On a machine that is shared. */
const SLOW = { timeout: 30_000 };
/** Seconds by which two players may differ that run by themselves. */
const NEAR_S = 0.6;

async function start(html: string): Promise<void> {
  await lab.start(`<!doctype html><body>${html}`);
  await lab.page.evaluate(media);
}

const both = (expression: string): Promise<{ page: string; replica: string }> => lab.ask(expression);
const M = "doc.querySelector('video,audio')";

/** The same on both sides, as soon as the replica has followed. */
async function same(expression: string, answer?: string): Promise<void> {
  await expect.poll(async () => (await both(expression)).replica, SLOW).toBe((await both(expression)).page);
  if (answer !== undefined) expect((await both(expression)).page).toBe(answer);
}

async function apart(): Promise<number> {
  const { page, replica } = await both(`${M}.currentTime`);
  return Math.abs(Number(page) - Number(replica));
}

const act = (code: string): Promise<void> =>
  lab.page.evaluate(
    (statements) => globalThis.lab.act(statements),
    `const m = document.querySelector('video,audio');${code}`,
  );

describe.each(["video", "audio"])("M7 the controls of %s", (tag) => {
  it("say whether it plays, the moment and the length, and run on without being told", async () => {
    await start(`<${tag} controls></${tag}>`);
    await act("await parent.loadMedia(m, 600, 90); m.currentTime = 30");
    await same(`${M}.duration`, "600");
    await same(`${M}.currentTime`, "30");
    await same(`${M}.buffered.end(0)`, "90");
    await act("await m.play()");
    await same(`${M}.paused`, "false");
    await expect.poll(apart, SLOW).toBeLessThan(NEAR_S);
    const bytes = (): Promise<number> => lab.page.evaluate(() => globalThis.lab.bytes);
    const before = await bytes();
    await expect
      .poll(async () => Number((await both(`${M}.currentTime`)).replica), SLOW)
      .toBeGreaterThan(32.5);
    expect((await bytes()) - before).toBeLessThan(200);
    expect(await apart()).toBeLessThan(NEAR_S);
    await act("m.playbackRate = 2; m.volume = .25; m.muted = true; m.currentTime = 60");
    await same(`[${M}.playbackRate, ${M}.volume, ${M}.muted].join()`, "2,0.25,true");
    await expect.poll(apart, SLOW).toBeLessThan(NEAR_S);
    await act("m.pause()");
    await same(`${M}.paused`, "true");
    await expect.poll(apart, SLOW).toBeLessThan(0.05);
    expect(await lab.faults()).toEqual([]);
  });
});

describe("M7 a video", () => {
  it("that waits for what is not loaded stands still, and is not paused", async () => {
    await start("<video controls></video>");
    await act("await parent.loadMedia(m, 600, 10); m.currentTime = 300; m.play().catch(() => {})");
    await same(`${M}.currentTime`, "300");
    await same(`${M}.paused`, "false");
  });

  it("that ends is shown at its end", async () => {
    await start("<video controls></video>");
    await act("await parent.loadMedia(m, 5); m.currentTime = m.duration");
    await expect.poll(apart, SLOW).toBeLessThan(0.05);
    await same(`${M}.paused`, "true");
  });

  it("shows its frame also where it goes on without end", async () => {
    await start("<canvas width=64 height=36></canvas><video controls muted></video>");
    await act(`const c = document.querySelector('canvas'), g = c.getContext('2d')
      const draw = () => { g.fillStyle = 'rgb(1,200,3)'; g.fillRect(0, 0, 64, 36); requestAnimationFrame(draw) }; draw()
      m.srcObject = c.captureStream(); await m.play()`);
    await expect.poll(async () => (await both(`${M}.poster`)).replica, SLOW).toMatch(/^blob:/);
    expect(await both(`${M}.duration`)).toMatchObject({ page: "Infinity" });
    expect(await lab.faults()).toEqual([]);
  });

  it("draws the captions that the customer sees, without what may not be told", async () => {
    await start("<video controls></video>");
    await act(`await parent.loadMedia(m, 60); const t = m.addTextTrack('captions'); t.mode = 'showing'
      t.addCue(new VTTCue(0, 60, 'Hello, pay with 4111 1111 1111 1111')); m.currentTime = 2`);
    const shown =
      "[...(doc.querySelector('video').textTracks[0]?.activeCues ?? [])].map((c) => c.text).join()";
    await expect.poll(async () => (await both(shown)).replica, SLOW).toContain("Hello");
    expect((await both(shown)).replica).not.toContain("4111 1111");
  });
});

describe("M7 a canvas drawn by WebGL before the session", () => {
  it("shows what it showed last, at the join and to who joins later", async () => {
    await start(`<script>${await script("./lab-early.ts")}</script><canvas width=20 height=10></canvas><script>
      const gl = document.querySelector("canvas").getContext("webgl")
      gl.clearColor(0, 1, 0, 1)
      gl.clear(gl.COLOR_BUFFER_BIT)</script>`);
    const green = async () =>
      (await both("doc.querySelector('canvas').getContext('2d')?.getImageData(5, 5, 1, 1).data.join()"))
        .replica;
    await expect.poll(green, SLOW).toBe("0,255,0,255");
    await act("parent.lab.leave(); parent.lab.join(); await parent.lab.settle()");
    await expect.poll(green, SLOW).toBe("0,255,0,255");
    expect(await lab.faults()).toEqual([]);
  });
});

describe("P4 a video that may not be seen", () => {
  it.each(["mask", "hide"])("tells neither length nor moment: %s", async (mark) => {
    await start(`<p>told<div data-samepage="${mark}"><video controls></video></div>`);
    await act(
      "await parent.loadMedia(m, 60); m.currentTime = 7; document.querySelector('p').textContent = 'done'",
    );
    await expect
      .poll(async () => (await both("doc.querySelector('p').textContent")).replica, SLOW)
      .toBe("done");
    await lab.act("");
    const seen = await both(`(${M} ?? {}).duration > 0 || (${M} ?? {}).currentTime > 0`);
    expect(seen).toEqual({ page: "true", replica: "false" });
  });
});

describe("M6 a customer whose engine has states of videos and sound", () => {
  it("is seen with them by an agent whose engine has none", async () => {
    const customers = await firefox.launch({
      channel: "moz-firefox",
      executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr",
    });
    const agents = await launch();
    try {
      const engine = await Engine.between(await Tab.open(customers), await Tab.open(agents));
      await engine.start(
        "<!doctype html><style>audio:muted + p{margin-left:7px}</style><audio muted></audio><p>told",
        defaultPolicy,
      );
      const margin = (tab: Tab): Promise<string> =>
        tab.page.evaluate(() => {
          const doc = document.querySelector("iframe")?.contentDocument ?? document;
          return getComputedStyle(doc.querySelector("p") as Element).marginLeft;
        });
      expect(await margin(engine.customer)).toBe("7px");
      await expect.poll(() => margin(engine.agent), SLOW).toBe("7px");
    } finally {
      await Promise.all([customers.close(), agents.close()]);
    }
  });
});
