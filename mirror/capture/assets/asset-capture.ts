import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost, PageWindow } from "../host.ts";
import { addressAt } from "../styles/scan.ts";
import { describeImage } from "./describe.ts";
import { AssetNames } from "./names.ts";
import { AssetOp } from "./ops.ts";
import { Pixels } from "./pixels.ts";
import { type AssetBytes, AssetReader } from "./read.ts";
import { type AssetCapturing, type AssetHooks, MISSING } from "./types.ts";

const XLINK = "http://www.w3.org/1999/xlink";
/** Reads under way at once: the page's own loading goes first. */
const PARALLEL = 4;

/** What a wanted reference stands for. */
interface Target {
  readonly address: string;
  readonly shown: HTMLImageElement | undefined;
}

/** The customer's end of images, fonts and pictures of what moves. */
export class AssetCapture implements AssetCapturing {
  readonly #host: CaptureHost;
  readonly #hooks: AssetHooks;
  readonly #names = new AssetNames();
  readonly #reader: AssetReader;
  readonly #pixels: Pixels;
  readonly #elements = new Set<Element>();
  readonly #dirty = new Set<Element>();
  /** The picture each canvas and video shows, newest only. */
  readonly #pictures = new Map<Element, string>();
  readonly #queue: string[] = [];
  #reading = 0;
  #nextPicture = 1;

  constructor(host: CaptureHost, hooks: AssetHooks) {
    this.#host = host;
    this.#hooks = hooks;
    this.#reader = new AssetReader(host.window);
    this.#pixels = new Pixels(host, (el, picture) => this.#picture(el, picture));
    host.onStop(() => this.stop());
  }

