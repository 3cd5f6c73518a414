import { createAnimations } from "./animations.ts";
import { createHighlights } from "./highlights.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { createTopLayer } from "./top-layer.ts";
import type { SentTree } from "./tree.ts";

/** What most pages never do: the top layer, animations by script, custom highlights. */
export type Effects = ReturnType<typeof createEffects>;

/** @param touched animations that script has touched before this was here */
export function createEffects(host: CaptureHost, tree: SentTree, touched: readonly Animation[]) {
  const topLayer = createTopLayer(host, tree);
  const animations = createAnimations(host, tree, touched);
  const highlights = createHighlights(host, tree);
  const parts = [topLayer, animations, highlights];
  /** Roots that have their listeners, over keyframes. */
  const heard = new WeakSet<Document | ShadowRoot>();
  highlights.reset();
  // What was sent before this was here.
  tree.each(tree.root, ({ special, node }) => {
    if (special && host.natives.nodeType(node) !== 1) root(node as Document | ShadowRoot);
  });
  const { fullscreenElement } = host.natives.document;
  if (fullscreenElement) topLayer.added(fullscreenElement);

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
    root,
    /** Children of something have changed. */
    treeChanged(): void {
      animations.treeChanged();
      highlights.treeChanged();
    },
    rootGone(root: Document | ShadowRoot): void {
      heard.delete(root);
      animations.rootGone(root);
      highlights.rootGone(root);
    },
  };

  /** A document or shadow root is mirrored, or sent again in a keyframe. */
  function root(root: Document | ShadowRoot): void {
    animations.root(root);
    highlights.root(root);
    if (heard.has(root)) return;
    heard.add(root);
    topLayer.root(root);
  }
}
