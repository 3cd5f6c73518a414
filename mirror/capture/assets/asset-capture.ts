import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost, PageWindow } from "../host.ts";
import type { SentText } from "../styles/index.ts";
import { createLinkedTexts, type LinkedTexts } from "../styles/linked.ts";
import type { SentTree } from "../tree.ts";
import { addressAt } from "./css-address.ts";
import { describeImage } from "./describe.ts";
import { MISSING } from "./missing.ts";
import { isTextName, PLAIN_TEXTS_REF } from "./named-text.ts";
import { createNamedTexts } from "./named-texts.ts";
import { createAssetNames } from "./names.ts";
import { AssetOp } from "./ops.ts";
import type { Paints } from "./paints.ts";
import { PAINTS_REF } from "./paints-ref.ts";
import { createPixels, type Pixels } from "./pixels.ts";
import { type AssetBytes, type AssetReader, createAssetReader } from "./read.ts";
import { createSentBytes, SAME } from "./sent-bytes.ts";
import { SHOWING, showsAsset } from "./showing.ts";
import type { AssetCapturing, AssetHooks } from "./types.ts";

const XLINK = "http://www.w3.org/1999/xlink";
/** Before a reference that is wanted: the bytes themselves, though they have been sent. */
const WHOLE = "=";
/** Reads under way at once: the page's own loading goes first. */
const PARALLEL = 4;

/** Where an address stands in a text. */
interface Place extends SentText {
  readonly offset: number;
}

/** What a wanted reference stands for. */
interface Target {
  readonly address: string;
  readonly shown: HTMLImageElement | undefined;
}