  rootAdded(root: Document | ShadowRoot): void {
    const realm = (root as Document).defaultView as PageWindow | null | undefined;
    if (realm) this.#pixels.hook(realm);
    for (const type of ["load", "error", "loadeddata", "seeked", "playing", "pause"]) {
      this.#host.listen(root, type, (event) => {
        if (this.#elements.has(event.target as Element)) this.elementAdded(event.target as Element);
      });
    }
  }

  elementAdded(el: Element): void {
    this.#elements.add(el);
    this.#dirty.add(el);
    const tag = this.#host.natives.localName(el);
    if (tag === "canvas" || tag === "video") this.#pixels.add(el as HTMLCanvasElement);
    this.#host.wake();
  }

  elementRemoved(el: Element): void {
    this.#elements.delete(el);
    this.#dirty.delete(el);
    this.#pictures.delete(el);
    this.#pixels.remove(el);
  }

  hasChanges(): boolean {
    return this.#dirty.size > 0;
  }

  keyframe(w: Writer): void {
    this.#names.clear();
    this.#pictures.clear();
    this.#queue.length = 0;
    for (const el of this.#elements) this.#dirty.add(el);
    this.#pixels.again();
    this.flush(w);
  }

  flush(w: Writer): void {
    for (const el of this.#dirty) {
      const id = this.#host.ids.of(el);
      if (id !== 0) this.#element(w, el, id);
    }
    this.#dirty.clear();
    w.uint(AssetOp.End);
  }

  wanted(ref: string): void {
    if (this.#queue.includes(ref)) return;
    this.#queue.push(ref);
    this.#next();
  }

  stop(): void {
    this.#reader.stop();
    this.#pixels.stop();
    this.#elements.clear();
    this.#dirty.clear();
    this.#queue.length = 0;
  }

  #element(w: Writer, el: Element, id: number): void {
    const { natives } = this.#host;
    const tag = natives.localName(el);
    if (tag === "img" || (tag === "input" && (el as HTMLInputElement).type === "image")) {
      return this.#image(w, el as HTMLImageElement, id);
    }
    if (tag === "canvas") return this.#shows(w, id, this.#pictures.get(el) ?? "");
    if (tag === "video") {
      const poster = this.#told(el, "poster");
      return this.#shows(w, id, this.#pictures.get(el) ?? this.#names.name(poster));
    }
    if (tag === "use" || tag === "image" || tag === "feImage") return this.#link(w, el, id);
    const background = this.#told(el, "background");
    if (!background) return;
    w.uint(AssetOp.Background);
    w.uint(id);
    w.str(this.#names.name(background));
  }

  #image(w: Writer, el: HTMLImageElement, id: number): void {
    const shown = describeImage(el, this.#host.mask);
    w.uint(AssetOp.Image);
    w.uint(id);
    w.str(this.#names.name(shown.address, el));
    w.text(shown.name);
    w.uint(shown.width);
    w.uint(shown.height);
    w.uint(shown.state);
  }

  #shows(w: Writer, id: number, ref: string): void {
    w.uint(AssetOp.Picture);
    w.uint(id);
    w.str(ref);
  }

  #link(w: Writer, el: Element, id: number): void {
    const href = el.getAttribute("href") ?? el.getAttributeNS(XLINK, "href") ?? "";
    if (href === "" || href.startsWith("#")) return;
    if (this.#host.mask.classify(el) !== "clear") return;
    const address = resolve(href, el.baseURI);
    const hash = address.indexOf("#");
    w.uint(AssetOp.Link);
    w.uint(id);
    w.str(this.#names.name(hash < 0 ? address : address.slice(0, hash)));
    w.str(hash < 0 ? "" : address.slice(hash));
  }

  /** Full address of an attribute that may be told, "" for none. */
  #told(el: Element, name: string): string {
    const value = this.#host.natives.attr(el, name);
    if (!value || this.#host.mask.classify(el) !== "clear") return "";
    const told = this.#host.mask.attr(el, name, value);
    return told ? resolve(told, el.baseURI) : "";
  }

  /** A new picture of a canvas or video: pushed, since it is out of date by the time it could be asked for. */
  #picture(el: Element, picture: AssetBytes): void {
    const ref = `p${(this.#nextPicture++).toString(36)}`;
    this.#pictures.set(el, ref);
    this.#hooks.send(ref, picture.type, picture.bytes);
    this.#dirty.add(el);
    this.#host.wake();
  }

  #next(): void {
    while (this.#reading < PARALLEL) {
      const ref = this.#queue.shift();
      if (ref === undefined) return;
      this.#reading++;
      void this.#answer(ref).finally(() => {
        this.#reading--;
        this.#next();
      });
    }
  }

  async #answer(ref: string): Promise<void> {
    const target = this.#target(ref);
    // Never named, or forgotten: there is nothing to say about it.
    if (!target) return this.#hooks.send(ref, MISSING, new Uint8Array());
    const found = await this.#reader.read(target.address, target.shown).catch(() => undefined);
    if (found) this.#hooks.send(ref, found.type, found.bytes);
    else this.#hooks.send(ref, MISSING, new TextEncoder().encode(hostOf(target.address)));
  }

  #target(ref: string): Target | undefined {
    if (ref.startsWith("a")) {
      const named = this.#names.get(ref);
      return named && { address: named.address, shown: named.shown?.deref() };
    }
    const place = ref.startsWith("i") ? this.#inlinePlace(ref) : this.#hooks.cssPlace(ref);
    const address = place && addressAt(place.text, place.offset);
    return address ? { address: resolve(address, place.base), shown: undefined } : undefined;
  }

  /** `iNODE.OFFSET`: an address in the style attribute of a node, as it is told now. */
  #inlinePlace(ref: string): { text: string; base: string; offset: number } | undefined {
    const [id, offset] = ref.slice(1).split(".").map(Number) as [number, number];
    const el = this.#host.ids.node(id) as Element | undefined;
    const style = el && this.#host.natives.attr(el, "style");
    if (!el || !style || this.#host.mask.classify(el) === "hidden") return undefined;
    const text = this.#host.mask.attr(el, "style", style);
    return text === null ? undefined : { text, base: el.baseURI, offset };
  }
}

function resolve(address: string, base: string): string {
  return URL.canParse(address, base) ? new URL(address, base).href : "";
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "";
}
