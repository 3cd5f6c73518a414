import type { CaptureHost, PageWindow } from "../host.ts";
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
const DRAWS_GL =
  "clear drawArrays drawElements drawArraysInstanced drawElementsInstanced drawRangeElements blitFramebuffer";

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
export class Pixels {
  readonly #host: CaptureHost;
  readonly #send: (el: Source, picture: AssetBytes) => void;
  readonly #watched = new Map<Source, Watched>();
  /** Canvases drawn in this task. */
  readonly #drawing = new Set<Element>();
  /** Pictures of WebGL canvases that were not to be sent when they were drawn. */
  readonly #kept = new WeakMap<Element, HTMLCanvasElement>();
  readonly #visible: IntersectionObserver;
  readonly #inView = new Set<Element>();
  readonly #realms = new WeakSet<PageWindow>();
  #timer = 0;

  constructor(host: CaptureHost, send: (el: Source, picture: AssetBytes) => void) {
    this.#host = host;
    this.#send = send;
    this.#visible = new host.window.IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#inView.add(target);
        else this.#inView.delete(target);
        this.#soon(this.#watched.get(target as Source));
      }
    });
    host.onStop(() => this.stop());
  }

  add(el: Source): void {
    const known = this.#watched.get(el);
    const watched = known ?? { el, dirty: true, busy: false, takenAt: 0, hash: 0 };
    watched.dirty = true;
    if (!known) {
      this.#watched.set(el, watched);
      this.#visible.observe(el);
    }
    this.#soon(watched);
  }

  remove(el: Element): void {
    if (!this.#watched.delete(el as Source)) return;
    this.#visible.unobserve(el);
    this.#inView.delete(el);
  }

  /** All pictures are to be sent anew. */
  again(): void {
    for (const watched of this.#watched.values()) {
      watched.hash = 0;
      watched.dirty = true;
      this.#soon(watched);
    }
  }

  stop(): void {
    this.#visible.disconnect();
    this.#host.natives.clearTimeout(this.#timer);
    this.#watched.clear();
  }

  /** Watches the drawing of a realm, also on canvases that are not in the page yet. */
  hook(realm: PageWindow): void {
    if (this.#realms.has(realm)) return;
    this.#realms.add(realm);
    this.#host.withinRealm(realm, () => this.#hookDrawing(realm));
  }

  #hookDrawing(realm: PageWindow): void {
    const drawn = (self: unknown): void => {
      const watched = this.#watched.get((self as CanvasRenderingContext2D).canvas);
      if (!watched || watched.dirty) return;
      watched.dirty = true;
      this.#soon(watched);
    };
    for (const key of DRAWS_2D.split(" "))
      this.#host.notice(realm.CanvasRenderingContext2D?.prototype, key, drawn);
    const drawnGl = (self: unknown): void => this.#drawnGl((self as WebGLRenderingContext).canvas);
    for (const kind of [realm.WebGLRenderingContext, realm.WebGL2RenderingContext]) {
      for (const key of DRAWS_GL.split(" ")) this.#host.notice(kind?.prototype, key, drawnGl);
    }
    this.#host.notice(realm.ImageBitmapRenderingContext?.prototype, "transferFromImageBitmap", drawn);
  }

  /** A WebGL context forgets its picture with the frame: it is taken, or at least kept, in the task that drew it. */
  #drawnGl(canvas: HTMLCanvasElement | OffscreenCanvas): void {
    if (!("isConnected" in canvas) || this.#drawing.has(canvas)) return;
    this.#drawing.add(canvas);
    queueMicrotask(() => {
      this.#drawing.delete(canvas);
      const watched = this.#watched.get(canvas);
      if (watched) watched.dirty = true;
      const due = watched && this.#inView.has(canvas) && !watched.busy && this.#wait(watched) <= 0;
      if (due) void this.#take(watched);
      else if (canvas.isConnected) {
        const copy = this.#copy(canvas, false);
        if (copy) this.#kept.set(canvas, copy);
        this.#soon(watched);
      }
    });
  }

  #wait({ el, takenAt }: Watched): number {
    return takenAt + (el.localName === "video" ? VIDEO_MS : CANVAS_MS) - this.#host.natives.now();
  }

  #soon(watched: Watched | undefined): void {
    if (!watched?.dirty || watched.busy || !this.#inView.has(watched.el)) return;
    if (this.#wait(watched) <= 0) queueMicrotask(() => void this.#take(watched));
    else this.#later();
  }

  #later(): void {
    if (this.#timer) return;
    this.#timer = this.#host.natives.setTimeout(() => {
      this.#timer = 0;
      // Within a frame's callbacks, behind the page's own drawing.
      this.#host.natives.requestAnimationFrame(() => {
        for (const watched of this.#watched.values()) this.#soon(watched);
      });
    }, CANVAS_MS);
  }

  async #take(watched: Watched): Promise<void> {
    if (watched.busy || !watched.dirty) return;
    const { el } = watched;
    if (this.#host.mask.classify(el) !== "clear") return;
    watched.busy = true;
    watched.takenAt = this.#host.natives.now();
    watched.dirty = false;
    const canvas = this.#copy(this.#kept.get(el) ?? el, true);
    this.#kept.delete(el);
    const hash = canvas && hashOf(canvas);
    if (canvas && hash !== undefined && hash !== watched.hash) {
      watched.hash = hash;
      const picture = await encode(canvas, el.localName === "video" ? "image/webp" : "image/png");
      if (picture && this.#watched.has(el)) this.#send(el, picture);
    }
    watched.busy = false;
    this.#again(watched);
  }

  /** What moves without a hook is looked at again: a running video, a canvas drawn by a worker. */
  #again(watched: Watched): void {
    const { el } = watched;
    const moves =
      el.localName === "video" ? !(el as HTMLVideoElement).paused : isBlind(el as HTMLCanvasElement);
    if (moves) {
      watched.dirty = true;
      if (el.localName === "canvas") watched.takenAt += BLIND_MS - CANVAS_MS;
    }
    this.#soon(watched);
  }

  #copy(el: Source, toRead: boolean): HTMLCanvasElement | undefined {
    const video = el.localName === "video" ? (el as HTMLVideoElement) : undefined;
    const width = video ? video.videoWidth : el.width;
    const height = video ? video.videoHeight : el.height;
    if (!width || !height || (video && !showsFrame(video))) return undefined;
    const scale = Math.min(1, SIDE_MAX / Math.max(width, height));
    const canvas = this.#host.natives.document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    canvas.getContext("2d", { willReadFrequently: toRead })?.drawImage(el, 0, 0, canvas.width, canvas.height);
    return canvas;
  }
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
