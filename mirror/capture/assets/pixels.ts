import type { CaptureHost, PageWindow } from "../host.ts";
import { DRAWS_GL, earlyPictures } from "./early-pictures.ts";
import { type AssetBytes, encode } from "./read.ts";

/** Least time between two pictures of one canvas, and of one video, in ms. */
const CANVAS_MS = 200;
const VIDEO_MS = 500;
/** Canvases that no hook sees (drawn by a worker) are looked at this often, in ms. */
const BLIND_MS = 1_000;
/** Side of the largest picture that is sent, in device pixels. */
const SIDE_MAX = 2_048;

const DRAWS_2D =
  "clearRect drawImage fill fillRect fillText putImageData reset stroke strokeRect strokeText drawFocusIfNeeded";

type Source = HTMLCanvasElement | HTMLVideoElement;

interface Watched {
  readonly el: Source;
  dirty: boolean;
  busy: boolean;
  /** When the last picture was taken. */
  takenAt: number;
  /** Of the pixels sent last. */
  hash: number;
}

/** Pictures of what canvases and videos show, taken without touching their contexts. */
export type Pixels = ReturnType<typeof createPixels>;

export function createPixels(host: CaptureHost, send: (el: Source, picture: AssetBytes) => void) {
  const watchedElements = new Map<Source, Watched>();
  /** Canvases drawn in this task. */
  const drawing = new Set<Element>();
  /** What WebGL canvases showed last. */
  const kept = new WeakMap<Element, HTMLCanvasElement>();
  const inView = new Set<Element>();
  const realms = new WeakSet<PageWindow>();
  /** Realms whose contexts are hooked. */
  const drawnRealms = new WeakSet<PageWindow>();
  let timer = 0;
  const visible: IntersectionObserver = new host.window.IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inView.add(target);
      else inView.delete(target);
      soon(watchedElements.get(target as Source));
    }
  });
  host.onStop(stop);

  return { add, remove, again, stop, hook };

  function add(el: Source): void {
    const known = watchedElements.get(el);
    const watched = known ?? { el, dirty: true, busy: false, takenAt: 0, hash: 0 };
    watched.dirty = true;
    if (!known) {
      watchedElements.set(el, watched);
      visible.observe(el);
      const realm = el.ownerDocument.defaultView;
      if (realm && el.localName === "canvas") hookDrawing(realm);
    }
    soon(watched);
  }

  function remove(el: Element): void {
    if (!watchedElements.delete(el as Source)) return;
    visible.unobserve(el);
    inView.delete(el);
  }

  /** All pictures are to be sent anew. */
  function again(): void {
    for (const watched of watchedElements.values()) {
      watched.hash = 0;
      watched.dirty = true;
      soon(watched);
    }
  }

  function stop(): void {
    visible.disconnect();
    host.natives.clearTimeout(timer);
    watchedElements.clear();
  }

  /**
   * Watches the drawing of a realm, also on canvases that are not in the page yet: from its first context on, since
   * browsers take some ms to make the interfaces of WebGL for who asks for them.
   */
  function hook(realm: PageWindow): void {
    if (realms.has(realm)) return;
    realms.add(realm);
    if (realm.document.querySelector("canvas")) return hookDrawing(realm);
    host.withinRealm(realm, () =>
      host.notice(realm.HTMLCanvasElement.prototype, "getContext", () => hookDrawing(realm)),
    );
  }

  function hookDrawing(realm: PageWindow): void {
    if (drawnRealms.has(realm)) return;
    drawnRealms.add(realm);
    host.withinRealm(realm, () => hookContexts(realm));
  }

  function hookContexts(realm: PageWindow): void {
    const drawn = (self: unknown): void => {
      const watched = watchedElements.get((self as CanvasRenderingContext2D).canvas);
      if (!watched || watched.dirty) return;
      watched.dirty = true;
      soon(watched);
    };
    for (const key of DRAWS_2D.split(" ")) host.notice(realm.CanvasRenderingContext2D?.prototype, key, drawn);
    const drawnGl = (self: unknown): void => noteDrawnGl((self as WebGLRenderingContext).canvas);
    for (const kind of [realm.WebGLRenderingContext, realm.WebGL2RenderingContext]) {
      for (const key of Object.keys(kind?.prototype ?? {}))
        if (DRAWS_GL.test(key)) host.notice(kind.prototype, key, drawnGl);
    }
    host.notice(realm.ImageBitmapRenderingContext?.prototype, "transferFromImageBitmap", drawn);
    // From now on it is drawn where no hook sees it.
    host.notice(realm.HTMLCanvasElement.prototype, "transferControlToOffscreen", (self) =>
      drawn({ canvas: self }),
    );
  }

  /** A WebGL context forgets its picture with the frame: it is kept in the task that drew it, for every later keyframe too. */
  function noteDrawnGl(canvas: HTMLCanvasElement | OffscreenCanvas): void {
    if (!("isConnected" in canvas) || drawing.has(canvas)) return;
    drawing.add(canvas);
    queueMicrotask(() => {
      drawing.delete(canvas);
      const watched = watchedElements.get(canvas);
      if (watched) watched.dirty = true;
      const isDue = !!watched && inView.has(canvas) && !watched.busy && wait(watched) <= 0;
      const copy = canvas.isConnected ? copyOf(canvas, isDue) : undefined;
      if (copy) kept.set(canvas, copy);
      soon(watched);
    });
  }

  function wait({ el, takenAt }: Watched): number {
    return takenAt + (el.localName === "video" ? VIDEO_MS : CANVAS_MS) - host.natives.now();
  }

  function soon(watched: Watched | undefined): void {
    if (!watched?.dirty || watched.busy || !inView.has(watched.el)) return;
    if (wait(watched) <= 0) queueMicrotask(() => void take(watched));
    else later();
  }

  function later(): void {
    if (timer) return;
    timer = host.natives.setTimeout(() => {
      timer = 0;
      // Within a frame's callbacks, behind the page's own drawing.
      host.natives.requestAnimationFrame(() => {
        for (const watched of watchedElements.values()) soon(watched);
      });
    }, CANVAS_MS);
  }

  async function take(watched: Watched): Promise<void> {
    if (watched.busy || !watched.dirty) return;
    const { el } = watched;
    if (host.mask.classify(el) !== "clear") return;
    watched.busy = true;
    watched.takenAt = host.natives.now();
    watched.dirty = false;
    const canvas = kept.get(el) ?? copyOf(forgotten(el) ?? el, true);
    const hash = canvas && hashOf(canvas);
    if (canvas && hash !== undefined && hash !== watched.hash) {
      watched.hash = hash;
      const picture = await encode(canvas, el.localName === "video" ? "image/webp" : "image/png");
      if (picture && watchedElements.has(el)) send(el, picture);
    }
    watched.busy = false;
    lookAgain(watched);
  }

  /** What moves without a hook is looked at again: a running video, a canvas drawn by a worker. */
  function lookAgain(watched: Watched): void {
    const { el } = watched;
    const moves =
      el.localName === "video" ? !(el as HTMLVideoElement).paused : isBlind(el as HTMLCanvasElement);
    if (moves) {
      watched.dirty = true;
      if (el.localName === "canvas") watched.takenAt += BLIND_MS - CANVAS_MS;
    }
    soon(watched);
  }

  function copyOf(el: Source | ImageBitmap, toRead: boolean): HTMLCanvasElement | undefined {
    const video = "videoWidth" in el ? el : undefined;
    const { width, height } = video ? { width: video.videoWidth, height: video.videoHeight } : el;
    if (!width || !height || (video && !showsFrame(video))) return undefined;
    const scale = Math.min(1, SIDE_MAX / Math.max(width, height));
    const canvas = host.natives.document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    canvas.getContext("2d", { willReadFrequently: toRead })?.drawImage(el, 0, 0, canvas.width, canvas.height);
    return canvas;
  }
}

