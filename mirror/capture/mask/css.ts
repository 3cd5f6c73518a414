import { unescaped } from "../../codec/css-escapes.ts";
import type { CssNames } from "./css-names.ts";
import { maskValue } from "./css-values.ts";
import { DESCRIPTORS } from "./css-words.ts";
import { maskHead } from "./heads.ts";
import { skipOpaque } from "./opaque.ts";
import { maskSelector } from "./selectors.ts";

/**
 * Style sheets under a mask. Layout passes; what can carry text does not: strings of `content` and of custom
 * properties, addresses, unknown words, and the names that the page gave to classes, fonts, areas, animations and the
 * like, which become neutral ones. The text is cut into preludes, statements and declarations by one scan that knows
 * strings, comments, brackets and url().
 */
interface Piece {
  readonly kind: "prelude" | "declaration";
  readonly text: string;
  /** What ended it: `{`, `;`, `}` or nothing. */
  readonly end: string;
}

const CUSTOM = /\s*--[^:]*:/y;

/** Whether what stands between two places begins with a custom property and its colon. */
function isCustom(text: string, start: number, end: number): boolean {
  CUSTOM.lastIndex = start;
  return CUSTOM.test(text) && CUSTOM.lastIndex <= end;
}

/** Code units of the signs that cut a sheet; most of its others are passed over without a further question. */
const IS_CUT: boolean[] = Array.from({ length: 128 }, (_, code) =>
  "\"'\\/uU()[]{};".includes(String.fromCharCode(code)),
);

/** Cuts a sheet, a rule or a style attribute into its pieces, in order. */
export function* pieces(text: string): Generator<Piece> {
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    if (!IS_CUT[text.charCodeAt(at)]) {
      at++;
      continue;
    }
    const after = skipOpaque(text, at);
    if (after > at) {
      at = after;
      continue;
    }
    const char = text.charAt(at++);
    if (char === "(" || char === "[") depth++;
    else if (char === ")" || char === "]") depth = Math.max(0, depth - 1);
    else if (char === "{" && (depth > 0 || isCustom(text, start, at))) depth++;
    else if (char === "}" && depth > 0) depth--;
    else if (depth === 0 && (char === "{" || char === "}" || char === ";")) {
      yield { kind: char === "{" ? "prelude" : "declaration", text: text.slice(start, at - 1), end: char };
      start = at;
    }
  }
  if (start < text.length) yield { kind: "declaration", text: text.slice(start), end: "" };
}

/** The selectors and at-rule heads of a sheet, and the custom properties that it sets or uses, each once. */
export function* spokenNames(text: string): Generator<string> {
  const properties = new Set<string>();
  for (const piece of pieces(text)) {
    if (piece.kind === "prelude") yield piece.text;
    else if (piece.text.includes("--"))
      for (const [property] of piece.text.matchAll(/--[\w-]+/g)) {
        if (properties.has(property)) continue;
        properties.add(property);
        yield property;
      }
  }
}

/** How a style attribute is read, or a sheet. */
export interface CssKind {
  /** A style attribute: the names of its custom properties are not the site's alone. */
  readonly inline: boolean;
  /** Of an element that may be told: only names are replaced, as they are in the sheets. */
  readonly open?: boolean;
}

export function maskCss(text: string, names: CssNames, kind: CssKind): string {
  let out = "";
  /** Sheets say the same over and over: of a usual large one a third of the declarations differ. */
  const declarations = new Map<string, string>();
  const declaration = (text: string): string => {
    const before = declarations.get(text);
    if (before !== undefined) return before;
    const masked = maskDeclaration(uncommented(text), names, kind);
    declarations.set(text, masked);
    return masked;
  };
  for (const piece of pieces(text)) {
    const masked =
      piece.kind === "prelude" ? maskPrelude(uncommented(piece.text), names) : declaration(piece.text);
    if (masked !== "" || piece.end !== ";") out += masked + piece.end;
  }
  return out;
}

const uncommented = (text: string): string =>
  text.includes("/*") ? text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, " ") : text;

function maskPrelude(text: string, names: CssNames): string {
  const at = text.search(/\S/);
  return text.charAt(at) === "@"
    ? text.slice(0, at) + maskHead(text.slice(at), names)
    : maskSelector(text, names);
}

function maskDeclaration(text: string, names: CssNames, kind: CssKind): string {
  const statement = text.trim();
  if (statement.startsWith("@")) {
    return /^@(layer|namespace|custom-media|media)\b/i.test(statement)
      ? text.replace(statement, () => maskHead(statement, names))
      : "";
  }
  const colon = text.indexOf(":");
  const written = text.slice(0, Math.max(colon, 0)).trim();
  if (!/^(?:[-\w]|[^\0-\x7f]|\\[^\n])+$/.test(written))
    return kind.open ? maskValue(text, names, "", kind) : "";
  const property = written.toLowerCase();
  const told = toldProperty(written, names, kind);
  if (told === null) return "";
  const value = maskValue(text.slice(colon + 1), names, property, kind);
  return (
    text.slice(0, text.indexOf(written)) +
    told +
    text.slice(text.indexOf(written) + written.length, colon + 1) +
    value
  );
}

/** The property's name as it is told; null: not at all. */
function toldProperty(written: string, names: CssNames, { inline, open }: CssKind): string | null {
  if (written.startsWith("--")) {
    const name = unescaped(written);
    return inline && !open && !names.isNamed(name) ? null : names.told(name);
  }
  return names.isProperty(written) || (!inline && DESCRIPTORS.has(written.toLowerCase())) ? written : null;
}
