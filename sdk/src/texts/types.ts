import type { en } from "./en.ts";

/**
 * Words of a language as its file holds them: sentences with {named} places. A sentence that counts is
 * `plural`, by the categories of CLDR that the language has.
 */
export type Words = Shape<typeof en>;

/** Words of which some may be missing: those of the next layer stand in. */
export type SomeWords = Some<Words>;

/** One language: its BCP 47 tag, the direction it is written in, and its words. */
export interface Language {
  language: string;
  direction: "ltr" | "rtl";
  words: SomeWords;
}

/**
 * Every text that customers see, ready for use. A sentence with places is a function; its arguments come
 * in the order in which the English sentence names them, a count before all others.
 */
export type Texts = { language: string; direction: "ltr" | "rtl" } & TextsOf<typeof en>;

/** A sentence that depends on {count}. */
export interface Plural {
  plural: { [category in Intl.LDMLPluralRule]?: string } & { other: string };
}

type Shape<T> = T extends string
  ? string
  : T extends Plural
    ? Plural
    : T extends readonly string[]
      ? readonly string[]
      : { [K in keyof T]: Shape<T[K]> };

type Some<T> = T extends string | Plural | readonly string[] ? T : { [K in keyof T]?: Some<T[K]> };

type TextsOf<T> = { readonly [K in keyof T]: TextOf<T[K]> };

type TextOf<T> = T extends string
  ? Sentence<Places<T>>
  : T extends { plural: { other: infer Other extends string } }
    ? (count: number, ...rest: Values<Places<Other, ["count"]>>) => string
    : T extends readonly string[]
      ? readonly string[]
      : TextsOf<T>;

type Sentence<P extends string[]> = P extends [] ? string : (...values: Values<P>) => string;

/** Names of the places of a sentence, each once, without those in `Seen`. */
type Places<S extends string, Seen extends string[] = []> = S extends `${string}{${infer P}}${infer Rest}`
  ? P extends Seen[number]
    ? Places<Rest, Seen>
    : [P, ...Places<Rest, [...Seen, P]>]
  : [];

type Values<P extends string[]> = { [K in keyof P]: string | number };
