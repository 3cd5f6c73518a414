import { unescaped } from "../../codec/css-escapes.ts";
import type { CssKind } from "./css.ts";
import { type CssNames, identAt, unquoted } from "./css-names.ts";
import { FUNCTIONS, isUsualFont, NUMBER, VALUE_WORDS } from "./css-words.ts";
import { skipOpaque } from "./opaque.ts";

/** Strings of `content` that say nothing: empty, punctuation, one private-use glyph of an icon font. */
const MUTE_STRING =
  /^(["'])(?:[\s!#-/:-@[\]^_`{-~•–—…«»‹›·×→←↑↓]{0,3}|\\[eEfF][0-9a-fA-F]{3}\s?|[\ue000-\uf8ff])\1$/;
/** Tags of font features and axes. */
const TAG_STRING = /^(["'])[\w ]{4}\1$/;
/** Kinds that a registered property may have. */
const SYNTAX_STRING = /^(["'])(?:\*|(?:<[a-z-]+>[+#]?[\s|]*)+)\1$/;
const FORMAT_STRING =
  /^(["'])(?:woff2?|truetype|opentype|collection|embedded-opentype|svg)(?:-variations)?\1$/i;
const RANGE = /^[\sU+\da-f?,-]*$/i;
/** Values that a page shows, or that any words may stand in. */
const SPEAKS = /^(--|symbols$|additive-symbols$|prefix$|suffix$|negative$|pad$|initial-value$|result$)/;
/** Properties whose strings are names. */
const NAME_STRINGS = /^(font(-family)?|animation(-name)?)$/;
/** Properties whose values name properties. */
const NAMES_PROPERTIES = /^(will-change|-?\w*-?transition|container)/;

/** The value of a property, or of a descriptor, as it may be told. */
export function maskValue(value: string, names: CssNames, property: string, kind: CssKind): string {
  if (property === "unicode-range") return RANGE.test(value) ? value : "";
  let out = "";
  for (let at = 0; at < value.length; ) {
    const url = value.charAt(at + 3) === "(" && /^url\(/i.test(value.slice(at, at + 4));
    const after = url ? urlEnd(value, at) : value.charAt(at) === "\\" ? at : skipOpaque(value, at);
    if (after > at) {
      const token = value.slice(at, after);
      out += url ? maskUrl(token, names, kind) : maskString(token, property, names, kind);
      at = after;
      continue;
    }
    const word = /\d/.test(value.charAt(at)) ? numberAt(value, at) : identAt(value, at);
    if (word === "") out += value.charAt(at++);
    else {
      const isFunction = value.charAt(at + word.length) === "(";
      out += maskWord(unescaped(word), isFunction, value.charAt(at - 1), { names, property, kind });
      at += word.length;
    }
  }
  return out;
}

/** A number with its unit, or with whatever else is written to it. */
const numberAt = (value: string, at: number): string =>
  /^\d*(?:\.\d+)?(?:e[-+]?\d+)?(?:%|(?:[-\w]|[^\0-\x7f])*)/i.exec(value.slice(at))?.[0] ?? "";

function urlEnd(value: string, at: number): number {
  let i = at + 4;
  while (i < value.length && value.charAt(i) !== ")") i = Math.max(i + 1, skipOpaque(value, i));
  return Math.min(i + 1, value.length);
}

function maskUrl(token: string, names: CssNames, { open }: CssKind): string {
  const fragment = /^url\(\s*["']?#([^"')]+)["']?\s*\)$/i.exec(token)?.[1];
  if (fragment !== undefined) return `url(#${names.told(fragment)})`;
  return open ? token : "none";
}

function maskString(token: string, property: string, names: CssNames, kind: CssKind): string {
  if (token.startsWith("/*")) return "";
  if (/^grid/.test(property)) return token.replace(/[^\s."']+/g, (name) => areaName(name, names));
  if (NAME_STRINGS.test(property)) return `"${family(unquoted(token), names, kind)}"`;
  if (kind.open || MUTE_STRING.test(token)) return token;
  if (/^font-(feature|variation)/.test(property) && TAG_STRING.test(token)) return token;
  if (property === "src" && FORMAT_STRING.test(token)) return token;
  if (property === "syntax") return SYNTAX_STRING.test(token) ? token : '"*"';
  return `"${names.run}"`;
}

/** A font or an animation, which a style attribute names where the sheets do. */
function family(name: string, names: CssNames, { inline, open }: CssKind): string {
  if (isUsualFont(name)) return name;
  return inline && !open && !names.isNamed(name) ? names.run : names.told(name);
}

const areaName = (name: string, names: CssNames): string =>
  names.isKeyword(name, "") ? name : names.told(unescaped(name));

interface WordRules {
  readonly names: CssNames;
  readonly property: string;
  readonly kind: CssKind;
}

/** Numbers, hex colours and functions pass; other words must be known, or become neutral names. */
function maskWord(
  word: string,
  isFunction: boolean,
  before: string,
  { names, property, kind }: WordRules,
): string {
  const lower = word.toLowerCase();
  if (isFunction && FUNCTIONS.has(lower)) return word;
  if (NUMBER.test(word)) return word;
  if (before === "#" && /^[0-9a-f]{3,8}$/i.test(word)) return word;
  if (word.startsWith("--")) return names.isNamed(word) || !kind.inline ? names.told(word) : names.told("--");
  if (!isFunction && (VALUE_WORDS.has(lower) || names.isKeyword(word, property))) return word;
  if (!isFunction && NAMES_PROPERTIES.test(property) && names.isProperty(word)) return word;
  if (/^font(-family)?$/.test(property) && isUsualFont(word)) return word;
  if (SPEAKS.test(property) || (kind.inline && !kind.open)) {
    if (kind.open) return word;
    return !isFunction && names.isNamed(word) ? names.told(word) : "none";
  }
  return /^\d/.test(word) ? "0" : names.told(word);
}
