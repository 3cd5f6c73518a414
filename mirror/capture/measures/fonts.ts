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

  uses(LAST_RESORT);

  return {
    get any(): boolean {
      return found.size > 0;
    },
    uses,
    write,
    reset,
  };

  /** An element shows text in one of these families. */
  function uses(families: string): void {
    if (!context || lists.has(families)) return;
    lists.add(families);
    const names = fontNames(families);
    names.forEach((name, i) => {
      if (told.has(name) || isOfPage(name)) return;
      told.add(name);
      found.set(name, measureFont(context, name, names.slice(i + 1)));
    });
  }

  /** The page brings this font itself: the replica has it too. */
  function isOfPage(name: string): boolean {
    const plain = unquoted(name);
    for (const face of window.document.fonts) if (unquoted(face.family) === plain) return true;
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
    uses(LAST_RESORT);
  }
}

function unquoted(name: string): string {
  return name.replace(/^(["'])(.*)\1$/s, "$2").toLowerCase();
}