/** The customer's end of images, fonts and pictures of what moves. */
export function createAssetCapture(host: CaptureHost, tree: SentTree, hooks: AssetHooks): AssetCapturing {
  const names = createAssetNames();
  const texts = createNamedTexts(hooks);
  const sent = createSentBytes(hooks.heldBytes);
  /** Counts keyframes: references mean something else after each. */
  let round = 0;
  /** Roots that have their listeners, over keyframes. */
  const heard = new WeakSet<Document | ShadowRoot>();
  const linkedByDocument = new WeakMap<Document, LinkedTexts>();
  const elements = new Set<Element>();
  const dirty = new Set<Element>();
  /** The picture each canvas and video shows, newest only. */
  const pictures = new Map<Element, string>();
  /** What paint worklets have drawn since the last flush. */
  const painted: [el: Element, property: string, ratio: number, ref: string][] = [];
  let paints: Paints | undefined;
  const queue: string[] = [];
  let reading = 0;
  let nextPicture = 1;
  const reader: AssetReader = createAssetReader(host.window);
  const pixels: Pixels = createPixels(host, sendPicture);
  host.onStop(stop);
  catchUp();

  return {
    rootAdded,
    rootRemoved: (root) => heard.delete(root),
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
    for (const type of ["loadedmetadata", "progress", "volumechange"]) {
      host.listen(root, type, ({ target }) => {
        if (!elements.has(target as Element)) return;
        dirty.add(target as Element);
        host.wake();
      });
    }
  }

  function added(el: Element, tag: string, attributes?: readonly string[]): boolean {
    const shows = showsAsset(host.natives, el, tag, attributes);
    if (shows) changed(el, tag);
    return shows;
  }

  function changed(el: Element, tag = host.natives.localName(el)): void {
    elements.add(el);
    dirty.add(el);
    if (tag === "canvas" || tag === "video") pixels.add(el as HTMLCanvasElement);
    host.wake();
  }

  function removed(el: Element): void {
    elements.delete(el);
    dirty.delete(el);
    pictures.delete(el);
    pixels.remove(el);
  }

  function hasChanges(): boolean {
    return dirty.size + painted.length > 0;
  }

  function keyframe(w: Writer): void {
    round++;
    names.clear();
    pictures.clear();
    queue.length = 0;
    for (const el of elements) dirty.add(el);
    pixels.again();
    painted.length = 0;
    paints?.again();
    flush(w);
  }

  function flush(w: Writer): void {
    for (const el of dirty) {
      const id = host.ids.of(el);
      if (id !== 0) element(w, el, id);
    }
    dirty.clear();
    for (const [el, property, ratio, ref] of painted.splice(0)) {
      const id = host.ids.of(el);
      if (id === 0) continue;
      w.uint(AssetOp.Painted);
      w.uint(id);
      w.str(property);
      w.f32(ratio);
      w.str(ref);
    }
    w.uint(AssetOp.End);
  }

  function wanted(ref: string): void {
    if (ref.endsWith(`.${PAINTS_REF}`)) return void startPaints();
    // A picture is on its way or out of date: none is sent twice.
    if (ref.startsWith("p")) return;
    if (isTextName(ref) || ref === PLAIN_TEXTS_REF) return void texts.wanted(ref).catch(reportError);
    if (queue.includes(ref)) return;
    queue.push(ref);
    next();
  }

  function purged(): void {
    round++;
    texts.purged();
    sent.clear();
    queue.length = 0;
  }

  function stop(): void {
    reader.stop();
    pixels.stop();
    paints?.stop();
    elements.clear();
    dirty.clear();
    queue.length = 0;
  }

  function element(w: Writer, el: Element, id: number): void {
    const { natives } = host;
    const tag = natives.localName(el);
    if (tag === "img" || (tag === "input" && (el as HTMLInputElement).type === "image")) {
      return image(w, el as HTMLImageElement, id);
    }
    if (tag === "canvas") return shows(w, id, pictures.get(el) ?? "");
    if (tag === "video") {
      const poster = told(el, "poster");
      shows(w, id, pictures.get(el) ?? names.name(poster));
      return player(w, el as HTMLVideoElement, id);
    }
    if (tag === "audio") return player(w, el as HTMLAudioElement, id);
    if (tag === "use" || tag === "image" || tag === "feImage") return link(w, el, id);
    const background = told(el, "background");
    if (!background) return;
    w.uint(AssetOp.Background);
    w.uint(id);
    w.str(names.name(background));
  }

  function image(w: Writer, el: HTMLImageElement, id: number): void {
    const shown = describeImage(el, host.mask);
    w.uint(AssetOp.Image);
    w.uint(id);
    w.str(names.name(shown.address, el));
    w.text(shown.name);
    w.uint(shown.width);
    w.uint(shown.height);
    w.uint(shown.state);
  }

  function shows(w: Writer, id: number, ref: string): void {
    w.uint(AssetOp.Picture);
    w.uint(id);
    w.str(ref);
  }

  /** What the controls of a video or of sound say, where it has some and knows its length. */
  function player(w: Writer, el: HTMLMediaElement, id: number): void {
    if (!el.controls || !el.readyState || host.mask.classify(el) !== "clear") return;
    const { buffered, currentTime } = el;
    let run = 0;
    while (run < buffered.length - 1 && buffered.end(run) < currentTime) run++;
    w.uint(AssetOp.Player);
    w.uint(id);
    w.uint((el as HTMLVideoElement).videoWidth ?? 0);
    w.uint((el as HTMLVideoElement).videoHeight ?? 0);
    w.f32(el.duration);
    w.f32(buffered.length > 0 ? buffered.start(run) : 0);
    w.f32(buffered.length > 0 ? buffered.end(run) : 0);
    w.bool(el.muted);
  }

  function link(w: Writer, el: Element, id: number): void {
    const href = el.getAttribute("href") ?? el.getAttributeNS(XLINK, "href") ?? "";
    if (href === "" || href.startsWith("#")) return;
    if (host.mask.classify(el) !== "clear") return;
    const address = resolve(href, el.baseURI);
    const hash = address.indexOf("#");
    w.uint(AssetOp.Link);
    w.uint(id);
    w.str(names.name(hash < 0 ? address : address.slice(0, hash)));
    w.str(hash < 0 ? "" : address.slice(hash));
  }

  /** Full address of an attribute that may be told, "" for none. */
  function told(el: Element, name: string): string {
    const value = host.natives.attr(el, name);
    if (!value || host.mask.classify(el) !== "clear") return "";
    const told = host.mask.attr(el, name, value);
    return told ? resolve(told, el.baseURI) : "";
  }

  async function startPaints(): Promise<void> {
    if (paints) return paints.again();
    const chunk = await import("./paints.ts").catch(() => undefined);
    if (!chunk || paints) return;
    paints = chunk.createPaints(host, (el, property, ratio, picture) => {
      const ref = `p${(nextPicture++).toString(36)}`;
      hooks.send(ref, picture.type, picture.bytes);
      painted.push([el, property, ratio, ref]);
      host.wake();
    });
  }

  /** A new picture of a canvas or video: pushed, since it is out of date by the time it could be asked for. */
  function sendPicture(el: Element, picture: AssetBytes): void {
    const ref = `p${(nextPicture++).toString(36)}`;
    pictures.set(el, ref);
    hooks.send(ref, picture.type, picture.bytes);
    dirty.add(el);
    host.wake();
  }

  function next(): void {
    while (reading < PARALLEL) {
      const ref = queue.shift();
      if (ref === undefined) return;
      reading++;
      void answer(ref).finally(() => {
        reading--;
        next();
      });
    }
  }

  async function answer(wanted: string): Promise<void> {
    const isWhole = wanted.startsWith(WHOLE);
    const ref = isWhole ? wanted.slice(WHOLE.length) : wanted;
    const target = targetOf(ref);
    // Never named, or forgotten: there is nothing to say about it.
    if (!target) return hooks.send(ref, MISSING, new Uint8Array());
    const asked = round;
    const found = await reader.read(target.address, target.shown).catch(() => undefined);
    const hash = found && !isWhole ? await sent.hashIfSent(found.bytes) : undefined;
    if (asked !== round) return; // it is wanted anew, by what it is called now
    if (hash) hooks.send(ref, SAME, hash);
    else if (found) hooks.send(ref, found.type, found.bytes);
    else hooks.send(ref, MISSING, new TextEncoder().encode(hostOf(target.address)));
  }

  function targetOf(ref: string): Target | undefined {
    if (ref.startsWith("a")) {
      const named = names.get(ref);
      return named && { address: named.address, shown: named.shown?.deref() };
    }
    const place = ref.startsWith("i") ? inlinePlace(ref) : cssPlace(ref);
    const address = place && addressAt(place.text, place.offset);
    return address ? { address: resolve(address, place.base), shown: undefined } : undefined;
  }

  /** `DOCUMENT.TEXT.OFFSET`: an address in a style text. */
  function cssPlace(ref: string): Place | undefined {
    const [document, id, offset] = ref.split(".").map(Number) as [number, number, number];
    const sent = hooks.sentText(document, id);
    return sent && { ...sent, offset };
  }

  /** `iNODE.OFFSET`: an address in the style attribute of a node, as it is told now. */
  function inlinePlace(ref: string): Place | undefined {
    const [id, offset] = ref.slice(1).split(".").map(Number) as [number, number];
    const el = host.ids.node(id) as Element | undefined;
    const style = el && host.natives.attr(el, "style");
    if (!el || !style || host.mask.classify(el) === "hidden") return undefined;
    const text = host.mask.attr(el, "style", style);
    return text === null ? undefined : { text, base: el.baseURI, offset };
  }
}

function resolve(address: string, base: string): string {
  return URL.canParse(address, base) ? new URL(address, base).href : "";
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "";
}
