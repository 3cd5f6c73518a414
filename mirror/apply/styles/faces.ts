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

/**
 * One font of the page, kept apart from the sheet that names it: its file is asked for when text first needs it, and
 * a change of the sheet does not load it again.
 */
export class ReplicaFace {
  readonly #window: FrameWindow;
  readonly #rule: Output;
  readonly #host: FaceHost;
  readonly #scratch: CSSStyleSheet;
  #face: FontFace | undefined;
  #asked = false;
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
    if (this.#face) this.#window.document.fonts.delete(this.#face);
  }

  #show(): void {
    if (this.#gone) return;
    let missing = false;
    const css = this.#rule.render((hole) => {
      if (hole.kind !== "url") return "";
      const here = this.#asked ? this.#host.resolve(hole, () => this.#show()) : undefined;
      if (here === undefined) missing = true;
      return `url("${here ?? NO_FONT}")`;
    });
    const before = this.#face;
    const face = readFace(css, this.#scratch, this.#window);
    this.#face = face;
    if (face) this.#window.document.fonts.add(face);
    if (before) this.#window.document.fonts.delete(before);
    face?.loaded.then(
      () => this.lateTold(),
      () => {
        if (!missing || this.#asked || this.#face !== face) return;
        this.#asked = true;
        this.#show();
      },
    );
  }

  /**
   * Which fonts are late was told, or this one has come. One that is late is taken away; one of which letters are not
   * drawn here either has none of those that were tried.
   */
  lateTold(): void {
    const face = this.#face;
    if (this.#gone || face?.status !== "loaded") return;
    const { fonts } = this.#window.document;
    if (!this.#host.isLate(faceKey(face))) fonts.add(face);
    else if (this.#isDrawn(face)) fonts.delete(face);
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
  scratch.replaceSync(css);
  let rule = scratch.cssRules[0];
  while (rule && "cssRules" in rule) {
    if (!holds(rule as CSSMediaRule, window)) return undefined;
    rule = (rule as CSSGroupingRule).cssRules[0];
  }
  const style = (rule as CSSFontFaceRule | undefined)?.style;
  const family = style?.getPropertyValue("font-family");
  const source = style?.getPropertyValue("src");
  if (!style || !family || !source) return undefined;
  const descriptors: Record<string, string> = { ...ofTheFile, ...descriptorsOf(style), display: "swap" };
  return new window.FontFace(plainFamily(family), source, descriptors);
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
