import { en } from "./en.ts";
import type { Language, Plural, SomeWords, Texts } from "./types.ts";

/** What a place in a sentence looks like. */
const PLACE = /\{(\w+)\}/g;

type Values = { [place: string]: string | number };
type Node = string | readonly string[] | Plural | { [key: string]: Node };

/**
 * Makes texts of a language. What it lacks, or has in another form than English, is English; what the
 * site says itself in `own` comes before both.
 */
export function textsOf(language: Language, own: SomeWords = {}): Texts {
  const plurals = new Intl.PluralRules(language.language);
  const words = compile(en, [own, language.words] as (Node | undefined)[], plurals);
  return { ...(words as object), language: language.language, direction: language.direction } as Texts;
}

function compile(english: Node, layers: (Node | undefined)[], plurals: Intl.PluralRules): unknown {
  if (typeof english === "string") {
    const text = layers.find((layer) => typeof layer === "string") ?? english;
    const places = placesOf(english);
    if (places.length === 0) return text;
    return (...values: (string | number)[]) => fill(text as string, assign(places, values));
  }
  if (isPlural(english)) {
    const { plural } = layers.find(isPlural) ?? english;
    const places = ["count", ...placesOf(english.plural.other).filter((place) => place !== "count")];
    return (count: number, ...rest: (string | number)[]) =>
      fill(plural[plurals.select(count)] ?? plural.other, assign(places, [count, ...rest]));
  }
  if (Array.isArray(english)) return layers.find(Array.isArray) ?? english;
  const group = english as { [key: string]: Node };
  return Object.fromEntries(
    Object.entries(group).map(([key, value]) => [
      key,
      compile(
        value,
        layers.map((layer) => childOf(layer, key)),
        plurals,
      ),
    ]),
  );
}

function childOf(layer: Node | undefined, key: string): Node | undefined {
  const group = typeof layer === "object" && !Array.isArray(layer) ? layer : undefined;
  return (group as { [key: string]: Node } | undefined)?.[key];
}

/** Names of the places of a sentence in their order, each once. */
export function placesOf(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(PLACE)].map((match) => match[1] ?? ""))];
}

function isPlural(node: Node | undefined): node is Plural {
  return typeof node === "object" && "plural" in node;
}

function assign(places: string[], values: (string | number)[]): Values {
  return Object.fromEntries(places.map((place, i) => [place, values[i] ?? ""]));
}

function fill(sentence: string, values: Values): string {
  return sentence.replace(PLACE, (whole, place: string) => String(values[place] ?? whole));
}
