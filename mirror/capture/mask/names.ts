import { unescaped } from "../../codec/css-escapes.ts";
import { IDENT, unquoted } from "./css-names.ts";

type Root = Document | ShadowRoot;

/** Most names kept of those withheld: beyond, a late sheet does not bring them back. */
const MAX_WITHHELD = 10_000;
const SPOKEN = new RegExp(`"[^"]*"|'[^']*'|${IDENT.source}`, "gi");
/** A custom property and nothing else: sheets say each of theirs again and again. */
const PROPERTY = /^--[\w-]+$/;
/** How a selector asks for a part of the classes. */
const CLASS_PART = /\[\s*class\s*([*^$|]=)\s*("[^"]*"|'[^']*'|[^\s\]"']+)/gi;

/**
 * Names under a mask: a class, an id or an attribute's value may hold a secret, and may be what the style sheet needs.
 * A name that an open style sheet has passes. One that only masked sheets have becomes a neutral one there and here;
 * others are left out, and references between elements always have neutral names.
 */
export type Names = ReturnType<typeof createNames>;

/** @param late hears of what was withheld before and is named now, as a selector of the elements that have it */
export function createNames(late: (selector: string, root: Root) => void) {
  /** Names that sheets have; true: one of them is told as it is. */
  const named = new Map<string, boolean>();
  const withheld = new Set<string>();
  const aliases = new Map<string, string>();
  /** Counts what was learnt: while it stands, the same text is told in the same way. */
  let learnt = 0;
  /** Parts of classes that masked sheets ask for, as they ask. */
  const parts = new Map<
    string,
    { readonly operator: string; readonly value: string; readonly alias: string }
  >();

  return {
    get learnt(): number {
      return learnt;
    },
    read,
    isNamed,
    isOpen,
    inOpen,
    alias,
    told,
    classPart,
    classParts,
  };

  /** Learns the words of a selector, of the head of a rule, or of a custom property. */
  function read(spoken: string, root: Root, open: boolean): void {
    if (PROPERTY.test(spoken) && knows(spoken, open)) return;
    for (const [token] of spoken.matchAll(SPOKEN)) {
      const name = /^["']/.test(token) ? unquoted(token) : unescaped(token);
      if (knows(name, open)) continue;
      named.set(name, open);
      learnt++;
      if (withheld.delete(name)) {
        const quoted = CSS.escape(name);
        late(`.${quoted},#${quoted},[${quoted}],${quoted}`, root);
      }
    }
    if (!spoken.includes("[")) return;
    for (const [, operator = "", value = ""] of spoken.matchAll(CLASS_PART)) {
      const plain = /^["']/.test(value) ? unquoted(value) : unescaped(value);
      if (parts.has(`${operator} ${plain}`)) continue;
      classPart(operator, plain);
      late(`[class${operator}"${CSS.escape(plain)}"]`, root);
    }
  }

  function knows(name: string, open: boolean): boolean {
    const before = named.get(name);
    return before === true || before === open;
  }

  /** Whether a style sheet names it. */
  function isNamed(name: string): boolean {
    if (named.has(name)) return true;
    if (withheld.size < MAX_WITHHELD) withheld.add(name);
    return false;
  }

  function isOpen(name: string): boolean {
    return named.get(name) === true;
  }

  /** A name where nothing is masked: its own, unless only masked sheets have it. */
  function inOpen(name: string): string {
    return named.get(name) === false ? alias(name) : name;
  }

  /** The same neutral name for the same name, e.g. `n3`, of a custom one `--n3`. */
  function alias(name: string): string {
    const known = aliases.get(name);
    if (known !== undefined) return known;
    const made = `${name.startsWith("--") ? "--" : ""}n${aliases.size + 1}`;
    aliases.set(name, made);
    return made;
  }

  /** What stands for the name where it is told. */
  function told(name: string): string {
    return isOpen(name) ? name : alias(name);
  }

  /** The class that stands for "has this part". */
  function classPart(operator: string, value: string): string {
    const key = `${operator} ${value}`;
    const known = parts.get(key) ?? { operator, value, alias: alias(key) };
    parts.set(key, known);
    return known.alias;
  }

  /** The classes that stand for what masked sheets ask of these classes. */
  function classParts(classes: string): string[] {
    const found: string[] = [];
    for (const { operator, value, alias } of parts.values()) {
      const has =
        operator === "*="
          ? classes.includes(value)
          : operator === "^="
            ? classes.startsWith(value)
            : operator === "$="
              ? classes.endsWith(value)
              : classes === value || classes.startsWith(`${value}-`);
      if (has && value !== "") found.push(alias);
    }
    return found;
  }
}
