import type { Children } from "./children.ts";
import type { CaptureHost } from "./host.ts";
import type { SentTree } from "./tree.ts";

/** Elements beside custom ones that may have a shadow tree. */
const HOSTS: ReadonlySet<string> = new Set(
  "article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split(" "),
);

/** Shadow trees and same-origin frames: what stands inside an element beside its children. */
export class Frames {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  readonly #closedRoot: (host: Element) => ShadowRoot | null;
  readonly #changed = new Set<Element>();
  readonly #frames = new Set<HTMLIFrameElement>();

  constructor(host: CaptureHost, tree: SentTree, closedRoot: (host: Element) => ShadowRoot | null) {
    this.#host = host;
    this.#tree = tree;
    this.#closedRoot = closedRoot;
  }

  get any(): boolean {
    return this.#changed.size > 0;
  }

  innerOf(el: Element, tag: string): ShadowRoot | Document | null {
    const { natives } = this.#host;
    if (tag !== "iframe") {
      if (!HOSTS.has(tag) && !tag.includes("-")) return null;
      return natives.shadowRoot(el) ?? this.#closedRoot(el);
    }
    this.#frames.add(el as HTMLIFrameElement);
    const inner = natives.contentDocument(el as HTMLIFrameElement);
    // A document that was replaced while it was read has no window any more.
    return inner?.documentElement && inner.defaultView ? inner : null;
  }

  /** A root was attached to the element, or the frame has loaded. */
  innerChanged(el: Element): void {
    if (!this.#tree.get(el)) return;
    this.#changed.add(el);
    this.#host.wake();
  }

  /** Frames whose document was replaced without an event that reached us. */
  poll(): void {
    for (const el of this.#frames) {
      const sent = this.#tree.get(el);
      if (!sent) this.#frames.delete(el);
      else if ((sent.inner?.node ?? null) !== this.innerOf(el, "iframe")) this.innerChanged(el);
    }
  }

  flush(children: Children): void {
    for (const el of this.#changed) {
      const sent = this.#tree.get(el);
      if (!sent) continue;
      const inner = this.innerOf(el, this.#host.natives.localName(el));
      if (sent.inner?.node === inner) continue;
      if (sent.inner) children.forget(sent.inner);
      if (inner) children.insertInner(sent, inner);
    }
    this.#changed.clear();
  }

  reset(): void {
    this.#changed.clear();
    this.#frames.clear();
  }
}
