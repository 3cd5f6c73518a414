import { describe, expect, it } from "vitest";
import { createEffectGate } from "./effect-gate.ts";
import type { CaptureHost } from "./host.ts";
import { createSentTree } from "./tree.ts";

function setUp() {
  const listened: string[] = [];
  const host = {
    window: { CSSAnimation: class {}, CSSTransition: class {} },
    listen: (_root: unknown, type: string) => void listened.push(type),
  } as unknown as CaptureHost;
  const root = { getAnimations: () => [] } as unknown as ShadowRoot;
  return { gate: createEffectGate(host, createSentTree()), root, listened };
}

describe("a page without effects", () => {
  it("is asked for them once, however many keyframes are sent", () => {
    const { gate, root, listened } = setUp();
    for (let keyframe = 0; keyframe < 3; keyframe++) {
      gate.reset();
      gate.root(root);
    }
    expect(listened).toEqual(["fullscreenchange"]);
    expect(gate.effects).toBeUndefined();
  });

  it("is asked again where a root has left and come back", () => {
    const { gate, root, listened } = setUp();
    gate.root(root);
    gate.rootGone(root);
    gate.root(root);
    expect(listened).toHaveLength(2);
  });
});
