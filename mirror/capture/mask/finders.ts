import type { Span } from "./digits.ts";
import { emailSpans } from "./emails.ts";
import { compilePattern } from "./pattern.ts";
import type { TextPreset, TextRule } from "./policy.ts";

/** Finds what a text rule masks. */
export type Finder = (text: string) => readonly Span[];

/** The finder of a text rule; null where the rule is not understood. */
export type FinderOf = (rule: TextRule) => Finder | null;

/** What the mask finds in any case, by its preset. */
export type NumberFinders = Readonly<Record<Exclude<TextPreset, "email">, Finder>>;

/** See `FinderOf`. */
export function finderOf(rule: TextRule, numbers: NumberFinders): Finder | null {
  if (rule.preset !== undefined) return { ...numbers, email: emailSpans }[rule.preset] ?? null;
  return rule.pattern ? compilePattern(rule.pattern) : null;
}
