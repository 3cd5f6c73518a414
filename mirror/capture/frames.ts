import type { ChildFrameOptions, ChildFrames } from "./child-frames.ts";
import type { Children } from "./children.ts";
import type { CaptureHost } from "./host.ts";
import { matchesUrl, tellUrl } from "./mask/urls.ts";
import type { SentTree } from "./tree.ts";

/** Shadow trees and frames: what stands inside an element beside its children. */
export type Frames = ReturnType<typeof createFrames>;

export function createFrames(
  host: CaptureHost,
  tree: SentTree,
  changesMode: (root: Document | ShadowRoot) => boolean,
  rootOf: (el: Element, tag: string) => ShadowRoot | null,
  options: Partial<ChildFrameOptions>,
) {
  const changed = new Set<Element>();
  const frames = new Set<HTMLIFrameElement>();
  let childFrames: ChildFrames | undefined;
  /** For a frame of another origin: `poll` comes by again when it is here. */
  const needChildFrames: () => void = host.onSign(
    () => import("./child-frames.ts"),
    (chunk) => {
      childFrames = chunk.createChildFrames(host, tree, options as ChildFrameOptions, {
        tellUrl,
        matchesUrl,
      });
    },
  );

  return {
    get any(): boolean {
      return changed.size > 0;
    },
    /** Frames of other origins, where there are any. */
    get childFrames(): ChildFrames | undefined {
      return childFrames;
    },
    innerOf,
    innerChanged,
    reopened,
    poll,
    flush,
    reset,
    stop,
  };

  function innerOf(el: Element, tag: string): ShadowRoot | Document | null {
    if (tag !== "iframe") return rootOf(el, tag);
    frames.add(el as HTMLIFrameElement);
    const inner = host.natives.contentDocument(el as HTMLIFrameElement);
    if (!inner) foreign(el as HTMLIFrameElement);
    // A document that was replaced while it was read has no window any more.
    return inner?.documentElement && inner.defaultView ? inner : null;
  }

  /** A root was attached to the element, or the frame has loaded. */
  function innerChanged(el: Element): void {
    if (!tree.get(el)) return;
    changed.add(el);
    host.wake();
  }

  /** A document was written anew: in another mode it is told anew. */
  function reopened(doc: Document): void {
    if (!changesMode(doc)) return;
    const owner = tree.get(doc)?.parent;
    if (owner) innerChanged(owner.node as Element);
    else host.renew();
  }

  /** Frames whose document was replaced without an event that reached us. */
  function poll(): void {
    for (const el of frames) {
      const sent = tree.get(el);
      if (!sent) frames.delete(el);
      else if ((sent.inner?.node ?? null) !== innerOf(el, "iframe")) innerChanged(el);
    }
    childFrames?.poll();
  }

  /** A frame of another origin; without what mirrors it it stays a box. */
  function foreign(el: HTMLIFrameElement): void {
    childFrames?.found(el);
    if (options.listsOrigin) needChildFrames();
  }

  function flush(children: Children): void {
    for (const el of changed) {
      const sent = tree.get(el);
      if (!sent) continue;
      const inner = innerOf(el, host.natives.localName(el));
      if (sent.inner?.node === inner && !(inner && changesMode(inner))) continue;
      if (sent.inner) children.forget(sent.inner);
      if (inner) children.insertInner(sent, inner);
    }
    changed.clear();
  }

  function reset(): void {
    changed.clear();
    frames.clear();
    childFrames?.reset();
  }

  function stop(): void {
    childFrames?.stop();
  }
}
