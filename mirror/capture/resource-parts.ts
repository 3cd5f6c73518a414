import { deflate } from "../codec/compress.ts";
import { Section } from "../codec/sections.ts";
import { createWriter, type Writer } from "../codec/writer.ts";
import { type AssetGate, createAssetGate } from "./assets/index.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { createScriptedChunk } from "./scripted-chunk.ts";
import { createStyleCapture, type SentText, type StyleCapturing } from "./styles/index.ts";
import type { SentTree } from "./tree.ts";

/** What the owner of the session has already, by the names of `CaptureOptions`. */
export interface HeldByOwner {
  readonly heldTexts?: readonly string[];
  readonly heldBytes?: readonly string[];
  readonly challenge?: string | undefined;
}

/** A first picture waits this long for the texts of its sheets, in ms: most come from the browser's cache. */
const PREPARE_MS = 500;

/** Style sheets of every mirrored document, and the resources of the page. */
export type Resources = ReturnType<typeof createResources>;

export function createResources(
  host: CaptureHost,
  tree: SentTree,
  send: (ref: string, type: string, bytes: Uint8Array) => void,
  held: HeldByOwner,
) {
  const stylesByDocument = new Map<Document, StyleCapturing>();
  /** What each document's styles want undone when it goes, or the capture stops. */
  const undoByDocument = new Map<Document, (() => void)[]>();
  /** Roots their captures know of already, over keyframes. */
  const roots = new WeakSet<Document | ShadowRoot>();
  /** Documents of which nothing was told since the keyframe began. */
  const freshDocuments = new Set<Document>();
  let assetsFresh = true;
  const scripted = createScriptedChunk(host);
  const wantedRefs: string[] = [];
  const assets: AssetGate = createAssetGate(host, tree, {
    sentText,
    send,
    deflate,
    createWriter,
    heldTexts: held.heldTexts,
    heldBytes: held.heldBytes,
    challenge: held.challenge,
  });
  /** The texts of the page's sheets are being read, or have been. */
  let isPreparing = false;
  let isPrepared = false;
  /** A stricter rule holds and no keyframe has begun: no reference means anything. */
  let isVoid = false;

  return {
    rootAdded,
    rootRemoved,
    added,
    changed,
    removed,
    write,
    wanted,
    reset,
    purged,
    stop,
    isWaiting,
    /** A payload's body behind the names of the texts that it relies on. */
    headed: (body: Uint8Array): Uint8Array => assets.part?.texts.headed(body) ?? body,
  };

  /** The page would be seen without sheets that it has; asked first of all, which has them read. */
  function isWaiting(): boolean {
    if (!isPreparing) prepare();
    return !isPrepared;
  }

  function prepare(): void {
    isPreparing = true;
    const done = (): void => {
      isPrepared = true;
      host.wake();
    };
    host.natives.setTimeout(done, PREPARE_MS);
    stylesOf(host.window.document)?.prepare().then(done, done);
  }

  function rootAdded(root: Document | ShadowRoot): void {
    const styles = stylesOf(documentOf(root));
    if (!styles) return;
    assets.part?.rootAdded(root);
    // At once: what a WebGL canvas draws before its calls are hooked can't be had later.
    assets.load();
    if (roots.has(root)) return;
    roots.add(root);
    styles.rootAdded(root);
  }

  function rootRemoved(root: Document | ShadowRoot): void {
    const doc = documentOf(root);
    const styles = stylesByDocument.get(doc);
    styles?.rootRemoved(root);
    assets.part?.rootRemoved(root);
    roots.delete(root);
    if (doc !== root) return;
    styles?.stop();
    stylesByDocument.delete(doc);
    freshDocuments.delete(doc);
    for (const undo of undoByDocument.get(doc) ?? []) undo();
    undoByDocument.delete(doc);
  }

  /** An element was sent; true where it is a style owner or shows a resource. */
  function added(el: Element, tag: string, attributes: readonly string[]): boolean {
    if (!isStyleOwner(tag)) return assets.part?.added(el, tag, attributes) === true;
    stylesOf(documentOf(el))?.ownerChanged(el);
    return true;
  }

  function changed(el: Element, tag: string): void {
    if (isStyleOwner(tag)) stylesByDocument.get(documentOf(el))?.ownerChanged(el);
    else assets.part?.added(el, tag);
  }

  function removed(el: Element, tag: string): void {
    if (isStyleOwner(tag)) stylesByDocument.get(documentOf(el))?.ownerRemoved(el);
    else assets.part?.removed(el);
  }

  /** Sheets sections of all documents that have something to tell, then the Assets section. */
  function write(w: Writer): void {
    for (const [doc, styles] of stylesByDocument) {
      const id = tree.of(doc);
      if (!id || !doc.defaultView) continue; // a frame has left it, and its window is another's now
      styles.poll();
      const fresh = freshDocuments.delete(doc);
      if (!fresh && !styles.hasChanges()) continue;
      w.uint(Section.Sheets);
      w.uint(id);
      if (fresh) styles.keyframe(w);
      else styles.flush(w);
    }
    const { part } = assets;
    if (!part || !(assetsFresh || part.hasChanges())) return;
    w.uint(Section.Assets);
    if (assetsFresh) part.keyframe(w);
    else part.flush(w);
    assetsFresh = false;
    for (const ref of wantedRefs.splice(0)) part.wanted(ref);
  }

  /** The replica wants a resource. */
  function wanted(ref: string): void {
    if (isVoid) return;
    if (assets.part) return assets.part.wanted(ref);
    wantedRefs.push(ref);
    assets.load();
  }

  function purged(): void {
    isVoid = true;
    assets.part?.purged();
  }

  function reset(): void {
    isVoid = false;
    assets.part?.texts.reset();
    for (const doc of stylesByDocument.keys()) freshDocuments.add(doc);
    assetsFresh = true;
  }

  function stop(): void {
    for (const styles of stylesByDocument.values()) styles.stop();
    for (const list of undoByDocument.values()) for (const undo of list) undo();
    undoByDocument.clear();
    stylesByDocument.clear();
    assets.part?.stop();
  }

  /** A style text of the stream, by the numbers of its document and of itself. */
  function sentText(document: number, id: number): SentText | undefined {
    return stylesByDocument.get(tree.node(document) as Document)?.sentText(id);
  }

  function documentOf(node: Node): Document {
    return host.natives.nodeType(node) === 9
      ? (node as Document)
      : (host.natives.ownerDocument(node) as Document);
  }

  function stylesOf(doc: Document): StyleCapturing | undefined {
    const known = stylesByDocument.get(doc);
    const view = doc.defaultView as PageWindow | null;
    if (known || !view) return known;
    const undo: (() => void)[] = [];
    // The host as the captures of one document see it.
    const viewHost: CaptureHost = { ...host, window: view, onStop: (one) => undo.push(one) };
    host.withinRealm(view, () => stylesByDocument.set(doc, createStyleCapture(viewHost, scripted, assets)));
    undoByDocument.set(doc, undo);
    freshDocuments.add(doc);
    return stylesByDocument.get(doc);
  }
}

function isStyleOwner(tag: string): boolean {
  return tag === "style" || tag === "link";
}
