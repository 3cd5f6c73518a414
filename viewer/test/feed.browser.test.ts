import { expect, it } from "vitest";
import { workbenches } from "./lab.ts";

/** Longer than all waits between two fresh starts that are asked for, in ms. */
const LONG = 40_000;

const bench = workbenches("<!doctype html><p>text");

it("M12 who gives up following a page tells it, and not before several fresh starts", async () => {
  const lab = await bench("view");
  await lab.page.clock.install();
  const toldStuck = async () => (await lab.sent("mirror.ack")).filter((ack) => ack["stuck"]).length;
  const asked = async () => (await lab.sent("mirror.keyframe")).length;
  while ((await toldStuck()) === 0) {
    await lab.page.evaluate(() => globalThis.bench.garble());
    await lab.page.clock.fastForward(LONG);
  }
  expect(await asked()).toBeGreaterThan(3);
});
