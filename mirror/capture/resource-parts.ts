import { Section } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import { ASSET_TAGS, AssetCapture } from "./assets/index.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { type CssPlace, StyleCapture } from "./styles/index.ts";
import type { SentTree } from "./tree.ts";

/** Elements that show a resource only by an old attribute. */
const BACKGROUND_TAGS: ReadonlySet<string> = new Set(["body", "table", "tr", "td", "th"]);

/** Style sheets of every mirrored document, and the resources of the page. */
export class Resources {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  readonly #assets: AssetCapture;
  readonly #styles = new Map<Document, StyleCapture>();
  /** What each document's styles want undone when it goes, or the capture stops. */
  readonly #undo = new Map<Document, (() => void)[]>();
  /** Roots their captures know of already, over keyframes. */
  readonly #roots = new WeakSet<Document | ShadowRoot>();
  /** Documents of which nothing was told since the keyframe began. */
  readonly #fresh = new Set<Document>();
  #assetsFresh = true;

  constructor(
    host: CaptureHost,
    tree: SentTree,
    send: (ref: string, type: string, bytes: Uint8Array) => void,
  ) {
    this.#host = host;
    this.#tree = tree;
    this.#assets = new AssetCapture(host, { cssPlace: (ref) => this.#cssPlace(ref), send });
  }

  rootAdded(root: Document | ShadowRoot): void {
    const styles = this.#stylesOf(this.#documentOf(root));
    if (!styles || this.#roots.has(root)) return;
    this.#roots.add(root);
    styles.rootAdded(root);
    this.#assets.rootAdded(root);
  }

  rootRemoved(root: Document | ShadowRoot): void {
    const doc = this.#documentOf(root);
    const styles = this.#styles.get(doc);
    styles?.rootRemoved(root);
    this.#assets.rootRemoved(root);
    this.#roots.delete(root);
    if (doc !== root) return;
    styles?.stop();
    this.#styles.delete(doc);
    this.#fresh.delete(doc);
    for (const undo of this.#undo.get(doc) ?? []) undo();
    this.#undo.delete(doc);
  }

  /** An element was sent; true where it is a style owner or shows a resource. */
  added(el: Element, tag: string, attributes: readonly string[]): boolean {
    if (isStyleOwner(tag)) {
      this.#stylesOf(this.#documentOf(el))?.ownerAdded(el);
      return true;
    }
    if (!ASSET_TAGS.has(tag) || (BACKGROUND_TAGS.has(tag) && !attributes.includes("background")))
      return false;
    if (!this.#showsAsset(el, tag)) return false;
    this.#assets.elementAdded(el);
    return true;
  }

  changed(el: Element, tag: string): void {
    if (isStyleOwner(tag)) this.#styles.get(this.#documentOf(el))?.ownerChanged(el);
    else if (this.#showsAsset(el, tag)) this.#assets.elementAdded(el);
  }

  removed(el: Element, tag: string): void {
    if (isStyleOwner(tag)) this.#styles.get(this.#documentOf(el))?.ownerRemoved(el);
    else if (ASSET_TAGS.has(tag)) this.#assets.elementRemoved(el);
  }

  /** Sheets sections of all documents that have something to tell, then the Assets section. */
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
    if (!this.#assetsFresh && !this.#assets.hasChanges()) return;
    w.uint(Section.Assets);
    if (this.#assetsFresh) this.#assets.keyframe(w);
    else this.#assets.flush(w);
    this.#assetsFresh = false;
  }

  /** The replica wants a resource. */
  wanted(ref: string): void {
    this.#assets.wanted(ref);
  }

  reset(): void {
    for (const doc of this.#styles.keys()) this.#fresh.add(doc);
    this.#assetsFresh = true;
  }

  stop(): void {
    for (const styles of this.#styles.values()) styles.stop();
    for (const list of this.#undo.values()) for (const undo of list) undo();
    this.#undo.clear();
    this.#styles.clear();
    this.#assets.stop();
  }

  #showsAsset(el: Element, tag: string): boolean {
    if (!ASSET_TAGS.has(tag)) return false;
    if (BACKGROUND_TAGS.has(tag)) return this.#host.natives.attr(el, "background") !== null;
    return tag !== "input" || this.#host.natives.attr(el, "type")?.toLowerCase() === "image";
  }

  /** Place of a reference `DOCUMENT.TEXT.OFFSET` that a style text holds. */
  #cssPlace(ref: string): CssPlace | undefined {
    const dot = ref.indexOf(".");
    const doc = this.#tree.node(Number(ref.slice(0, dot)));
    return doc && this.#styles.get(doc as Document)?.cssPlace(ref.slice(dot + 1));
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
    const undo: (() => void)[] = [];
    const host = hostOf(this.#host, view, undo);
    this.#host.withinRealm(view, () => this.#styles.set(doc, new StyleCapture(host)));
    this.#undo.set(doc, undo);
    this.#fresh.add(doc);
    return this.#styles.get(doc);
  }
}

function isStyleOwner(tag: string): boolean {
  return tag === "style" || tag === "link";
}

/** The host as the captures of one document see it. */
function hostOf(host: CaptureHost, view: PageWindow, undo: (() => void)[]): CaptureHost {
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
    unlisten: (target) => host.unlisten(target),
    listenAgain: (target) => host.listenAgain(target),
    onRealm: (fn) => fn(view),
    withinRealm: (window, make) => host.withinRealm(window, make),
    realmGone: (window) => host.realmGone(window),
    onStop: (one) => undo.push(one),
  };
}
