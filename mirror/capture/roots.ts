import type { CaptureHost, PageWindow } from "./host.ts";

/** A part of the capture that hooks windows. */
interface RealmPart {
  realm(w: PageWindow): void;
  realmGone(w: PageWindow): unknown;
}

/** The documents and shadow trees that are mirrored: each is listened to, and each of their windows hooked, once. */
export type Roots = ReturnType<typeof createRoots>;

/**
 * @param parts what hooks windows and listens to them
 * @param listen listens to a document or shadow root
 */
export function createRoots(
  host: CaptureHost,
  parts: readonly RealmPart[],
  listen: (root: Document | ShadowRoot) => void,
) {
  const realms = new WeakSet<PageWindow>();
  /** Windows of mirrored documents: a document that has left does not know its own any more. */
  const views = new WeakMap<Node, PageWindow>();
  const listened = new WeakSet<Node>();
  realm(host.window);

  return { added, removed };

  function added(root: Document | ShadowRoot): void {
    if (host.natives.nodeType(root) === 9) {
      const w = (root as Document).defaultView as PageWindow | null;
      if (w) views.set(root, w);
      if (w) realm(w);
    }
    // It may have been mirrored before this keyframe.
    if (listened.has(root)) return;
    listened.add(root);
    listen(root);
  }

  function removed(root: Node): void {
    host.unlisten(root);
    listened.delete(root);
    const w = views.get(root);
    if (!w || w === host.window) return;
    // By hand: document and window keep each other alive through the engine, so the weak map would keep both.
    views.delete(root);
    realms.delete(w);
    for (const part of parts) part.realmGone(w);
    host.realmGone(w);
  }

  function realm(w: PageWindow): void {
    if (realms.has(w)) return;
    realms.add(w);
    host.withinRealm(w, () => {
      for (const part of parts) part.realm(w);
    });
  }
}
