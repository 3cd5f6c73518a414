import { unescaped } from "../../codec/css-escapes.ts";
import { isUsualAttribute, isUsualValue } from "./attribute-words.ts";
import { type CssNames, identAt, unquoted } from "./css-names.ts";

/** Pseudo-classes and pseudo-elements that hold selectors, or selectors behind a place in a row. */
const HOLDS_SELECTORS =
  /^:(is|where|not|has|host|host-context|matches|current|nth-child|nth-last-child|-webkit-any|-moz-any)$|^::(slotted|cue)$/;
/** Those that hold a name which is told as an element's. */
const HOLDS_WORD = /^:state$|^::highlight$/;
const PLACE = /^(-?\d*n(-\d*)?|odd|even|of|[-+]?\d+)$/i;
const NUMBER = /[-+]?\d*\.?\d+(?:e[-+]?\d+)?%?/iy;
/** Stops of an animation, which stand where selectors do; `to` also stands between the selectors of a scope. */
const STOPS = new Set(["from", "to"]);
/** Selects nothing: stands for an attribute whose name may not be told. */
const NOTHING = "[sp-n0]";

const ATTRIBUTE =
  /^\[\s*(?:[^\s|=\]]*\|(?!=))?([^\s~|^$*=\]]+)\s*(?:([~|^$*]?=)\s*("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|[^\s\]]+)\s*([is])?\s*)?\]$/i;

/** A selector, a list of them, or what stands in a scope's head, with neutral names. */
export function maskSelector(text: string, names: CssNames): string {
  let out = "";
  /** What the brackets that are open hold. */
  const open: ("selector" | "word" | "name" | "place")[] = [];
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    const inside = open.at(-1) ?? "selector";
    if (char === "[") {
      const end = bracketEnd(text, at);
      out += maskAttribute(text.slice(at, end), names);
      at = end;
    } else if (char === '"' || char === "'") {
      const end = stringEnd(text, at);
      out += `"${names.told(unquoted(text.slice(at, end)))}"`;
      at = end;
    } else if (char === ":") {
      const colons = text.charAt(at + 1) === ":" ? "::" : ":";
      const name = identAt(text, at + colons.length);
      const pseudo = colons + unescaped(name).toLowerCase();
      at += colons.length + name.length;
      out += names.isPseudo(pseudo) ? pseudo : colons + names.word(pseudo);
      if (text.charAt(at) === "(") {
        out += text.charAt(at++);
        open.push(heldBy(pseudo));
      }
    } else if (
      (char === "." || char === "#") &&
      identAt(text, at + 1) !== "" &&
      !/\d/.test(text.charAt(at + 1))
    ) {
      const name = identAt(text, at + 1);
      out += char + names.told(unescaped(name));
      at += 1 + name.length;
    } else {
      NUMBER.lastIndex = at;
      const number = inside === "place" ? undefined : NUMBER.exec(text)?.[0];
      const name = number ?? identAt(text, at);
      if (name === "") {
        if (char === "(") open.push(inside);
        else if (char === ")") open.pop();
        out += char;
        at++;
      } else {
        out += number ?? maskName(unescaped(name), inside, names);
        at += name.length;
      }
    }
  }
  return out;
}

function heldBy(pseudo: string): "selector" | "word" | "name" | "place" {
  if (pseudo.startsWith(":nth-")) return "place";
  if (HOLDS_SELECTORS.test(pseudo)) return "selector";
  return HOLDS_WORD.test(pseudo) ? "word" : "name";
}

function maskName(name: string, inside: "selector" | "word" | "name" | "place", names: CssNames): string {
  if (inside === "word") return names.word(name);
  if (inside === "name") return /^([a-z]{2,3}|ltr|rtl)$/i.test(name) ? name : names.told(name);
  if (inside === "place" && PLACE.test(name)) return name;
  const tag = name.toLowerCase();
  return STOPS.has(tag) || names.isTag(name) || names.isTag(tag) ? name : names.word(tag);
}

function maskAttribute(text: string, names: CssNames): string {
  const [, written = "", operator, value = "", flag] = ATTRIBUTE.exec(text) ?? [];
  const name = unescaped(written);
  const plain = /^["']/.test(value) ? unquoted(value) : unescaped(value);
  if (name === "class" && operator) {
    const isToken = operator === "~=" || operator === "=";
    return `[class~="${isToken && !/\s/.test(plain) ? names.told(plain) : names.classPart(operator, plain)}"]`;
  }
  if (!isUsualAttribute(name) && !names.isOpen(name)) return NOTHING;
  if (!operator) return `[${written}]`;
  const isKept = plain === "" || isUsualValue(name, plain);
  const isWhole = operator === "=" || operator === "~=";
  if (!isKept && !isWhole && !names.isOpen(plain)) return NOTHING;
  return `[${written}${operator}"${isKept ? plain.replace(/["\\]/g, "\\$&") : names.told(plain)}"${flag ? ` ${flag}` : ""}]`;
}

function stringEnd(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && text.charAt(i) !== text.charAt(at)) i += text.charAt(i) === "\\" ? 2 : 1;
  return Math.min(i + 1, text.length);
}

function bracketEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length && text.charAt(i) !== "]") {
    if (text.charAt(i) === '"' || text.charAt(i) === "'") i = stringEnd(text, i);
    else i += text.charAt(i) === "\\" ? 2 : 1;
  }
  return Math.min(i + 1, text.length);
}
