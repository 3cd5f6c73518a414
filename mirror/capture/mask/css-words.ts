const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Functions of CSS: their names say nothing. Any other name before a bracket is the page's own. */
export const FUNCTIONS = set(
  "var env attr calc calc-size min max clamp abs sign round mod rem sin cos tan asin acos atan atan2 pow sqrt hypot log exp if style media supports " +
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix contrast-color light-dark device-cmyk alpha " +
    "linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient " +
    "-webkit-linear-gradient -webkit-radial-gradient -webkit-gradient -webkit-repeating-linear-gradient -webkit-repeating-radial-gradient " +
    "image image-set -webkit-image-set cross-fade -webkit-cross-fade element paint url src format local tech type " +
    "cubic-bezier steps linear frames blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia " +
    "translate translatex translatey translatez translate3d scale scalex scaley scalez scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy matrix matrix3d perspective " +
    "counter counters symbols string content target-counter target-text leader repeat minmax fit-content polygon circle ellipse inset path xywh rect shape ray view scroll " +
    "anchor anchor-size stylistic styleset character-variant swash ornaments annotation selector font-tech font-format scroll-state sibling-index sibling-count progress random toggle from to layer palette-mix",
);

/** Words of media and container queries, of conditions, and of descriptors that no property takes as values. */
export const CONDITION_WORDS = set(
  "all screen print speech only not and or to width height inline-size block-size min-width max-width min-height max-height device-width device-height min-device-width max-device-width min-device-height max-device-height " +
    "orientation portrait landscape aspect-ratio min-aspect-ratio max-aspect-ratio device-aspect-ratio resolution min-resolution max-resolution scan grid monochrome " +
    "hover any-hover pointer any-pointer coarse fine none update slow fast overflow-block overflow-inline paged color min-color color-index color-gamut video-color-gamut srgb p3 rec2020 " +
    "prefers-color-scheme prefers-reduced-motion prefers-contrast prefers-reduced-transparency prefers-reduced-data dark light reduce no-preference more less custom forced-colors active inverted-colors inverted " +
    "display-mode fullscreen standalone minimal-ui browser window-controls-overlay picture-in-picture scripting enabled initial-only dynamic-range video-dynamic-range high standard environment-blending " +
    "nav-controls viewport-segments device-posture -webkit-min-device-pixel-ratio -webkit-max-device-pixel-ratio -webkit-device-pixel-ratio -webkit-transform-3d -moz-touch-enabled stuck snapped scrollable overflowing",
);

/** Descriptors of at-rules, which no element has as properties. */
export const DESCRIPTORS = set(
  "src font-display unicode-range ascent-override descent-override line-gap-override size-adjust font-stretch-range base-palette override-colors " +
    "system symbols additive-symbols prefix suffix negative pad range fallback speak-as syntax inherits initial-value navigation types result",
);

/** Values of descriptors, list markers that every browser has, and words that stand between values. */
export const VALUE_WORDS = set(
  "auto none initial inherit unset revert revert-layer true false important infinite swap fallback optional block cyclic numeric alphabetic symbolic additive fixed extends bullets numbers words spell-out " +
    "disc circle square decimal decimal-leading-zero lower-roman upper-roman lower-greek lower-latin upper-latin lower-alpha upper-alpha armenian georgian hebrew cjk-decimal hiragana katakana disclosure-open disclosure-closed " +
    "else not and or span to at from in by dense first last currentcolor srgb srgb-linear display-p3 a98-rgb prophoto-rgb rec2020 lab oklab xyz hsl hwb lch oklch shorter longer hue increasing decreasing " +
    "full-start full-end start end center forwards backwards both running paused alternate alternate-reverse reverse normal step-start step-end jump-start jump-end jump-none jump-both " +
    "content contents scroll-position transform opacity filter top left right bottom width height inset margin padding all block-size inline-size size x y z " +
    "serif sans-serif monospace cursive fantasy system-ui ui-serif ui-sans-serif ui-monospace ui-rounded emoji math caption icon menu message-box small-caption status-bar",
);

const UNITS =
  "%|px|r?em|r?ex|r?ch|r?ic|r?lh|r?cap|[sld]?v(?:w|h|min|max|i|b)|cq(?:w|h|i|b|min|max)|fr|cm|mm|in|pt|pc|q|m?s|deg|g?rad|turn|k?hz|dpi|dpcm|dppx|x|n|db|st";
/** A number with or without a unit that exists. */
export const NUMBER = new RegExp(`^[-+]?(?:\\d*\\.)?\\d+(?:e[-+]?\\d+)?(?:${UNITS})?$`, "i");

