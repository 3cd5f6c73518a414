import { REPLACED, standIn } from "../allow.ts";
import { PART_STATES } from "../chain.ts";
import type { Output } from "./output.ts";
import { after, Kind, skipSpace, type Tokens, tokenText, unescapeCss } from "./tokenize.ts";
import { MIRRORED_STATES, RENAMED_ATTRIBUTES, RENAMED_PREFIX, STATE_PREFIX } from "./types.ts";

/** Names under which engines also know the mirrored states. */
const STATE_ALIASES: Readonly<Record<string, (typeof MIRRORED_STATES)[number]>> = {
  "-moz-focusring": "focus-visible",
  "-webkit-autofill": "autofill",
  "-moz-autofill": "autofill",
  "-internal-autofill-selected": "autofill",
  "-webkit-full-screen": "fullscreen",
  "-moz-full-screen": "fullscreen",
  "-moz-ui-invalid": "user-invalid",
  "-moz-ui-valid": "user-valid",
};

/** Attribute no element ever has: the customer's history is not ours to know. */
const NEVER = `[${STATE_PREFIX}visited]`;

const STATE_SELECTORS: ReadonlyMap<string, string> = new Map([
  ...MIRRORED_STATES.map((state): [string, string] => [state, `[${STATE_PREFIX}${state}]`]),
  ...Object.entries(STATE_ALIASES).map(([alias, state]): [string, string] => [
    alias,
    `[${STATE_PREFIX}${state}]`,
  ]),
  ["visited", NEVER],
  // what else can be open is so in the replica, too
  ["open", `:is(:open,[${STATE_PREFIX}open])`],
]);

/** Functions with names in them that are none of elements. */
const HOLDS_NAMES: ReadonlySet<string> = new Set(["part(", "state(", "highlight(", "lang(", "dir("]);

/** Pseudo-elements that may be written with one colon. */
const LEGACY_PSEUDO_ELEMENTS: ReadonlySet<string> = new Set([
  "before",
  "after",
  "first-line",
  "first-letter",
]);

/**
 * Rewrites the selectors between two tokens: states outside the tree become attributes of the same specificity, and
 * attribute selectors follow the attributes that the replica keeps under another name.
 */
export function rewriteSelectors(t: Tokens, from: number, to: number, out: Output): void {
  // Behind a pseudo-element no attribute may stand: `::part(x):hover` is left as it is, since a rule that does not
  // parse would take its whole list along.
  let behindElement = false;
  for (let i = from; i < to; ) {
    const kind = t.kinds[i];
    if (kind === Kind.Space || kind === Kind.Comma || isCombinator(t, i)) behindElement = false;
    if (kind === Kind.Colon) {
      const isElement = t.kinds[i + 1] === Kind.Colon;
      const name = isElement ? i + 2 : i + 1;
      behindElement = pseudo(t, i, name, isElement, behindElement, out);
      i = name;
      continue;
    }
    const next = after(t, i);
    if (kind === Kind.Ident) tag(t, i, out);
    if (kind === Kind.Function) {
      const isElement = t.kinds[i - 1] === Kind.Colon && t.kinds[i - 2] === Kind.Colon;
      const holdsSelectors = !HOLDS_NAMES.has(tokenText(t, i).toLowerCase());
      if (holdsSelectors && (isElement || !behindElement))
        rewriteSelectors(t, i + 1, Math.min(next - 1, to), out);
      if (isElement) part(t, i, next, to, out);
    }
    if (kind === Kind.Open) attribute(t, i, next, out);
    i = next;
  }
}

/** The name of an element, where the replica has that under another. */
function tag(t: Tokens, i: number, out: Output): void {
  const isTag = t.kinds[i - 1] !== Kind.Colon && t.text[(t.starts[i] as number) - 1] !== ".";
  const name = tokenText(t, i).toLowerCase();
  if (isTag && REPLACED.has(name))
    out.replace(t.starts[i] as number, t.starts[i + 1] as number, standIn(name));
}

function isCombinator(t: Tokens, i: number): boolean {
  if (t.kinds[i] !== Kind.Other) return false;
  const sign = t.text[t.starts[i] as number];
  return sign === ">" || sign === "+" || sign === "~";
}

/** Rewrites one pseudo-class; returns whether what follows stands behind a pseudo-element. */
function pseudo(
  t: Tokens,
  colon: number,
  name: number,
  isElement: boolean,
  behindElement: boolean,
  out: Output,
): boolean {
  if (isElement) return true;
  if (t.kinds[name] !== Kind.Ident) return behindElement;
  const word = tokenText(t, name).toLowerCase();
  if (LEGACY_PSEUDO_ELEMENTS.has(word)) return true;
  const replacement = behindElement ? undefined : STATE_SELECTORS.get(word);
  if (replacement !== undefined) {
    out.replace(t.starts[colon] as number, t.starts[name + 1] as number, replacement);
  }
  return behindElement;
}

/**
 * `::part(x):hover`: the elements in a state have a part of its name beside their own. What stands for the state itself
 * always matches in a replica, and counts as much.
 */
function part(t: Tokens, open: number, end: number, to: number, out: Output): void {
  if (tokenText(t, open).toLowerCase() !== "part(") return;
  const states: [colon: number, name: string][] = [];
  for (let i = end; i + 1 < to && t.kinds[i] === Kind.Colon; i = after(t, i + 1)) {
    if (t.kinds[i + 1] === Kind.Function) continue;
    if (t.kinds[i + 1] !== Kind.Ident) break;
    const word = tokenText(t, i + 1).toLowerCase();
    if (PART_STATES.has(word)) states.push([i, word]);
  }
  if (states.length === 0) return;
  out.copyTo(t.starts[end - 1] as number);
  for (const [, name] of states) out.write(` ${STATE_PREFIX}${name}`);
  for (const [colon] of states)
    out.replace(t.starts[colon] as number, t.starts[colon + 2] as number, ":not(:active)");
}

function attribute(t: Tokens, open: number, end: number, out: Output): void {
  if (t.text[t.starts[open] as number] !== "[") return;
  const first = skipSpace(t, open + 1, end);
  let name = first;
  for (let i = first; i < end && t.kinds[i] !== Kind.Space; i++) {
    const sign = t.text[t.starts[i] as number];
    if (sign === "|" && t.kinds[i + 1] === Kind.Ident) name = i + 1;
    else if (i > name && sign !== "|") break;
  }
  if (t.kinds[name] !== Kind.Ident) return;
  const word = unescapeCss(tokenText(t, name)).toLowerCase();
  if (!RENAMED_ATTRIBUTES.has(word)) return;
  out.replace(t.starts[first] as number, t.starts[name + 1] as number, RENAMED_PREFIX + word);
}