/** What a WebGL canvas showed last, as the early snippet kept it; nothing of one that can still be read. */
function forgotten(el: Source): ImageBitmap | undefined {
  const picture = earlyPictures(el.ownerDocument.defaultView)?.get(el);
  if (!picture || !("getContext" in el)) return undefined;
  const context = el.getContext("webgl") ?? el.getContext("webgl2");
  return context?.getContextAttributes()?.preserveDrawingBuffer ? undefined : picture;
}

/** Whether a video shows a frame of its own and not its poster. */
function showsFrame(video: HTMLVideoElement): boolean {
  const started = !video.paused || video.currentTime > 0 || !video.poster;
  // HAVE_CURRENT_DATA
  return started && video.readyState >= 2;
}

/** Whether a canvas was handed to a worker: it then refuses a context. */
function isBlind(canvas: HTMLCanvasElement): boolean {
  try {
    // Asking with an unknown name makes no context; a transferred canvas throws.
    canvas.getContext("samepage");
    return false;
  } catch {
    return true;
  }
}

/** Fingerprint of the pixels, undefined where they may not be read; never 0. */
function hashOf(canvas: HTMLCanvasElement): number | undefined {
  try {
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
    if (!pixels) return undefined;
    let hash = 0x811c9dc5;
    for (const word of new Uint32Array(pixels.data.buffer)) hash = Math.imul(hash ^ word, 0x01000193);
    return hash >>> 0 || 1;
  } catch {
    // SecurityError: drawn from another origin.
    return undefined;
  }
}
