import type { CaptureHost, PageWindow } from "../host.ts";
import type { States } from "../states.ts";
import type { SentTree } from "../tree.ts";
import { createSvgClocks } from "./clocks.ts";
import { createSvgValues, type Observed } from "./values.ts";

/** What of drawings no mutation shows: values that script writes, and where their animations are. */
export type Svg = ReturnType<typeof createSvg>;

export function createSvg(host: CaptureHost, tree: SentTree, states: States, observed: Observed) {
  const values = createSvgValues(host, tree, observed);
  const clocks = createSvgClocks(host, tree, states);
  // What was sent before this was here.
  tree.each(tree.root, ({ node }) => {
    if (host.natives.nodeType(node) === 1) clocks.added(node as Element);
  });

  return {
    added: clocks.added,
    rootGone: clocks.rootGone,
    settle: clocks.settle,
    /** Tells what was written, as an observer would have: before the mask looks at what changed. */
    observe: values.settle,
    treeChanged(): void {
      values.treeChanged();
      clocks.treeChanged();
    },
    realm(w: PageWindow): void {
      values.realm(w);
      clocks.realm(w);
    },
    reset(): void {
      values.reset();
      clocks.reset();
    },
  };
}
