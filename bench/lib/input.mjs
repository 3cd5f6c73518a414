// An agent's input -> its visible effect on the agent's own screen, through the real program, console and viewer.
import { launchBrowser } from "./browser.mjs";
import { printTable } from "./print.mjs";
import { percentile } from "./stats.mjs";
import { storyModules } from "./story-modules.mjs";

/** Inputs of each kind that are measured, after some that warm up. */
const FULL_COUNT = 120;
const QUICK_COUNT = 30;
const WARM_UP = 5;

/** In the viewer: milliseconds from the agent's next event of a type to the frame that shows another value. */
function timeNext([type, selector, key]) {
  const replica = document.querySelector("iframe").contentDocument;
  const field = replica.querySelector(selector);
  const before = field[key];
  return new Promise((done) => {
    window.addEventListener(
      type,
      () => {
        const begun = performance.now();
        const look = () =>
          field[key] === before ? requestAnimationFrame(look) : done(performance.now() - begun);
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
    globalThis.benchReady = true;
  });
}

async function samplesOf(viewer, count, watched, act) {
  const samples = [];
  for (let n = 0; n < count + WARM_UP; n++) {
    await viewer.evaluate(() => {
      globalThis.benchReady = false;
    });
    const timed = viewer.evaluate(timeNext, watched);
    await viewer.waitForFunction(() => globalThis.benchReady);
    await act(n);
    const took = await timed;
    if (n >= WARM_UP) samples.push(took);
  }
  return samples;
}

/**
 * Prints p50 and p95 of a key typed into a field and of a click on a checkbox, in milliseconds.
 * @param {{root: string, out: string, quick: boolean}} options `root`: the repository, with bin/samepage built
 */
export async function input({ root, out, quick }) {
  const { Samepage, sharing, takeControl } = await storyModules(root, out, ["samepage", "scene", "hand"]);
  const samepage = new Samepage();
  const browser = await launchBrowser();
  try {
    await samepage.start();
    const scene = await sharing(browser, samepage, "help");
    const hand = await takeControl(scene);
    const frame = await scene.agent.page.locator("iframe[title]").elementHandle();
    const viewer = await frame.contentFrame();
    const count = quick ? QUICK_COUNT : FULL_COUNT;
    await hand.click("#message");
    const key = await samplesOf(viewer, count, ["keydown", "#message", "value"], (n) =>
      hand.type(String.fromCharCode(97 + (n % 26))),
    );
    const box = "#returns";
    const click = await samplesOf(viewer, count, ["pointerdown", box, "open"], () =>
      hand.click(`${box} summary`),
    );
    const row = (name, samples) => [
      name,
      ...[0.5, 0.95].map((share) => percentile(samples, share).toFixed(1)),
    ];
    printTable(
      "Agent's input to its effect on the agent's screen, ms",
      ["input", "p50", "p95"],
      [row("a key into a field", key), row("a click that opens", click)],
    );
    return { key, click };
  } finally {
    await browser.close();
    await samepage.destroy();
  }
}
