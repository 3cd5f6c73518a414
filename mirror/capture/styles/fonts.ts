import { plainFamily } from "../../codec/faces.ts";
import type { Writer } from "../../codec/writer.ts";
import type { PageWindow } from "../host.ts";
import type { FontSources } from "./font-sources.ts";
import { SheetOp } from "./ops.ts";

/** Descriptors of a face and what they are in a sheet that says nothing of them. */
const DESCRIPTORS = {
  style: "auto",
  weight: "auto",
  stretch: "auto",
  unicodeRange: "U+0-10FFFF",
  featureSettings: "normal",
  display: "auto",
  ascentOverride: "normal",
  descentOverride: "normal",
  lineGapOverride: "normal",
  sizeAdjust: "100%",
} as const;

/** CSS names of descriptors whose names do not follow from the property's. */
const CSS_NAMES: Record<string, string> = {
  featureSettings: "font-feature-settings",
  ascentOverride: "ascent-override",
  descentOverride: "descent-override",
  lineGapOverride: "line-gap-override",
  sizeAdjust: "size-adjust",
  unicodeRange: "unicode-range",
};

/** Fonts that script added to a document. Those of sheets are told with their sheets. */
export type ScriptFonts = ReturnType<typeof createScriptFonts>;

/**
 * @param sources what the faces were made of, as far as it was seen: the platform does not tell it
 * @param word a name of the page as it may be told
 */
export function createScriptFonts(window: PageWindow, sources: FontSources, word: (name: string) => string) {
  /** Addresses made for faces whose file itself is there. */
  const blobs = new Map<FontFace, string>();
  /** What was told, by face. */
  const told = new Map<FontFace, { readonly key: number; readonly looks: string }>();
  let nextKey = 1;
  let dirty = false;

  return {
    get any(): boolean {
      return dirty;
    },
    changed,
    again,
    write,
    stop,
  };

  function changed(): void {
    dirty = true;
  }

  function stop(): void {
    for (const address of blobs.values()) URL.revokeObjectURL(address);
  }

  function again(): void {
    told.clear();
    dirty = true;
  }

  /** `text` writes CSS text that may hold addresses. */
  function write(w: Writer, text: (css: string) => void): void {
    if (!dirty) return;
    dirty = false;
    const { fonts } = window.document;
    for (const [face, { key, looks }] of told) {
      if (fonts.has(face) && looks === looksOf(face)) continue;
      told.delete(face);
      w.uint(SheetOp.Face);
      w.uint(key);
      w.bool(false);
    }
    for (const face of fonts) {
      const source = textOf(face);
      if (source === undefined || told.has(face)) continue;
      const key = nextKey++;
      told.set(face, { key, looks: looksOf(face) });
      w.uint(SheetOp.Face);
      w.uint(key);
      w.bool(true);
      w.str(word(plainFamily(face.family)));
      w.str(described(face));
      text(source);
    }
  }

  /** What a face is made of, as CSS. */
  function textOf(face: FontFace): string | undefined {
    const source = sources.get(face);
    if (source === undefined || typeof source === "string") return source;
    const address = blobs.get(face) ?? URL.createObjectURL(new Blob([source as BlobPart]));
    blobs.set(face, address);
    return `url("${address}")`;
  }
}

/** What script may change of a face that is there. */
function looksOf(face: FontFace): string {
  return face.family + described(face);
}

function described(face: FontFace): string {
  let css = "";
  for (const [name, initial] of Object.entries(DESCRIPTORS)) {
    const value = (face as unknown as Record<string, string | undefined>)[name];
    if (value && value !== initial) css += `${CSS_NAMES[name] ?? `font-${name}`}:${value};`;
  }
  return css;
}
