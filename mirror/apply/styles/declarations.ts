import { GENERIC_FAMILIES } from "../../codec/measures.ts";
import { deviceInset, deviceLength } from "./device-units.ts";
import type { Output } from "./output.ts";
import { after, Kind, skipSpace, type Tokens, tokenText, unescapeCss } from "./tokenize.ts";
import { RENAMED_ATTRIBUTES, RENAMED_PREFIX } from "./types.ts";

/** Functions whose strings are addresses. */
const ADDRESS_FUNCTIONS: ReadonlySet<string> = new Set([
  "url(",
  "src(",
  "image-set(",
  "-webkit-image-set(",
  "image(",
]);

/** What of the customer's device decides how a declaration is written here. */
export interface Device {
  /** Takes the dark one of two schemes. */
  readonly dark: boolean;
  /** Has an engine or system of its own: generic families are other fonts there. */
  readonly foreign: boolean;
  /** Is a phone or tablet: the window's height has several meanings, and its edges may be covered. */
  readonly held: boolean;
}

/** Declarations that name fonts, or may hand names on to those that do. */
const NAMES_FONTS = /^(font|font-family|--.*)$/;

/** What says nothing of families: words of CSS for all properties, and fonts of the system's own interface. */
const NO_LIST =
  /^(inherit|initial|unset|revert|revert-layer|caption|icon|menu|message-box|small-caption|status-bar|-(moz|webkit)-.*)$/i;

/** What stands for the customer's font of a generic family, where that is not the one here. */
export function deviceFamily(generic: string): string {
  return `sp-font-${generic}`;
}

/**
 * Rewrites the declaration between two tokens: addresses become holes, `color-scheme` the customer's choice, attr()
 * follows renamed attributes, generic families are the customer's.
 */
export function rewriteDeclaration(t: Tokens, from: number, to: number, device: Device, out: Output): void {
  const at = skipSpace(t, from, to);
  const name = t.kinds[at] === Kind.Ident ? tokenText(t, at).toLowerCase() : "";
  if (name === "color-scheme" || (name.startsWith("--") && offersSchemes(t, at + 1, to)))
    return rewriteScheme(t, at + 1, to, device.dark, out);
  const fonts = device.foreign && NAMES_FONTS.test(name);
  rewriteValue(t, from, to, { addresses: false, fonts, held: device.held }, out);
  if (fonts && endsOpen(t, at, to)) lastResort(t, to, out);
}

/** Whether a list of fonts ends without a generic family, so that the engine's own choice comes last. */
function endsOpen(t: Tokens, name: number, to: number): boolean {
  if (tokenText(t, name).startsWith("--")) return false;
  let words = 0;
  for (let i = name + 1; i < to; i = after(t, i)) {
    if (t.kinds[i] === Kind.String || t.kinds[i] === Kind.Function) words++;
    if (t.kinds[i] !== Kind.Ident) continue;
    words++;
    if (NO_LIST.test(tokenText(t, i)) || GENERIC_FAMILIES.has(tokenText(t, i).toLowerCase())) return false;
  }
  return words > 0;
}

/** After all families of a list, before what makes it important. */
function lastResort(t: Tokens, to: number, out: Output): void {
  const end = t.text.slice(0, t.starts[to]).search(/\s*(!\s*important)?\s*$/i);
  out.copyTo(end).write(`,"${deviceFamily("serif")}"`);
}

/** How the tokens of a value are to be read. */
interface Reading {
  /** Strings are addresses. */
  readonly addresses: boolean;
  /** Words may be generic families. */
  readonly fonts: boolean;
  /** Lengths and edges may be the device's. */
  readonly held: boolean;
}

