import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost, PageWindow } from "../host.ts";
import { createLinkedTexts, type LinkedTexts } from "../styles/linked.ts";
import type { SentTree } from "../tree.ts";
import { type Answers, createAnswers } from "./answers.ts";
import { createMediaGate, type MediaGate } from "./media-gate.ts";
import { isTextName, PLAIN_TEXTS_REF } from "./named-text.ts";
import { createNamedTexts } from "./named-texts.ts";
import { createAssetNames } from "./names.ts";
import { createObjectBoxes, type ObjectBoxes } from "./object-boxes.ts";
import { AssetOp } from "./ops.ts";
import { createPainted, type Painted } from "./painted.ts";
import { PAINTS_REF } from "./paints-ref.ts";
import { createPixels, type Pixels } from "./pixels.ts";
import type { AssetBytes } from "./read.ts";
import { SHOWING, showsAsset } from "./showing.ts";
import { createToldAssets, type ToldAssets } from "./told-assets.ts";
import type { AssetCapturing, AssetHooks } from "./types.ts";

/** The customer's end of images, fonts and pictures of what moves. */
export function createAssetCapture(host: CaptureHost, tree: SentTree, hooks: AssetHooks): AssetCapturing {
  const names = createAssetNames();
  const texts = createNamedTexts(hooks);
  const answers: Answers = createAnswers(host, hooks, names);
  /** Roots that have their listeners, over keyframes. */
  const heard = new WeakSet<Document | ShadowRoot>();
  const linkedByDocument = new WeakMap<Document, LinkedTexts>();
  const elements = new Set<Element>();
  const dirty = new Set<Element>();
  /** The picture each canvas and video shows, newest only. */
  const pictures = new Map<Element, string>();
  let nextPicture = 1;
  const media: MediaGate = createMediaGate(host, elements, dirtied);
  const told: ToldAssets = createToldAssets(host, names, pictures, media);
  const boxes: ObjectBoxes = createObjectBoxes(host, dirtied);
  const painted: Painted = createPainted(host, push);
  const pixels: Pixels = createPixels(host, sendPicture);
  host.onStop(stop);
  catchUp();

  return {
    rootAdded,
    rootRemoved,
    added,
    removed,
    hasChanges,
    keyframe,
    flush,
    wanted,
    purged,
    texts,
    linked,
    stop,
  };

  /** One reader for each document: two asking at a time share it. */
  function linked(window: PageWindow): LinkedTexts {
    const known = linkedByDocument.get(window.document);
    const reader = known ?? createLinkedTexts(window, texts.prepare);
    linkedByDocument.set(window.document, reader);
    return reader;
  }

  /** Takes what was sent before this was here. */
  function catchUp(): void {
    tree.each(tree.root, ({ special, node }) => {
      if (!special || host.natives.nodeType(node) === 1) return;
      const root = node as Document | ShadowRoot;
      rootAdded(root);
      for (const el of root.querySelectorAll(SHOWING)) {
        const sent = tree.get(el);
        if (sent && added(el, host.natives.localName(el))) sent.special = true;
      }
    });
  }

  function rootAdded(root: Document | ShadowRoot): void {
    if (heard.has(root)) return;
    heard.add(root);
    const realm = (root as Document).defaultView as PageWindow | null | undefined;
    if (realm) pixels.hook(realm);
    for (const type of ["load", "error", "loadeddata", "seeked", "playing", "pause"]) {
      host.listen(root, type, (event) => {
        if (elements.has(event.target as Element)) changed(event.target as Element);
      });
    }
    media.rootAdded(root);
  }

  function rootRemoved(root: Document | ShadowRoot): void {
    heard.delete(root);
    media.rootRemoved(root);
  }

  /** Something of the element is to be told anew, but not what it pictures. */
  function dirtied(el: Element): void {
    if (!elements.has(el)) return;
    dirty.add(el);
    host.wake();
  }

  function added(el: Element, tag: string, attributes?: readonly string[]): boolean {
    const shows = showsAsset(host.natives, el, tag, attributes);
    if (shows) changed(el, tag);
    if (tag === "object" || tag === "embed") boxes.add(el);
    return shows;
  }

  function changed(el: Element, tag = host.natives.localName(el)): void {
    elements.add(el);
    dirty.add(el);
    if (tag === "canvas" || tag === "video") pixels.add(el as HTMLCanvasElement);
    media.added(tag);
    host.wake();
  }

  function removed(el: Element): void {
    elements.delete(el);
    dirty.delete(el);
    pictures.delete(el);
    pixels.remove(el);
    boxes.remove(el);
  }

  function hasChanges(): boolean {
    return dirty.size > 0 || painted.hasNews();
  }

  function keyframe(w: Writer): void {
    answers.renewed();
    names.clear();
    pictures.clear();
    for (const el of elements) dirty.add(el);
    pixels.again();
    painted.again();
    media.part?.again();
    flush(w);
  }

  function flush(w: Writer): void {
    for (const el of dirty) {
      const id = host.ids.of(el);
      if (id !== 0) told.write(w, el, id);
    }
    dirty.clear();
    painted.write(w);
    w.uint(AssetOp.End);
  }

  function wanted(ref: string): void {
    if (ref.endsWith(`.${PAINTS_REF}`)) return void painted.start();
    // A picture is on its way or out of date: none is sent twice.
    if (ref.startsWith("p")) return;
    if (isTextName(ref) || ref === PLAIN_TEXTS_REF) return void texts.wanted(ref).catch(reportError);
    answers.wanted(ref);
  }

  function purged(): void {
    answers.purged();
    texts.purged();
  }

  function stop(): void {
    answers.stop();
    pixels.stop();
    painted.stop();
    boxes.stop();
    elements.clear();
    dirty.clear();
  }

  /** A new picture of a canvas or video: pushed, since it is out of date by the time it could be asked for. */
  function sendPicture(el: Element, picture: AssetBytes): void {
    pictures.set(el, push(picture));
    dirty.add(el);
    host.wake();
  }

  function push({ type, bytes }: AssetBytes): string {
    const ref = `p${(nextPicture++).toString(36)}`;
    hooks.send(ref, type, bytes);
    return ref;
  }
}
