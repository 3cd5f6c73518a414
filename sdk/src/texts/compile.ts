import { en } from "./en.ts";
import type { Language, Plural, SomeWords, Texts } from "./types.ts";

/** What a place in a sentence looks like. */
const PLACE = /\{(\w+)\}/g;

/** Keeps a name of another script from turning the words around it: first strong isolate, and its end. */
const ISOLATE = ["\u2068", "\u2069"] as const;

type Values = { [place: string]: string | number };

interface Tools {
  plurals: Intl.PluralRules;
  /** Whether values are kept apart from the direction of the sentence. */
  isolate: boolean;
}

type Node = string | readonly string[] | Plural | { [key: string]: Node };

/**
 * Makes texts of a language. What it lacks, or has in another form than English, is English; what the
 * site says itself in `own` comes before both.
 */
export function textsOf(language: Language, own: SomeWords = {}): Texts {
  const tools = {
    plurals: new Intl.PluralRules(language.language),
    isolate: language.direction === "rtl",
  };
  const words = compile(en, [own, language.words] as (Node | undefined)[], tools);
  return { ...(words as object), language: language.language, direction: language.direction } as Texts;
}

function compile(english: Node, layers: (Node | undefined)[], tools: Tools): unknown {
  if (typeof english === "string") {
    const text = layers.find((layer) => typeof layer === "string") ?? english;
    const places = placesOf(english);
    if (places.length === 0) return text;
    return (...values: (string | number)[]) => fill(text as string, assign(places, values, tools));
  }
  if (isPlural(english)) {
    const { plural } = layers.find(isPlural) ?? english;
    const places = ["count", ...placesOf(english.plural.other).filter((place) => place !== "count")];
    return (count: number, ...rest: (string | number)[]) =>
      fill(plural[tools.plurals.select(count)] ?? plural.other, assign(places, [count, ...rest], tools));
  }
  if (Array.isArray(english)) return layers.find(Array.isArray) ?? english;
  const group = english as { [key: string]: Node };
  return Object.fromEntries(
    Object.entries(group).map(([key, value]) => [
      key,
      compile(
        value,
        layers.map((layer) => childOf(layer, key)),
        tools,
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

function assign(places: string[], values: (string | number)[], { isolate }: Tools): Values {
  const shown = values.map((value) =>
    isolate && typeof value === "string" && value !== "" ? `${ISOLATE[0]}${value}${ISOLATE[1]}` : value,
  );
  return Object.fromEntries(places.map((place, i) => [place, shown[i] ?? ""]));
}

function fill(sentence: string, values: Values): string {
  return sentence.replace(PLACE, (whole, place: string) => String(values[place] ?? whole));
}
