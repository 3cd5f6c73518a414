import { unescaped } from "../../codec/css-escapes.ts";

/** How names of style sheets are read and what of them may be told. */
export interface CssNames {
  /** Whether the word is a keyword: words of custom properties and of style attributes must be. */
  isKeyword(word: string, property: string): boolean;
  isProperty(name: string): boolean;
  /** Whether browsers know elements of the name. */
  isTag(name: string): boolean;
  /** Whether the browser knows the pseudo-class or pseudo-element, with its colons. */
  isPseudo(name: string): boolean;
  /** Whether any style sheet has the name. */
  isNamed(name: string): boolean;
  /** Whether a style sheet has the name that is told as it is. */
  isOpen(name: string): boolean;
  /** What stands for a name of the page: itself where a sheet tells it openly, else a neutral one. */
  told(name: string): string;
  /** The same where only the name of an element would do. */
  word(name: string): string;
  /** What stands for a part of classes that a selector asks for by an operator (`[class^="icon-"]`). */
  classPart(operator: string, value: string): string;
  /** What stands for a string that may say something. */
  readonly run: string;
}

/** A name as CSS writes it: with escapes. Not global; use at a position. */
export const IDENT = /(?:[-\w]|[^\0-\x7f]|\\(?:[0-9a-f]{1,6}\s?|[^\n0-9a-f]))+/iy;

/** The name at a position of the text, as written; "" where there is none. */
export function identAt(text: string, at: number): string {
  IDENT.lastIndex = at;
  return IDENT.exec(text)?.[0] ?? "";
}

/** What is in a string of CSS. */
export const unquoted = (text: string): string =>
  unescaped(text.slice(1, text.endsWith(text.charAt(0)) && text.length > 1 ? -1 : undefined));
