import { AssetOp } from "../../capture/assets/ops.ts";
import { DecodeError } from "../../codec/error.ts";
import type { Reader } from "../../codec/reader.ts";
import { HTML_NS, SHOWN_STAND_INS } from "../allow.ts";
import { Captions } from "./captions.ts";
import { Images } from "./images.ts";
import { Objects } from "./objects.ts";
import { Paints } from "./paints.ts";
import { Pictures } from "./pictures.ts";
import { Players } from "./players.ts";
import { AssetStore } from "./store.ts";
import type { AssetApplyHost, AssetApplying } from "./types.ts";

/** Captions that are drawn at once, at most. */
const CUES_MAX = 64;

/** The agent's end of images, fonts and pictures of what moves. */
export class AssetApply implements AssetApplying {
  readonly #host: AssetApplyHost;
  readonly #store: AssetStore;
  readonly #images: Images;
  readonly #objects: Objects;
  readonly #pictures: Pictures;
  readonly #players = new Players();
  readonly #captions = new Captions();
  readonly #paints: Paints;

  constructor(host: AssetApplyHost) {
    this.#host = host;
    this.#store = new AssetStore((ref) => host.wantAsset(ref));
    this.#images = new Images(this.#store);
    this.#objects = new Objects(this.#store);
    this.#pictures = new Pictures(this.#store, (el) => this.#players.isClear(el));
    this.#paints = new Paints(this.#store);
  }

  apply(r: Reader): void {
    for (let op = r.uint(); op !== AssetOp.End; op = r.uint()) this.#apply(op, r);
  }

  address(ref: string): string | undefined {
    return this.#store.address(ref);
  }

  want(ref: string, arrived: () => void): string | undefined {
    return this.#store.want(ref, arrived);
  }

  supply(ref: string, type: string, bytes: Uint8Array): void {
    this.#store.supply(ref, type, bytes);
  }

  reset(): void {
    this.#store.clear();
  }

  destroy(): void {
    this.#store.clear();
  }

  #apply(op: number, r: Reader): void {
    const node = this.#host.node(r.uint());
    const el = node?.nodeType === Node.ELEMENT_NODE ? (node as Element) : undefined;
    switch (op) {
      case AssetOp.Image: {
        const facts = { ref: r.str(), name: r.str(), width: r.uint(), height: r.uint(), state: r.uint() };
        if (el && SHOWN_STAND_INS.has(el.localName)) this.#objects.show(el, facts);
        else if (el && /^(img|input)$/.test(el.localName)) this.#images.show(el as HTMLImageElement, facts);
        return;
      }
      case AssetOp.Chosen: {
        const source = this.#host.node(r.uint());
        if (el?.localName === "img") this.#images.choose(el, isSource(source) ? source : undefined);
        return;
      }
      case AssetOp.Link: {
        const ref = r.str();
        const fragment = r.str();
        if (el && /^(use|image|feImage)$/.test(el.localName)) this.#link(el, ref, fragment);
        return;
      }
      case AssetOp.Background: {
        const ref = r.str();
        if (el) this.#attribute(el, "background", ref, "");
        return;
      }
      case AssetOp.Picture: {
        const ref = r.str();
        if (el && /^(video|canvas)$/.test(el.localName)) this.#pictures.show(el, ref);
        return;
      }
      case AssetOp.Painted: {
        const [property, ratio, ref] = [r.str(), r.f32(), r.str()];
        if (el) this.#paints.show(el, property, ratio, ref);
        return;
      }
      case AssetOp.Player: {
        const size = { width: r.uint(), height: r.uint() };
        const facts = { ...size, duration: r.f32(), from: r.f32(), to: r.f32(), hasSound: r.bool() };
        if (isMedia(el)) this.#players.show(el, facts);
        return;
      }
      case AssetOp.Playback: {
        const flags = { flags: r.uint(), states: r.uint() };
        const playback = { ...flags, time: r.f32(), rate: r.f32(), volume: r.f32(), at: performance.now() };
        if (isMedia(el)) this.#players.play(el, playback);
        return;
      }
      case AssetOp.Cues: {
        const texts = Array.from({ length: r.count(CUES_MAX) }, () => r.str());
        if (isMedia(el)) this.#captions.show(el, texts);
        return;
      }
      default:
        throw new DecodeError(`no asset operation ${op}`);
    }
  }

  #link(el: Element, ref: string, fragment: string): void {
    if (!/^(#[^"'<>]*)?$/.test(fragment)) throw new DecodeError("not a fragment");
    this.#attribute(el, "href", ref, fragment);
  }

  #attribute(el: Element, name: string, ref: string, end: string): void {
    const show = (): void => {
      const address = this.#store.address(ref);
      if (address !== undefined) el.setAttribute(name, address + end);
    };
    if (this.#store.want(ref, show) !== undefined) show();
  }
}

function isSource(node: Node | undefined): node is HTMLSourceElement {
  return node?.nodeName.toLowerCase() === "source" && node.parentNode?.nodeName.toLowerCase() === "picture";
}

function isMedia(el: Element | undefined): el is HTMLMediaElement {
  return el !== undefined && /^(video|audio)$/.test(el.localName) && el.namespaceURI === HTML_NS;
}
