import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import { resolve } from "./addresses.ts";
import { describeImage } from "./describe.ts";
import type { MediaGate } from "./media-gate.ts";
import type { AssetNames } from "./names.ts";
import { AssetOp, AssetState } from "./ops.ts";

/** Addresses of what an object shows as an image, where its type does not say so. */
const IMAGE_ADDRESS = /^data:image\/|\.(svg|png|jpe?g|gif|webp|avif)$/i;
const XLINK = "http://www.w3.org/1999/xlink";

/** Tells which resource an element shows, as far as that may be told. */
export type ToldAssets = ReturnType<typeof createToldAssets>;

/** @param pictures references of what canvases and videos show now */
export function createToldAssets(
  host: CaptureHost,
  names: AssetNames,
  pictures: ReadonlyMap<Element, string>,
  media: MediaGate,
) {
  return { write };

  /** Operations of the Assets section for an element and its id. */
  function write(w: Writer, el: Element, id: number): void {
    const { natives } = host;
    const tag = natives.localName(el);
    if (tag === "img" || (tag === "input" && (el as HTMLInputElement).type === "image")) {
      return image(w, el as HTMLImageElement, id);
    }
    if (tag === "object" || tag === "embed") return object(w, el as HTMLObjectElement, id, tag);
    if (tag === "canvas") return shows(w, id, pictures.get(el) ?? "");
    if (tag === "video") {
      const poster = told(el, "poster");
      shows(w, id, pictures.get(el) ?? names.name(poster));
    }
    if (tag === "video" || tag === "audio") return media.part?.write(w, el as HTMLMediaElement, id);
    if (tag === "use" || tag === "image" || tag === "feImage") return link(w, el, id);
    const background = told(el, "background");
    if (!background) return;
    w.uint(AssetOp.Background);
    w.uint(id);
    w.str(names.name(background));
  }

  function image(w: Writer, el: HTMLImageElement, id: number): void {
    const shown = describeImage(el, host.mask);
    const source = sizingSource(el);
    if (source !== undefined) {
      w.uint(AssetOp.Chosen);
      w.uint(id);
      w.uint(source && host.ids.of(source));
    }
    w.uint(AssetOp.Image);
    w.uint(id);
    w.str(names.name(shown.address, el));
    w.text(shown.name);
    w.uint(shown.width);
    w.uint(shown.height);
    w.uint(shown.state);
  }

  /** The `source` that says how large an image is to be; 0: none, undefined: nor could another one. */
  function sizingSource(el: HTMLImageElement): Element | 0 | undefined {
    const { natives } = host;
    const parent = natives.parentNode(el);
    if (!parent || natives.nodeType(parent) !== 1) return undefined;
    const picture = parent as Element;
    if (natives.localName(picture) !== "picture") return undefined;
    const sources = [...picture.children].filter((child) => natives.localName(child) === "source");
    const isSizing = (source: Element): boolean =>
      natives.attr(source, "width") !== null || natives.attr(source, "height") !== null;
    if (!sources.some(isSizing)) return undefined;
    const chosen = sources.find((source) => isChosen(source, el));
    return chosen && isSizing(chosen) ? chosen : 0;
  }

  /** Whether an image takes its file from a source, the first for which this holds. */
  function isChosen(source: Element, { currentSrc, baseURI }: HTMLImageElement): boolean {
    const [srcset, media, type] = ["srcset", "media", "type"].map((name) => host.natives.attr(source, name));
    if (!srcset || (media && !host.window.matchMedia(media).matches)) return false;
    // Which types a browser takes shows in what it has taken.
    return !type || srcset.split(/[\s,]+/).some((part) => part && resolve(part, baseURI) === currentSrc);
  }

  /** An image, or the box of what else it shows; one that shows its own content has no box. */
  function object(w: Writer, el: HTMLObjectElement | HTMLEmbedElement, id: number, tag: string): void {
    const { offsetWidth, offsetHeight, clientWidth, type } = el;
    const address = told(el, tag === "embed" ? "src" : "data");
    const isImage = type.startsWith("image/") || IMAGE_ADDRESS.test(address.replace(/[?#].*$/s, ""));
    w.uint(AssetOp.Image);
    w.uint(id);
    w.str(isImage ? names.name(address) : "");
    w.text("");
    w.uint(offsetWidth);
    w.uint(offsetHeight);
    w.uint(clientWidth > 0 ? AssetState.Shown : AssetState.Empty);
  }

  function shows(w: Writer, id: number, ref: string): void {
    w.uint(AssetOp.Picture);
    w.uint(id);
    w.str(ref);
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
}
