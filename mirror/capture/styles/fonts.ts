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
export class ScriptFonts {
  readonly #window: PageWindow;
  /** Sources of faces made since the capture began: the platform does not tell them. */
  readonly #sources = new WeakMap<FontFace, string>();
  /** What was told, by face. */
  readonly #told = new Map<FontFace, number>();
  readonly #blobs: string[] = [];
  #nextKey = 1;
  #dirty = true;

  constructor(host: CaptureHost) {
    this.#window = host.window;
    const { FontFace } = host.window;
    if (!FontFace) return;
    host.patch(host.window, "FontFace", ({ value }) => ({ value: this.#watching(value) }));
    for (const key of ["add", "delete", "clear"]) {
      host.notice(Object.getPrototypeOf(host.window.document.fonts), key, () => {
        this.#dirty = true;
        host.wake();
      });
    }
  }

  get any(): boolean {
    return this.#dirty;
  }

  again(): void {
    this.#told.clear();
    this.#dirty = true;
  }

  /** `text` writes CSS text that may hold addresses. */
  write(w: Writer, text: (css: string) => void): void {
    if (!this.#dirty) return;
    this.#dirty = false;
    const { fonts } = this.#window.document;
    for (const [face, key] of this.#told) {
      if (fonts.has(face)) continue;
      this.#told.delete(face);
      w.uint(SheetOp.Face);
      w.uint(key);
      w.bool(false);
    }
    for (const face of Array.from(fonts)) {
      const source = this.#sources.get(face);
      if (source === undefined || this.#told.has(face)) continue;
      const key = this.#nextKey++;
      this.#told.set(face, key);
      w.uint(SheetOp.Face);
      w.uint(key);
      w.bool(true);
      w.str(face.family);
      w.str(described(face));
      text(source);
    }
  }

  stop(): void {
    for (const blob of this.#blobs) URL.revokeObjectURL(blob);
  }

  /** The constructor as the page sees it; what it makes is remembered with its source. */
  #watching(original: typeof FontFace): typeof FontFace {
    return new Proxy(original, {
      construct: (target, args: ConstructorParameters<typeof FontFace>, newTarget) => {
        const face = Reflect.construct(target, args, newTarget) as FontFace;
        this.#sources.set(face, this.#sourceText(args[1]));
        return face;
      },
    });
  }

  #sourceText(source: string | BufferSource): string {
    if (typeof source === "string") return source;
    const address = URL.createObjectURL(new Blob([source as BlobPart]));
    this.#blobs.push(address);
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
