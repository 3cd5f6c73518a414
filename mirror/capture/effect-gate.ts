import type { Effects } from "./effects.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { createLate, type Late } from "./late.ts";
import type { States } from "./states.ts";
import type { Observed } from "./svg/values.ts";
import type { SentTree } from "./tree.ts";

/** Stands in for the effects until a page shows that it has any. */
export type EffectGate = ReturnType<typeof createEffectGate>;

export function createEffectGate(host: CaptureHost, tree: SentTree, states: States, observed: Observed) {
  const touched: Animation[] = [];
  const late: Late<Effects> = createLate(host);
  const need: () => void = host.onSign(
    () => import("./effects.ts"),
    (chunk) => late.arrive(chunk.createEffects(host, tree, states, touched, observed, createLate(host))),
  );

  return {
    get effects(): Effects | undefined {
      return late.part;
    },
    realmGone(w: PageWindow): void {
      late.realmGone(w);
      late.part?.realmGone(w);
    },
    /** Something happened that only a page with effects does. */
    need,
    realm,
    root,
    candidate,
  };

  /** What comes of these signs is hooked when the effects are here. */
  function realm(w: PageWindow): void {
    late.realm(w);
    // One of an element that is not in the page yet is found nowhere later.
    host.notice(w.Element.prototype, "animate", (_self, _args, made) => touch(made));
    for (const key of ["play", "pause", "finish", "cancel", "reverse", "currentTime"])
      host.notice(w.Animation?.prototype, key, touch);
    host.notice(w.HighlightRegistry?.prototype, "set", need);
    if (w.CSS?.highlights?.size) need();
  }

  function touch(animation: unknown): void {
    if (!late.part) touched.push(animation as Animation);
    need();
  }

  /** A document or shadow root is mirrored, or sent again in a keyframe. */
  function root(root: Document | ShadowRoot): void {
    if (late.part) return late.part.root(root);
    if (root.getAnimations?.().length) need();
  }

  /** An element was sent that may be in the top layer, or is of a drawing that may move. */
  function candidate(el: Element): void {
    if (late.part) late.part.added(el);
    else need();
  }
}
