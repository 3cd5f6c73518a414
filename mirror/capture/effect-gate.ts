import type { Effects } from "./effects.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { createLate } from "./late.ts";
import type { SentTree } from "./tree.ts";

/** Stands in for the effects until a page shows that it has any; what it showed until they are here is not lost. */
export type EffectGate = ReturnType<typeof createEffectGate>;

export function createEffectGate(host: CaptureHost, tree: SentTree) {
  const late = createLate<Effects>(host);
  const roots = new Set<Document | ShadowRoot>();
  /** Roots that have their listeners, over keyframes: the gate's, or those of the effects. */
  let heard = new WeakSet<Document | ShadowRoot>();
  /** Dialogs and popovers, in the order in which they were sent. */
  const candidates = new Set<Element>();
  const animations: Animation[] = [];
  let isLoading = false;
  let isStopped = false;

  return {
    get effects(): Effects | undefined {
      return late.part;
    },
    realmGone: late.realmGone,
    realm,
    root,
    rootGone,
    candidate,
    reset,
    stop,
  };

  /** The signs by which a page shows that it has effects; what comes of them is hooked when they are here. */
  function realm(w: PageWindow): void {
    late.realm(w);
    host.notice(w.Element.prototype, "animate", (_self, _args, made) => {
      if (!late.part) animations.push(made as Animation);
      need();
    });
    host.notice(w.HighlightRegistry?.prototype, "set", need);
    if (w.CSS?.highlights?.size) need();
  }

  /** A document or shadow root is mirrored, or sent again in a keyframe. */
  function root(root: Document | ShadowRoot): void {
    const isNew = !heard.has(root);
    heard.add(root);
    if (late.part) return late.part.root(root, isNew);
    roots.add(root);
    if (isNew) host.listen(root, "fullscreenchange", need);
    const { CSSAnimation, CSSTransition } = host.window;
    for (const animation of root.getAnimations?.() ?? [])
      if (!(animation instanceof CSSAnimation || animation instanceof CSSTransition)) need();
  }

  function rootGone(root: Document | ShadowRoot): void {
    roots.delete(root);
    heard.delete(root);
  }

  /** An element was sent that may be in the top layer. */
  function candidate(el: Element): void {
    if (late.part) return late.part.topLayer.added(el);
    candidates.add(el);
    need();
  }

  function reset(): void {
    roots.clear();
    candidates.clear();
    late.part?.reset();
  }

  function stop(): void {
    isStopped = true;
    reset();
  }

  function need(): void {
    if (isLoading || isStopped) return;
    isLoading = true;
    import("./effects.ts").then(
      ({ createEffects }) => {
        if (!isStopped) arrived(createEffects(host, tree));
      },
      () => {
        isLoading = false; // the next sign tries again
      },
    );
  }

  function arrived(effects: Effects): void {
    late.arrive(effects);
    for (const root of roots) effects.root(root, true);
    heard = new WeakSet(roots);
    for (const el of candidates) effects.topLayer.added(el);
    for (const animation of animations.splice(0)) effects.animations.watch(animation);
    const { fullscreenElement } = host.natives.document;
    if (fullscreenElement) effects.topLayer.added(fullscreenElement);
    roots.clear();
    candidates.clear();
    host.wakeLater();
  }
}
