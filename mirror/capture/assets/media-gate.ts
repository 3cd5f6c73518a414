import type { CaptureHost } from "../host.ts";
import type { Media } from "./media.ts";

const MEDIA = /^(video|audio)$/;

/** Stands in for what tells of videos and sound, which is loaded with the first of them. */
export type MediaGate = ReturnType<typeof createMediaGate>;

/**
 * @param all whatever shows a resource
 * @param changed an element of these has something to tell
 */
export function createMediaGate(host: CaptureHost, all: Iterable<Element>, changed: (el: Element) => void) {
  const roots = new Set<Document | ShadowRoot>();
  let part: Media | undefined;
  const load = host.onSign(() => import("./media.ts"), arrived);

  return {
    get part(): Media | undefined {
      return part;
    },
    /** Its elements tell of themselves in their root alone. */
    rootAdded(root: Document | ShadowRoot): void {
      roots.add(root);
      part?.listen(root);
    },
    rootRemoved: (root: Document | ShadowRoot): boolean => roots.delete(root),
    added(tag: string): void {
      if (MEDIA.test(tag)) void load();
    },
  };

  function arrived({ createMedia }: typeof import("./media.ts")): void {
    part = createMedia(host, changed);
    for (const root of roots) part.listen(root);
    for (const el of all) if (MEDIA.test(host.natives.localName(el))) changed(el);
  }
}
