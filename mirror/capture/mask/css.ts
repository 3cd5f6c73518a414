/**
 * Style sheets under a mask. Layout passes; what can carry text does not: strings of `content` and of custom
 * properties, addresses, unknown words in custom properties. The text is cut into preludes, statements and
 * declarations by one scan that knows strings, comments, brackets and url().
 */
export interface CssNames {
  /** Whether the word is a keyword: words of custom properties and of style attributes must be. */
  isKeyword(word: string, property: string): boolean;
  isProperty(name: string): boolean;
  /** Whether a style sheet that is sent has the name. */
  isNamed(name: string): boolean;
  /** What stands for a string that may say something. */
  readonly run: string;
  /** Neutral name for the target of `url(#…)`. */
  alias(name: string): string;
}

interface Piece {
  readonly kind: "prelude" | "declaration";
  readonly text: string;
  /** What ended it: `{`, `;`, `}` or nothing. */
  readonly end: string;
}

const CUSTOM = /^\s*--[^:]*:/;

/** Index after the string, comment or url() that starts at `at`, or `at` where none does. */
function skipOpaque(text: string, at: number): number {
  const char = text.charAt(at);
  if (char === '"' || char === "'") {
    let i = at + 1;
    while (i < text.length && text.charAt(i) !== char && text.charAt(i) !== "\n")
      i += text.charAt(i) === "\\" ? 2 : 1;
    return Math.min(i + 1, text.length);
  }
  if (char === "\\") return Math.min(at + 2, text.length);
  if (char === "/" && text.charAt(at + 1) === "*") {
    const end = text.indexOf("*/", at + 2);
    return end < 0 ? text.length : end + 2;
  }
  if ((char === "u" || char === "U") && /^url\(\s*(?!["'\s])/i.test(text.slice(at, at + 40))) {
    const end = text.indexOf(")", at);
    return end < 0 ? text.length : end + 1;
  }
  return at;
}

/** Cuts a sheet, a rule or a style attribute into its pieces, in order. */
export function* pieces(text: string): Generator<Piece> {
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const after = skipOpaque(text, at);
    if (after > at) {
      at = after;
      continue;
    }
    const char = text.charAt(at++);
    if (char === "(" || char === "[") depth++;
    else if (char === ")" || char === "]") depth = Math.max(0, depth - 1);
    else if (char === "{" && (depth > 0 || CUSTOM.test(text.slice(start, at)))) depth++;
    else if (char === "}" && depth > 0) depth--;
    else if (depth === 0 && (char === "{" || char === "}" || char === ";")) {
      yield { kind: char === "{" ? "prelude" : "declaration", text: text.slice(start, at - 1), end: char };
      start = at;
    }
  }
  if (start < text.length) yield { kind: "declaration", text: text.slice(start), end: "" };
}

/** The selectors and at-rule heads of a sheet, and the custom properties that it sets or uses. */
export function* spokenNames(text: string): Generator<string> {
  for (const piece of pieces(text)) {
    if (piece.kind === "prelude") yield piece.text;
    else for (const name of piece.text.matchAll(/--[\w-]+/g)) yield name[0];
  }
}

/** Properties whose strings are names that layout needs, not text that is shown. */
const NAME_STRINGS = /^(font|grid|src$|syntax$)/;
/** Strings of `content` that say nothing: empty, punctuation, one private-use glyph of an icon font. */
const MUTE_STRING =
  /^(["'])(?:[\s!#-/:-@[\]^_`{-~•–—…«»‹›·×→←↑↓]{0,3}|\\[eEfF][0-9a-fA-F]{3}\s?|[\ue000-\uf8ff])\1$/;

/** @param inline style attribute: the names of its custom properties are not the site's alone */
export function maskCss(text: string, names: CssNames, inline: boolean): string {
  let out = "";
  for (const piece of pieces(text)) {
    const masked =
      piece.kind === "prelude" ? uncommented(piece.text) : maskDeclaration(piece.text, names, inline);
    if (masked !== "" || piece.end !== ";") out += masked + piece.end;
  }
  return out;
}

const uncommented = (text: string): string => text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, " ");

function maskDeclaration(text: string, names: CssNames, inline: boolean): string {
  const bare = uncommented(text);
  const statement = bare.trim();
  if (statement.startsWith("@")) return /^@(layer|namespace)\b/i.test(statement) ? bare : "";
  const colon = bare.indexOf(":");
  const property = bare.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  if (!/^[-\w\\]+$/.test(property)) return "";
  const isCustom = property.startsWith("--");
  const isKept =
    !inline || (isCustom ? names.isNamed(bare.slice(0, colon).trim()) : names.isProperty(property));
  if (!isKept) return "";
  const rules = {
    names,
    property,
    checksWords: isCustom || inline,
    keepsStrings: NAME_STRINGS.test(property) && !inline,
  };
  return bare.slice(0, colon + 1) + maskValue(bare.slice(colon + 1), rules);
}

interface ValueRules {
  readonly names: CssNames;
  readonly property: string;
  readonly checksWords: boolean;
  readonly keepsStrings: boolean;
}

const WORD = /[-\w]|[^\0-\x7f]/;

function maskValue(value: string, rules: ValueRules): string {
  let out = "";
  for (let at = 0; at < value.length; ) {
    const url = /^url\(/i.test(value.slice(at, at + 4));
    const after = url ? urlEnd(value, at) : skipOpaque(value, at);
    if (after > at) {
      const token = value.slice(at, after);
      out += url ? maskUrl(token, rules.names) : maskOpaque(token, rules);
      at = after;
      continue;
    }
    let end = at;
    while (end < value.length && WORD.test(value.charAt(end))) end++;
    if (end === at) out += value.charAt(at++);
    else {
      out += maskWord(value.slice(at, end), value.charAt(end), value.charAt(at - 1), rules);
      at = end;
    }
  }
  return out;
}

function urlEnd(value: string, at: number): number {
  let i = at + 4;
  while (i < value.length && value.charAt(i) !== ")") i = Math.max(i + 1, skipOpaque(value, i));
  return Math.min(i + 1, value.length);
}

function maskUrl(token: string, names: CssNames): string {
  const fragment = /^url\(\s*["']?#([^"')]+)["']?\s*\)$/i.exec(token)?.[1];
  return fragment === undefined
    ? "none"
    : `url(#${names.isNamed(fragment) ? fragment : names.alias(fragment)})`;
}

function maskOpaque(token: string, rules: ValueRules): string {
  if (token.startsWith("\\")) return "";
  return rules.keepsStrings || MUTE_STRING.test(token) ? token : `"${rules.names.run}"`;
}

/** Numbers, hex colours and functions pass; other words must be known where they are checked. */
function maskWord(word: string, next: string, before: string, rules: ValueRules): string {
  if (!rules.checksWords || next === "(" || /^-?\d*\.?\d+(e[-+]?\d+)?[a-z%]{0,5}$/i.test(word)) return word;
  if (before === "#" && /^[0-9a-f]{3,8}$/i.test(word)) return word;
  const isKnown = !word.startsWith("--") && rules.names.isKeyword(word, rules.property);
  return isKnown || rules.names.isNamed(word) ? word : "none";
}

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
  "border-style",
  "border-width",
  "background-repeat",
  "background-size",
  "background-position",
  "object-fit",
  "align-items",
  "justify-content",
  "flex-direction",
  "flex-wrap",
  "transition-timing-function",
  "animation-direction",
  "animation-fill-mode",
  "mix-blend-mode",
  "box-sizing",
  "pointer-events",
  "user-select",
  "resize",
  "word-break",
] as const;

/** Properties that take any word as a name: that they accept one says nothing. */
const TAKES_NAMES =
  /^(--|font|animation|grid|counter|view-transition|container|will-change|transition|list-style|anchor|position-|page)/;
/** Answers remembered at most. */
const MAX_ANSWERS = 5_000;

/** Asks the browser whether a word is a keyword of the property or of any usual one; remembers the answers. */
export function keywordTest(
  supports: (property: string, value: string) => boolean,
): (word: string, property: string) => boolean {
  const known = new Map<string, boolean>();
  return (word, property) => {
    const asked = TAKES_NAMES.test(property) ? "" : property;
    const key = `${asked} ${word}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size > MAX_ANSWERS) known.clear();
    const answer =
      (asked !== "" && supports(asked, word)) || KEYWORD_PROPERTIES.some((usual) => supports(usual, word));
    known.set(key, answer);
    return answer;
  };
}
