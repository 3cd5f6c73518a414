import type { Hole, Output } from "./output.ts";

type FrameWindow = Window & typeof globalThis;

/** Looks up a resource of a text by the place of its address; `arrived` is called when it comes later. */
export type ResolveHole = (hole: Hole & { kind: "url" }, arrived: () => void) => string | undefined;

/** An empty font: fails to load as soon as text needs it, which is how need is noticed. */
const NO_FONT = "data:font/woff2,";

const DESCRIPTORS = {
  "font-style": "style",
  "font-weight": "weight",
  "font-stretch": "stretch",
  "unicode-range": "unicodeRange",
  "font-feature-settings": "featureSettings",
  "font-variation-settings": "variationSettings",
  "font-display": "display",
  "ascent-override": "ascentOverride",
  "descent-override": "descentOverride",
  "line-gap-override": "lineGapOverride",
  "size-adjust": "sizeAdjust",
} as const;

/**
 * One font of the page, kept apart from the sheet that names it: its file is asked for when text first needs it, and
 * a change of the sheet does not load it again.
 */
export class ReplicaFace {
  readonly #window: FrameWindow;
  readonly #rule: Output;
  readonly #resolve: ResolveHole;
  readonly #scratch: CSSStyleSheet;
  #face: FontFace | undefined;
  #asked = false;
  #gone = false;

  /** `rule` is the `@font-face` rule with the conditions around it; `scratch` is overwritten. */
  constructor(window: FrameWindow, rule: Output, scratch: CSSStyleSheet, resolve: ResolveHole) {
    this.#window = window;
    this.#rule = rule;
    this.#scratch = scratch;
    this.#resolve = resolve;
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
      const here = this.#asked ? this.#resolve(hole, () => this.#show()) : undefined;
      if (here === undefined) missing = true;
      return `url("${here ?? NO_FONT}")`;
    });
    const before = this.#face;
    const face = readFace(css, this.#scratch, this.#window);
    this.#face = face;
    if (face) this.#window.document.fonts.add(face);
    if (before) this.#window.document.fonts.delete(before);
    face?.loaded.then(undefined, () => {
      if (!missing || this.#asked || this.#face !== face) return;
      this.#asked = true;
      this.#show();
    });
  }
}

/** Makes the font a rule describes; undefined where the engine drops the rule or its conditions do not hold. */
function readFace(css: string, scratch: CSSStyleSheet, window: FrameWindow): FontFace | undefined {
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
  const descriptors: Record<string, string> = {};
  for (const [property, name] of Object.entries(DESCRIPTORS)) {
    const value = style.getPropertyValue(property);
    if (value) descriptors[name] = value;
  }
  return new window.FontFace(family.replace(/^(["'])(.*)\1$/s, "$2"), source, descriptors);
}

function holds(rule: CSSMediaRule | CSSSupportsRule, window: FrameWindow): boolean {
  if ("media" in rule) return window.matchMedia(rule.media.mediaText).matches;
  return "conditionText" in rule ? window.CSS.supports(rule.conditionText) : true;
}