/** Words that names of fonts are made of which many computers have. */
const FONT_WORDS = set(
  "arial helvetica neue times new roman courier georgia verdana tahoma trebuchet ms impact lucida grande console palatino book antiqua garamond baskerville century gothic gill sans candara calibri cambria consolas " +
    "segoe ui emoji symbol variable roboto mono open noto color inter lato ubuntu cantarell oxygen fira droid source code pro menlo monaco sf mono text display san francisco -apple-system blinkmacsystemfont apple " +
    "dejavu liberation freesans freeserif nimbus mincho meiryo osaka yu hiragino kaku micro hei microsoft yahei jhenghei simsun simhei pingfang sc tc hk malgun batang gulim dotum arabic hebrew bookman avenir futura optima didot " +
    "rockwell andale charter bitstream vera geneva narrow black light medium semibold bold thin regular condensed mdl2 assets comic wingdings webdings math serif sans-serif monospace",
);

/** Whether a name of a font is one that says nothing of the page. */
export const isUsualFont = (family: string): boolean =>
  family
    .toLowerCase()
    .split(/[\s_]+/)
    .every((word) => FONT_WORDS.has(word));

/** At-rules whose head is a name of the page or several. */
export const NAMING_RULES = set(
  "keyframes -webkit-keyframes -moz-keyframes -o-keyframes layer property counter-style font-palette-values font-feature-values position-try page function custom-media color-profile namespace",
);
/** At-rules whose head is a condition. */
export const CONDITION_RULES = set("media supports container when else");
/** At-rules without a head. */
export const BARE_RULES = set(
  "font-face starting-style view-transition viewport -ms-viewport stylistic styleset character-variant swash ornaments annotation historical-forms " +
    "top-left-corner top-left top-center top-right top-right-corner bottom-left-corner bottom-left bottom-center bottom-right bottom-right-corner left-top left-middle left-bottom right-top right-middle right-bottom",
);

/** Properties that know most of the words that style sheets use as values. */
const KEYWORD_PROPERTIES = [
  "color",
  "display",
  "position",
  "float",
  "overflow",
  "visibility",
  "cursor",
  "width",
  "text-align",
  "vertical-align",
  "white-space",
  "text-transform",
  "text-decoration",
  "font-style",
  "font-weight",
  "font-size",
  "font-stretch",
  "font-variant",
  "border-style",
  "border-width",
  "background-repeat",
  "background-size",
  "background-position",
  "background-attachment",
  "background-clip",
  "object-fit",
  "align-items",
  "justify-content",
  "justify-items",
  "flex-direction",
  "flex-wrap",
  "grid-auto-flow",
  "transition-timing-function",
  "animation-direction",
  "animation-fill-mode",
  "animation-play-state",
  "animation-iteration-count",
  "mix-blend-mode",
  "box-sizing",
  "pointer-events",
  "user-select",
  "resize",
  "word-break",
  "container-type",
  "list-style-position",
] as const;

/** A name that no browser knows: a property that accepts it accepts any. */
const NO_KEYWORD = "sp-no-keyword";
/** Answers remembered at most. */
const MAX_ANSWERS = 5_000;

/** Asks once for each name. */
export function remembered(ask: (name: string) => boolean): (name: string) => boolean {
  const answers = new Map<string, boolean>();
  return (name) => {
    const before = answers.get(name);
    if (before !== undefined) return before;
    if (answers.size > MAX_ANSWERS) answers.clear();
    const answer = ask(name);
    answers.set(name, answer);
    return answer;
  };
}

/** Asks the browser whether a word is a keyword of the property or of any usual one; remembers the answers. */
export function keywordTest(
  supports: (property: string, value: string) => boolean,
): (word: string, property: string) => boolean {
  const known = new Map<string, boolean>();
  const takesNames = remembered(
    (property) => property.startsWith("--") || !supports(property, "inherit") || answer(NO_KEYWORD, property),
  );
  return isKeyword;

  function isKeyword(word: string, property: string): boolean {
    const asked = property === "" || takesNames(property) ? "" : property;
    return (asked !== "" && answer(word, asked)) || answer(word, "");
  }

  /** Without a property: of any usual one. */
  function answer(word: string, property: string): boolean {
    const key = `${property} ${word}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size > MAX_ANSWERS) known.clear();
    const found = property
      ? supports(property, word)
      : KEYWORD_PROPERTIES.some((usual) => supports(usual, word));
    known.set(key, found);
    return found;
  }
}
