import { faceKey, isDrawn, plainFamily } from "../codec/faces.ts";
import { MeasureOp } from "../codec/measures.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";

/** Values of `font-display` by which a browser goes on without a font that takes too long to come. */
const MAY_BE_LATE = /^(optional|fallback)$/;

/** Fonts of the page that are there, but came too late for this customer: their browser shows text without them. */
export type LateFaces = ReturnType<typeof createLateFaces>;

export function createLateFaces({ window, mask, ...host }: CaptureHost) {
  const { fonts } = window.document;
  let isDue = true;
  let told = "";
  if (fonts) {
    host.listen(fonts, "loadingdone", () => {
      isDue = true;
      host.wakeLater();
    });
  }

  return {
    get any(): boolean {
      return isDue;
    },
    write,
    reset,
  };

  /** Body of a Measures section; false: nothing to tell. Reads layout. */
  function write(w: Writer): boolean {
    isDue = false;
    const late = [...(fonts ?? [])].filter(
      ({ display, status }) => status === "loaded" && MAY_BE_LATE.test(display),
    );
    const keys = late.length > 0 ? keysOf(late) : [];
    if (told === String(keys)) return false;
    told = String(keys);
    w.uint(MeasureOp.LateFaces);
    w.uint(keys.length);
    for (const key of keys) w.str(key);
    w.uint(MeasureOp.End);
    return true;
  }

  function keysOf(faces: readonly FontFace[]): readonly string[] {
    // Detached: the page's own canvases and its tree are left alone.
    const context = window.document.createElement("canvas").getContext("2d");
    if (!context) return [];
    return faces
      .filter((face) => !isDrawn(context, face))
      .map((face) => faceKey(face, mask.word(plainFamily(face.family), window.document)));
  }

  function reset(): void {
    told = "";
    isDue = true;
  }
}
