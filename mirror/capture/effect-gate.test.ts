import { describe, expect, it } from "vitest";
import { createEffectGate } from "./effect-gate.ts";
import type { CaptureHost } from "./host.ts";
import { createStates } from "./states.ts";
import { createSentTree } from "./tree.ts";

function setUp() {
  let signs = 0;
  const host = {
    onSign: () => () => void signs++,
  } as unknown as CaptureHost;
  const rootWith = (...animations: object[]) =>
    ({ getAnimations: () => animations }) as unknown as ShadowRoot;
  return {
    gate: createEffectGate(host, createSentTree(), createStates(), () => undefined),
    rootWith,
    signs: () => signs,
  };
}

describe("the gate of the effects", () => {
  it("lets a page pass that has none", () => {
    const { gate, rootWith, signs } = setUp();
    for (let keyframe = 0; keyframe < 3; keyframe++) gate.root(rootWith());
    expect(signs()).toBe(0);
    expect(gate.effects).toBeUndefined();
  });

  it("asks for them where anything is animated, and where something may be on top", () => {
    const { gate, rootWith, signs } = setUp();
    gate.root(rootWith({}));
    gate.candidate({} as Element);
    expect(signs()).toBe(2);
  });
});
