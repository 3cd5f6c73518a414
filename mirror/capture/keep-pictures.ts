import { DRAWS_GL } from "./assets/early-pictures.ts";
import { after, type EarlyPictures } from "./early.ts";
import type { PageWindow } from "./natives.ts";

/** Copying the same canvas again may take one part in so many of a realm's time, */
const SHARE = 100;
/** and this much at once, in ms: for what is drawn while a page loads, and then rests. */
const SAVED_MS = 50;

/**
 * Keeps what WebGL canvases show: they forget it with the frame, and one that has come to rest can't be read any more.
 * While one moves all the time, its copy may lag behind by some frames. Nothing of it leaves the page by itself.
 */
export function keepPictures(w: PageWindow): EarlyPictures {
  const pictures: EarlyPictures = new WeakMap();
  const drawing = new Set<object>();
  const hooked = new Set<object>();
  /** When copying would have had its time, were none of it saved. */
  let paidAt = 0;
  after(w.HTMLCanvasElement.prototype, "getContext", (_canvas, _kind, context) => {
    // By what the page has got: asked for by name, the interfaces of WebGL would cost every page some ms.
    const proto = context && Object.getPrototypeOf(context);
    if (!proto?.drawArrays || hooked.has(proto)) return;
    hooked.add(proto);
    for (const key in proto) if (DRAWS_GL.test(key)) after(proto, key, drawn);
  });
  return pictures;

  function drawn(self: unknown): void {
    const { canvas } = self as WebGLRenderingContext;
    if (drawing.has(canvas)) return;
    drawing.add(canvas);
    // Behind all that this task draws.
    queueMicrotask(() => {
      drawing.delete(canvas);
      const from = performance.now();
      if (paidAt > from && pictures.has(canvas)) return;
      // Refused where the canvas has no area: nothing is shown there.
      createImageBitmap(canvas).then(
        (picture) => pictures.set(canvas, picture),
        () => {},
      );
      paidAt = Math.max(paidAt, from - SAVED_MS * SHARE) + (performance.now() - from) * SHARE;
    });
  }
}
