import { type CssNames, unescaped } from "./css-names.ts";
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

const CUSTOM = /^\s*--[^:]*:/;

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

/** How a style attribute is read, or a sheet. */
export interface CssKind {
  /** A style attribute: the names of its custom properties are not the site's alone. */
  readonly inline: boolean;
  /** Of an element that may be told: only names are replaced, as they are in the sheets. */
  readonly open?: boolean;
}

export function maskCss(text: string, names: CssNames, kind: CssKind): string {
  let out = "";
  for (const piece of pieces(text)) {
    const bare = uncommented(piece.text);
    const masked = piece.kind === "prelude" ? maskPrelude(bare, names) : maskDeclaration(bare, names, kind);
    if (masked !== "" || piece.end !== ";") out += masked + piece.end;
  }
  return out;
}

const uncommented = (text: string): string => text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, " ");

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
