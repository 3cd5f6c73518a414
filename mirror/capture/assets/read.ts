import type { PageWindow } from "../natives.ts";
import { isForAll } from "./for-all.ts";
import { sniff } from "./sniff.ts";

/** A resource as it is sent. */
export interface AssetBytes {
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Anybody could have fetched it, and its server says so. */
  readonly isForAll?: boolean;
}

/** What was fetched, of whatever type. */
type Fetched = Omit<AssetBytes, "type">;

/**
 * Larger files are sent as they look on the screen, or encoded anew, or not at all, in bytes: it is a photograph over the
 * whole window, in good quality, and goes in half a minute over an upload of 1 Mbit/s.
 */
const FILE_MAX = 4 * 1024 * 1024;
/** Larger images are not decoded for that: 96 MB as a bitmap. */
const PIXELS_MAX = 24 * 1024 * 1024;
/** A read that takes longer is given up, in ms. */
const READ_MS = 15_000;
/** Quality of images encoded anew, */
const QUALITY = 0.85;
/** that of files which are still too large, one after the other, */
const LESS_QUALITY = [0.5, 0.2];
/** and the area in pixels up to which images keep all of it. */
const SMALL = 64 * 64;

/** Reads resources through the customer's browser: from its cache, with what the page itself may read. */
export type AssetReader = ReturnType<typeof createAssetReader>;

export function createAssetReader(window: PageWindow) {
  const abort = new AbortController();

  return { stop, read };

  function stop(): void {
    abort.abort();
  }

  /** `shown` is an image that shows the resource already: its pixels are the last resort. */
  async function read(address: string, shown: HTMLImageElement | undefined): Promise<AssetBytes | undefined> {
    const found = address.startsWith("data:") ? dataBytes(address) : await fetch(address);
    const type = found && sniff(found.bytes);
    if (found && type && found.bytes.length <= FILE_MAX) return { type, ...found };
    const seen = shown && (await pixels(shown));
    return seen ?? (found && type?.startsWith("image/") ? recoded(found.bytes, type) : undefined);
  }

  /** An image that is too large a file, as in backgrounds, at its own size: what is drawn may go by that. */
  async function recoded(bytes: Uint8Array, type: string): Promise<AssetBytes | undefined> {
    const bitmap = await window.createImageBitmap(new Blob([new Uint8Array(bytes)], { type }));
    const { width, height } = bitmap;
    if (width * height > PIXELS_MAX) return undefined;
    const canvas = canvasOf(bitmap, width, height);
    bitmap.close();
    for (const quality of [QUALITY, ...LESS_QUALITY]) {
      const made = await encode(canvas, "image/webp", quality);
      if (made && made.bytes.length <= FILE_MAX) return made;
      if (made?.type !== "image/webp") break; // PNG, of engines that do not know it, is as large in any quality
    }
    return undefined;
  }

  function canvasOf(picture: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
    const canvas = window.document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width));
    canvas.height = Math.max(1, Math.round(height));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  async function fetch(address: string): Promise<Fetched | undefined> {
    const { origin } = window.location;
    const url = new URL(address);
    const own = url.origin === origin || url.protocol === "blob:";
    if (!own && !/^https?:$/.test(url.protocol)) return undefined;
    const found = await get(address, own ? "include" : "omit", "force-cache");
    // What is in the cache may have been loaded without CORS; the server may still grant it when asked.
    return found ?? (own ? undefined : get(address, "omit", "reload"));
  }

  async function get(
    address: string,
    credentials: RequestCredentials,
    cache: RequestCache,
  ): Promise<Fetched | undefined> {
    try {
      const signal = AbortSignal.any
        ? AbortSignal.any([abort.signal, AbortSignal.timeout(READ_MS)])
        : abort.signal;
      const response = await window.fetch(address, { credentials, cache, signal });
      if (!response.ok) return undefined;
      return {
        bytes: new Uint8Array(await response.arrayBuffer()),
        // Of another origin, read by CORS: not the page's own, nor made by its service worker.
        isForAll:
          credentials === "omit" &&
          response.type === "cors" &&
          isForAll(response.headers.get("cache-control")),
      };
    } catch {
      // TypeError of a refused or failed request, AbortError of a late one: the resource can't be had this way.
      return undefined;
    }
  }

  /** The pixels of a decoded image; undefined for one of another origin, which may not be read. */
  async function pixels(image: HTMLImageElement): Promise<AssetBytes | undefined> {
    const { naturalWidth, naturalHeight } = image;
    if (!image.complete || naturalWidth === 0) return undefined;
    const box = image.getBoundingClientRect();
    const ratio = window.devicePixelRatio;
    const scale = Math.min(
      1,
      Math.max((box.width * ratio) / naturalWidth, (box.height * ratio) / naturalHeight) || 1,
    );
    const canvas = canvasOf(image, naturalWidth * scale, naturalHeight * scale);
    return encode(canvas, canvas.width * canvas.height <= SMALL ? "image/png" : "image/webp");
  }
}

/** The picture on a canvas of ours; undefined where it may not be read. */
export async function encode(
  canvas: HTMLCanvasElement,
  type: string,
  quality = QUALITY,
): Promise<AssetBytes | undefined> {
  try {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality));
    // Engines that do not know the type give PNG and say so.
    return blob ? { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) } : undefined;
  } catch {
    // SecurityError: pixels of another origin are on it.
    return undefined;
  }
}

/** Content of a `data:` address, without a request that the page's policy might refuse. */
function dataBytes(address: string): Fetched | undefined {
  const comma = address.indexOf(",");
  if (comma < 0) return undefined;
  const content = address.slice(comma + 1).replace(/#.*$/s, "");
  try {
    const plain = decodeURIComponent(content);
    if (!/;\s*base64\s*$/i.test(address.slice(0, comma))) return { bytes: new TextEncoder().encode(plain) };
    return { bytes: Uint8Array.from(atob(plain), (c) => c.charCodeAt(0)) };
  } catch {
    // URIError or InvalidCharacterError: a malformed address, which shows nothing in the page either.
    return undefined;
  }
}
