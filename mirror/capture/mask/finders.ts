import { cardSpans, digitSpans, ibanSpans, type Span } from "./digits.ts";
import { emailSpans } from "./emails.ts";
import { compilePattern } from "./pattern.ts";
import type { TextRule } from "./policy.ts";

/** Finds what a text rule masks. */
export type Finder = (text: string) => readonly Span[];

const PRESETS = { card: cardSpans, iban: ibanSpans, email: emailSpans, digits: digitSpans } as const;

/** Null where the rule is not understood. */
export function finderOf(rule: TextRule): Finder | null {
  if (rule.preset !== undefined) return PRESETS[rule.preset] ?? null;
  return rule.pattern ? compilePattern(rule.pattern) : null;
}