/** Where both schemes are offered, the one the customer's browser takes stays. */
function rewriteScheme(t: Tokens, from: number, to: number, dark: boolean, out: Output): void {
  const offered: number[] = [];
  for (let i = from; i < to; i++) {
    if (t.kinds[i] === Kind.Ident && /^(light|dark)$/i.test(tokenText(t, i))) offered.push(i);
  }
  if (offered.length < 2) return;
  const taken = dark ? "dark" : "light";
  for (const i of offered) {
    const css = tokenText(t, i).toLowerCase() === taken ? taken : "";
    out.replace(t.starts[i] as number, t.starts[i + 1] as number, css);
  }
}

/** Whether a value is nothing but both schemes: a variable for `color-scheme`. */
function offersSchemes(t: Tokens, colon: number, to: number): boolean {
  const value = t.text.slice(t.starts[colon], t.starts[to]);
  return /^\s*:\s*(light\s+dark|dark\s+light)\s*$/i.test(value);
}

function rewriteValue(t: Tokens, from: number, to: number, reading: Reading, out: Output): void {
  for (let i = from; i < to; ) {
    const kind = t.kinds[i];
    const next = after(t, i);
    if (kind === Kind.Url) unquotedUrl(t, i, out);
    else if (kind === Kind.String && reading.addresses) quotedAddress(t, i, i, i + 1, out);
    else if (kind === Kind.Function) functionValue(t, i, Math.min(next, to), reading, out);
    else if (kind === Kind.Open)
      rewriteValue(t, i + 1, Math.min(next - 1, to), { ...reading, addresses: false }, out);
    else if (kind === Kind.Ident && reading.fonts) genericFamily(t, i, out);
    else if (kind === Kind.Number && reading.held) deviceLength(t, i, out);
    i = next;
  }
}

function genericFamily(t: Tokens, i: number, out: Output): void {
  const generic = tokenText(t, i).toLowerCase();
  if (!GENERIC_FAMILIES.has(generic)) return;
  out.replace(t.starts[i] as number, t.starts[i + 1] as number, `"${deviceFamily(generic)}",${generic}`);
}

function functionValue(t: Tokens, i: number, end: number, reading: Reading, out: Output): void {
  const name = tokenText(t, i).toLowerCase();
  const first = skipSpace(t, i + 1, end);
  if (name === "url(" || name === "src(") {
    if (t.kinds[first] === Kind.String) quotedAddress(t, first, i, end, out);
    return;
  }
  if (name === "env(" && reading.held && deviceInset(t, i, end, out)) return;
  if (name === "attr(" && t.kinds[first] === Kind.Ident) {
    const attribute = unescapeCss(tokenText(t, first)).toLowerCase();
    if (RENAMED_ATTRIBUTES.has(attribute)) {
      out.replace(t.starts[first] as number, t.starts[first + 1] as number, RENAMED_PREFIX + attribute);
    }
  }
  // Strings inside type("…") are media types, but those stand one function deeper.
  rewriteValue(t, i + 1, end, { ...reading, addresses: ADDRESS_FUNCTIONS.has(name) }, out);
}

function unquotedUrl(t: Tokens, i: number, out: Output): void {
  const start = t.starts[i] as number;
  const end = t.starts[i + 1] as number;
  const inside = t.text.slice(start + "url(".length, end).replace(/\)$/, "");
  address(unescapeCss(inside.trim()), start, end, out);
}

/** `string` is the token that holds the address, `from` to `end` the tokens it replaces. */
function quotedAddress(t: Tokens, string: number, from: number, end: number, out: Output): void {
  const raw = tokenText(t, string);
  const inside = raw.slice(1, raw.length > 1 && raw.endsWith(raw[0] as string) ? -1 : undefined);
  address(unescapeCss(inside), t.starts[from] as number, t.starts[end] as number, out);
}

function address(url: string, start: number, end: number, out: Output): void {
  // A fragment alone means the replica's own document, an empty address nothing; data: carries itself.
  if (url === "" || url.startsWith("#") || /^data:/i.test(url)) return;
  out.copyTo(start).hole({ kind: "url", offset: start, address: url }).skipTo(end);
}
