import { unescaped } from "../../codec/css-escapes.ts";
import { type CssNames, identAt, unquoted } from "./css-names.ts";
import {
  BARE_RULES,
  CONDITION_RULES,
  CONDITION_WORDS,
  FUNCTIONS,
  isUsualFont,
  NAMING_RULES,
  NUMBER,
} from "./css-words.ts";
import { skipOpaque } from "./opaque.ts";
import { maskSelector } from "./selectors.ts";

/** Namespaces that documents of any site have. */
const USUAL_NAMESPACE = /^http:\/\/www\.w3\.org\/(1999\/xhtml|2000\/svg|1998\/Math\/MathML|1999\/xlink)$/;
/** Pseudo-classes of pages. */
const PAGES = new Set(["first", "left", "right", "blank"]);

/** The head of an at-rule, with neutral names for those of the page. `text` begins with the `@`. */
export function maskHead(text: string, names: CssNames): string {
  const written = identAt(text, 1);
  const rule = unescaped(written).toLowerCase();
  const rest = text.slice(1 + written.length);
  if (rule === "scope") return `@${rule}${maskSelector(rest, names)}`;
  if (NAMING_RULES.has(rule)) return `@${rule}${maskNames(rest, rule, names)}`;
  if (CONDITION_RULES.has(rule)) return `@${rule}${maskCondition(rest, rule === "container", names)}`;
  return BARE_RULES.has(rule) ? `@${rule}` : `@sp-${names.told(rule)}`;
}

/** Words and what stands between them, one after another. */
function mapTokens(text: string, map: (token: string, at: number) => string): string {
  let out = "";
  for (let at = 0; at < text.length; ) {
    const opaque = skipOpaque(text, at);
    const end = text.charAt(at) !== "\\" && opaque > at ? opaque : at + identAt(text, at).length;
    if (end === at) out += text.charAt(at++);
    else {
      out += map(text.slice(at, end), at);
      at = end;
    }
  }
  return out;
}

function maskNames(text: string, rule: string, names: CssNames): string {
  let isFirst = true;
  return mapTokens(text, (token, at) => {
    const wasFirst = isFirst;
    isFirst = false;
    if (rule === "namespace" && (/^["']/.test(token) || /^url\(/i.test(token)))
      return namespace(token, names);
    if (/^["']/.test(token)) return `"${told(unquoted(token), names)}"`;
    const name = unescaped(token);
    if (rule === "page" && text.charAt(at - 1) === ":" && PAGES.has(name)) return name;
    if (rule === "font-feature-values" && isUsualFont(name)) return name;
    if (rule === "function" && !wasFirst && FUNCTIONS.has(name)) return name;
    return NUMBER.test(name) ? name : told(name, names);
  });
}

/** A name that is a keyword anywhere may be used as one too. */
const told = (name: string, names: CssNames): string => (names.isKeyword(name, "") ? name : names.told(name));

function namespace(token: string, names: CssNames): string {
  const address = /^["']/.test(token)
    ? unquoted(token)
    : token
        .slice(4, -1)
        .trim()
        .replace(/^["']|["']$/g, "");
  return `"${USUAL_NAMESPACE.test(address) ? address : names.told(address)}"`;
}

/** @param named whether a name may stand before the condition */
function maskCondition(text: string, named: boolean, names: CssNames): string {
  return mapTokens(text, (token, at) => {
    if (/^["']/.test(token)) return `"${names.run}"`;
    if (/^url\(|^\/\*/i.test(token)) return "";
    const name = unescaped(token);
    const lower = name.toLowerCase();
    const before = text.charAt(at - 1);
    if (text.charAt(at + token.length) === "(" && FUNCTIONS.has(lower)) return token;
    if (before === ":" && names.isPseudo(text.charAt(at - 2) === ":" ? `::${lower}` : `:${lower}`))
      return token;
    if (before === "." || before === "#") return names.told(name);
    if (NUMBER.test(name)) return name;
    const isUsual = CONDITION_WORDS.has(lower) || names.isProperty(name) || names.isKeyword(name, "");
    const isName = named && !text.slice(0, at).includes("(") && !/^(and|or|not)$/i.test(name);
    return isName ? told(name, names) : isUsual ? token : names.told(name);
  });
}
