import { createAnimations } from "./animations.ts";
import { createHighlights } from "./highlights.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { Late } from "./late.ts";
import type { States } from "./states.ts";
import type { Svg } from "./svg/index.ts";
import type { Observed } from "./svg/values.ts";
import { createTopLayer } from "./top-layer.ts";
import type { SentTree } from "./tree.ts";

/** What most pages never do: the top layer, animations by script, custom highlights, moving drawings. */
export type Effects = ReturnType<typeof createEffects>;

/**
 * @param touched animations that script has touched before this was here
 * @param observed hears of what was written that no observer sees
 * @param svg takes what is loaded for drawings
 */
export function createEffects(
  host: CaptureHost,
  tree: SentTree,
  states: States,
  touched: readonly Animation[],
  observed: Observed,
  svg: Late<Svg>,
) {
  const topLayer = createTopLayer(host, tree);
  const animations = createAnimations(host, tree, touched);
  const highlights = createHighlights(host, tree);
  const needSvg: () => void = host.onSign(
    () => import("./svg/index.ts"),
    (chunk) => svg.arrive(chunk.createSvg(host, tree, states, observed)),
  );
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
      for (const part of [...parts, svg]) part.realm(w);
    },
    reset(): void {
      for (const part of [...parts, svg.part]) part?.reset();
    },
    root,
    added,
    /** Finds what was written that no observer sees. */
    observe: (): void => svg.part?.observe(),
    /** Reads the states that are to be told. */
    settle: (): void => svg.part?.settle(),
    realmGone: svg.realmGone,
    /** Children of something have changed. */
    treeChanged(): void {
      animations.treeChanged();
      highlights.treeChanged();
      svg.part?.treeChanged();
    },
    rootGone(root: Document | ShadowRoot): void {
      heard.delete(root);
      animations.rootGone(root);
      highlights.rootGone(root);
      svg.part?.rootGone(root);
    },
  };

  /** An element was sent that may be in the top layer, or is of a drawing. */
  function added(el: Element): void {
    topLayer.added(el);
    if (svg.part) svg.part.added(el);
    else if (host.natives.closest(el, "svg")) needSvg();
  }

  /** A document or shadow root is mirrored, or sent again in a keyframe. */
  function root(root: Document | ShadowRoot): void {
    animations.root(root);
    highlights.root(root);
    if (!svg.part && root.querySelector("svg")) needSvg();
    if (heard.has(root)) return;
    heard.add(root);
    topLayer.root(root);
  }
}
