import { faceKey, isDrawn, plainFamily } from "../../codec/faces.ts";
import type { Hole, Output } from "./output.ts";

type FrameWindow = Window & typeof globalThis;

/** What a font needs of what names it. */
export interface FaceHost {
  /** Looks up a resource by the place of its address in the text; `arrived` is called when it comes later. */
  resolve(hole: Hole & { kind: "url" }, arrived: () => void): string | undefined;
  /** Whether the customer's browser does not show a font that it has; by its key (`faceKey`). */
  isLate(key: string): boolean;
}

/** An empty font: fails to load as soon as text needs it, which is how need is noticed. */
const NO_FONT = "data:font/woff2,";

/** The last code point, which is no letter. */
const NO_LETTERS = "U+10FFFF";

const DESCRIPTORS = {
  "font-style": "style",
  "font-weight": "weight",
  "font-stretch": "stretch",
  "unicode-range": "unicodeRange",
  "font-feature-settings": "featureSettings",
  "font-variation-settings": "variationSettings",
  "ascent-override": "ascentOverride",
  "descent-override": "descentOverride",
  "line-gap-override": "lineGapOverride",
  "size-adjust": "sizeAdjust",
} as const;

/** What a sheet leaves open is what the file says, unlike what script leaves open; some engines have no word for it. */
const OF_THE_FILE = "@font-face{font-style:auto;font-weight:auto;font-stretch:auto}";

/** Address of a file in a rule that is only read. */
const SOURCE = "sp-source:";
const SOURCES = /sp-source:(\d+)/g;

/**
 * One font of the page, kept apart from the sheet that names it: its file is asked for when text first needs it, the
 * next one where the first can't be had, and a change of the sheet does not load it again.
 */
export class ReplicaFace {
  readonly #window: FrameWindow;
  readonly #rule: Output;
  readonly #host: FaceHost;
  readonly #scratch: CSSStyleSheet;
  #face: FontFace | undefined;
  /** Stands in the place of the font while that is not shown: the next family comes then, not another weight. */
  #blank: FontFace | undefined;
  /** Files in which the font is, by their places in the text, as far as they were asked for, */
  readonly #asked = new Set<number>();
  /** and of these, what has come or can't be had. */
  readonly #answered = new Set<number>();
  #gone = false;

  /** `rule` is the `@font-face` rule with the conditions around it; `scratch` is overwritten. */
  constructor(window: FrameWindow, rule: Output, scratch: CSSStyleSheet, host: FaceHost) {
    this.#window = window;
    this.#rule = rule;
    this.#scratch = scratch;
    this.#host = host;
    this.#show();
  }

  remove(): void {
    this.#gone = true;
    for (const face of [this.#face, this.#blank]) if (face) this.#window.document.fonts.delete(face);
  }

  #show(): void {
    if (this.#gone) return;
    const before = this.#face;
    const face = readFace(this.#render(this.#address), this.#scratch, this.#window);
    this.#face = face;
    if (face && !this.#blank) this.#window.document.fonts.add(face);
    if (before) this.#window.document.fonts.delete(before);
    face?.loaded.then(
      () => this.lateTold(),
      () => {
        if (this.#face === face) this.#askNext();
      },
    );
  }

  #render(address: (hole: Hole & { kind: "url" }) => string): string {
    return this.#rule.render((hole) => (hole.kind === "url" ? `url("${address(hole)}")` : ""));
  }

  readonly #address = (hole: Hole & { kind: "url" }): string => {
    const { offset } = hole;
    if (!this.#asked.has(offset)) return NO_FONT;
    const here = this.#host.resolve(hole, () => {
      this.#answered.add(offset);
      this.#show();
    });
    if (here !== undefined) this.#answered.add(offset);
    return here ?? NO_FONT;
  };

  /** Text needs the font, and none of the files that are here is one. */
  #askNext(): void {
    if (this.#answered.size < this.#asked.size) return;
    // As the engine reads it, without files of a format that it does not know.
    const css = this.#render(({ offset }) => SOURCE + offset);
    const [, source = ""] = readRule(css, this.#scratch, this.#window) ?? [];
    const next = [...source.matchAll(SOURCES)]
      .map(([, offset]) => Number(offset))
      .find((offset) => !this.#asked.has(offset));
    if (next === undefined) return;
    this.#asked.add(next);
    this.#show();
  }

  /**
   * Which fonts are late was told, or this one has come. One that is late is taken away; one of which letters are not
   * drawn here either has none of those that were tried.
   */
  lateTold(): void {
    const face = this.#face;
    if (this.#gone || !face) return;
    const { fonts } = this.#window.document;
    const isLate = this.#host.isLate(faceKey(face));
    if (this.#blank && !isLate) {
      fonts.add(face);
      fonts.delete(this.#blank);
      this.#blank = undefined;
    } else if (!this.#blank && isLate && face.status === "loaded" && this.#isDrawn(face)) {
      this.#blank = this.#blankOf(face);
      fonts.add(this.#blank);
      fonts.delete(face);
    }
  }

  #blankOf({ family, style, weight, stretch }: FontFace): FontFace {
    const descriptors = { style, weight, stretch, unicodeRange: NO_LETTERS };
    return new this.#window.FontFace(plainFamily(family), `url("${NO_FONT}")`, descriptors);
  }

  #isDrawn(face: FontFace): boolean {
    const context = this.#window.document.createElement("canvas").getContext("2d");
    return context !== null && isDrawn(context, face);
  }
}

/** Makes the font a rule describes; undefined where the engine drops the rule or its conditions do not hold. */
function readFace(css: string, scratch: CSSStyleSheet, window: FrameWindow): FontFace | undefined {
  scratch.replaceSync(OF_THE_FILE);
  const ofTheFile = descriptorsOf((scratch.cssRules[0] as CSSFontFaceRule | undefined)?.style);
  const [family, source, style] = readRule(css, scratch, window) ?? [];
  if (!family || !source) return undefined;
  const descriptors: Record<string, string> = { ...ofTheFile, ...descriptorsOf(style), display: "swap" };
  return new window.FontFace(plainFamily(family), source, descriptors);
}

/** Family, sources and style of the rule, as the engine reads it; undefined where its conditions do not hold. */
function readRule(
  css: string,
  scratch: CSSStyleSheet,
  window: FrameWindow,
): readonly [family: string, source: string, style: CSSStyleDeclaration] | undefined {
  scratch.replaceSync(css);
  let rule = scratch.cssRules[0];
  while (rule && "cssRules" in rule) {
    if (!holds(rule as CSSMediaRule, window)) return undefined;
    rule = (rule as CSSGroupingRule).cssRules[0];
  }
  const style = (rule as CSSFontFaceRule | undefined)?.style;
  return style && [style.getPropertyValue("font-family"), style.getPropertyValue("src"), style];
}

function descriptorsOf(style: CSSStyleDeclaration | undefined): Record<string, string> {
  const descriptors: Record<string, string> = {};
  for (const [property, name] of Object.entries(DESCRIPTORS)) {
    const value = style?.getPropertyValue(property);
    if (value) descriptors[name] = value;
  }
  return descriptors;
}

function holds(rule: CSSMediaRule | CSSSupportsRule, window: FrameWindow): boolean {
  if ("media" in rule) return window.matchMedia(rule.media.mediaText).matches;
  return "conditionText" in rule ? window.CSS.supports(rule.conditionText) : true;
}
