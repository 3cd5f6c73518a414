import { plainFamily } from "../../codec/faces.ts";
import type { FontMeasures } from "../../codec/measures.ts";
import { fontNames, MeasureOp, measureFont } from "../../codec/measures.ts";
import type { Writer } from "../../codec/writer.ts";
import type { PageWindow } from "../host.ts";

/** What engines take where a page names no family that there is. */
const LAST_RESORT = "serif";

/** Fonts of the customer's device that the page names: what each measures here, told once. */
export type FontMeasuring = ReturnType<typeof createFontMeasuring>;

export function createFontMeasuring(window: PageWindow) {
  // Detached: the page's own canvases and its tree are left alone.
  const context = window.document.createElement("canvas").getContext("2d");
  let lists = new Set<string>();
  let told = new Set<string>();
  const found = new Map<string, FontMeasures>();

  uses(LAST_RESORT, String);

  return {
    get any(): boolean {
      return found.size > 0;
    },
    uses,
    write,
    reset,
  };

  /** An element shows text in one of these families; `masked` gives a list as it may be told. */
  function uses(families: string, masked: (families: string) => string): void {
    if (!context || lists.has(families)) return;
    lists.add(families);
    const names = fontNames(families);
    const maskedNames = fontNames(masked(families));
    names.forEach((name, i) => {
      const toTell = maskedNames[i];
      if (toTell === undefined || told.has(toTell) || isOfPage(name)) return;
      told.add(toTell);
      found.set(toTell, measureFont(context, name, names.slice(i + 1)));
    });
  }

  /** The page brings this font itself: the replica has it too. */
  function isOfPage(name: string): boolean {
    const plain = plainFamily(name).toLowerCase();
    for (const face of window.document.fonts)
      if (plainFamily(face.family).toLowerCase() === plain) return true;
    return false;
  }

  function write(w: Writer): void {
    for (const [name, measures] of found) {
      w.uint(MeasureOp.Font);
      w.str(name);
      for (const value of measures) w.f32(value);
    }
    found.clear();
  }

  function reset(): void {
    lists = new Set();
    told = new Set();
    found.clear();
    uses(LAST_RESORT, String);
  }
}
