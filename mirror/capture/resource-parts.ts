import { Section } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { StyleCapture } from "./styles/index.ts";
import type { SentTree } from "./tree.ts";

/** Style sheets and resources: one pair of captures for each document that is mirrored. */
export class Resources {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  readonly #styles = new Map<Document, StyleCapture>();
  /** Documents of which nothing was told since the keyframe began. */
  readonly #fresh = new Set<Document>();

  constructor(host: CaptureHost, tree: SentTree) {
    this.#host = host;
    this.#tree = tree;
  }

  rootAdded(root: Document | ShadowRoot): void {
    const doc = this.#documentOf(root);
    const styles = this.#stylesOf(doc);
    styles?.rootAdded(root);
  }

  rootRemoved(root: Document | ShadowRoot): void {
    const doc = this.#documentOf(root);
    const styles = this.#styles.get(doc);
    styles?.rootRemoved(root);
    if (doc !== root) return;
    styles?.stop();
    this.#styles.delete(doc);
  }

  /** An element was sent; true where it is a style owner or shows a resource. */
  added(el: Element, tag: string): boolean {
    if (!isStyleOwner(tag)) return false;
    this.#stylesOf(this.#documentOf(el))?.ownerAdded(el);
    return true;
  }

  changed(el: Element, tag: string): void {
    if (isStyleOwner(tag)) this.#styles.get(this.#documentOf(el))?.ownerChanged(el);
  }

  removed(el: Element, tag: string): void {
    if (isStyleOwner(tag)) this.#styles.get(this.#documentOf(el))?.ownerRemoved(el);
  }

  /** Sheets sections of all documents that have something to tell. */
  write(w: Writer): void {
    for (const [doc, styles] of this.#styles) {
      const id = this.#tree.of(doc);
      if (!id) continue;
      styles.poll();
      const fresh = this.#fresh.delete(doc);
      if (!fresh && !styles.hasChanges()) continue;
      w.uint(Section.Sheets);
      w.uint(id);
      if (fresh) styles.keyframe(w);
      else styles.flush(w);
    }
  }

  /** The replica wants a resource. */
  wanted(_ref: string): void {}

  reset(): void {
    for (const doc of this.#styles.keys()) this.#fresh.add(doc);
  }

  stop(): void {
    for (const styles of this.#styles.values()) styles.stop();
    this.#styles.clear();
  }

  #documentOf(node: Node): Document {
    return this.#host.natives.nodeType(node) === 9
      ? (node as Document)
      : (this.#host.natives.ownerDocument(node) as Document);
  }

  #stylesOf(doc: Document): StyleCapture | undefined {
    const known = this.#styles.get(doc);
    const view = doc.defaultView as PageWindow | null;
    if (known || !view) return known;
    const made = new StyleCapture(hostOf(this.#host, view));
    this.#styles.set(doc, made);
    this.#fresh.add(doc);
    return made;
  }
}

function isStyleOwner(tag: string): boolean {
  return tag === "style" || tag === "link";
}

/** The host as the captures of one document see it. */
function hostOf(host: CaptureHost, view: PageWindow): CaptureHost {
  return {
    window: view,
    natives: host.natives,
    mask: host.mask,
    ids: host.ids,
    wake: () => host.wake(),
    wakeLater: () => host.wakeLater(),
    patch: (owner, key, make) => host.patch(owner, key, make),
    notice: (owner, key, noticed) => host.notice(owner, key, noticed),
    listen: (target, type, fn) => host.listen(target, type, fn),
    onRealm: (fn) => fn(view),
    onStop: (undo) => host.onStop(undo),
  };
}
