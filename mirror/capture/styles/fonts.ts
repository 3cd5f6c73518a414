import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost, PageWindow } from "../host.ts";
import { SheetOp } from "./ops.ts";

/** Descriptors of a face and what they are when nobody set them. */
const DESCRIPTORS = {
  style: "normal",
  weight: "normal",
  stretch: "normal",
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

export function createScriptFonts(host: CaptureHost) {
  /** Sources of faces made since the capture began: the platform does not tell them. */
  const sources = new WeakMap<FontFace, string>();
  /** What was told, by face. */
  const told = new Map<FontFace, number>();
  const blobs: string[] = [];
  let nextKey = 1;
  let dirty = true;
  const window: PageWindow = host.window;
  if (window.FontFace) hook();

  return {
    get any(): boolean {
      return dirty;
    },
    again,
    write,
    stop,
  };

  function hook(): void {
    host.patch(window, "FontFace", ({ value }) => ({ value: watching(value) }));
    for (const key of ["add", "delete", "clear"]) {
      host.notice(Object.getPrototypeOf(window.document.fonts), key, () => {
        dirty = true;
        host.wake();
      });
    }
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
    for (const [face, key] of told) {
      if (fonts.has(face)) continue;
      told.delete(face);
      w.uint(SheetOp.Face);
      w.uint(key);
      w.bool(false);
    }
    for (const face of fonts) {
      const source = sources.get(face);
      if (source === undefined || told.has(face)) continue;
      const key = nextKey++;
      told.set(face, key);
      w.uint(SheetOp.Face);
      w.uint(key);
      w.bool(true);
      w.str(face.family);
      w.str(described(face));
      text(source);
    }
  }

  function stop(): void {
    for (const blob of blobs) URL.revokeObjectURL(blob);
  }

  /** The constructor as the page sees it; what it makes is remembered with its source. */
  function watching(original: typeof FontFace): typeof FontFace {
    return new Proxy(original, {
      construct: (target, args: ConstructorParameters<typeof FontFace>, newTarget) => {
        const face = Reflect.construct(target, args, newTarget) as FontFace;
        sources.set(face, sourceText(args[1]));
        return face;
      },
    });
  }

  function sourceText(source: string | BufferSource): string {
    if (typeof source === "string") return source;
    const address = URL.createObjectURL(new Blob([source as BlobPart]));
    blobs.push(address);
    return `url("${address}")`;
  }
}

function described(face: FontFace): string {
  let css = "";
  for (const [name, initial] of Object.entries(DESCRIPTORS)) {
    const value = (face as unknown as Record<string, string | undefined>)[name];
    if (value && value !== initial) css += `${CSS_NAMES[name] ?? `font-${name}`}:${value};`;
  }
  return css;
}
