import { createAnimations } from "./animations.ts";
import { createHighlights } from "./highlights.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { createTopLayer } from "./top-layer.ts";
import type { SentTree } from "./tree.ts";

/** What most pages never do: the top layer, animations by script, custom highlights. */
export type Effects = ReturnType<typeof createEffects>;

export function createEffects(host: CaptureHost, tree: SentTree) {
  const topLayer = createTopLayer(host, tree);
  const animations = createAnimations(host, tree);
  const highlights = createHighlights(host, tree);
  const parts = [topLayer, animations, highlights];
  highlights.reset();

  return {
    topLayer,
    animations,
    highlights,
    realm(w: PageWindow): void {
      for (const part of parts) part.realm(w);
    },
    reset(): void {
      for (const part of parts) part.reset();
    },
    /** A document or shadow root is mirrored; `isNew`: and has no listeners yet. */
    root(root: Document | ShadowRoot, isNew: boolean): void {
      if (isNew) topLayer.root(root);
      animations.root(root);
    },
  };
}
