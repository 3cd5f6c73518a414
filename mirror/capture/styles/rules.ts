import { type AnyRule, type RuleList, rulesOf } from "./rule-lists.ts";
import { bodyOf, splitRules } from "./scan.ts";

/** A declaration that lost its value: a longhand of a shorthand with var() and another longhand (any engine). */
const EMPTY_LONGHAND = /(?:^|[;{])\s*-?[a-z][-a-z]*:\s*(?:!important\s*)?(?=;|\}|$)/;

/** CSSRule.type of the kinds that are told apart here. */
const PAGE = 6;
export const KEYFRAMES = 7;

/** The holder of a rule: the rule around it or its sheet. */
export function holderOf(rule: CSSRule): RuleList | null {
  return (rule.parentRule as RuleList | null) ?? rule.parentStyleSheet;
}

/** A list before script changed it. */
export interface ListBefore {
  readonly rules: readonly CSSRule[];
  /** The authored text, where the list is a sheet that had one. */
  readonly text?: string | undefined;
}
export type ListsBefore = ReadonlyMap<RuleList, ListBefore>;

/**
 * The texts of rules as their authors wrote them, as far as they were seen: cssText loses what the engine does not
 * know and, in shorthands with var(), what it does.
 */
export type RuleTexts = ReturnType<typeof createRuleTexts>;

/**
 * @param scratch parses texts without effect on the page
 * @param before lists as they were before the first change that is told now
 */
export function createRuleTexts(scratch: CSSStyleSheet, before: ListsBefore) {
  const writtenTexts = new WeakMap<CSSRule, string>();
  /** Lists whose rules have been given their texts. */
  const known = new WeakSet<RuleList>();
  /** Rules that changed since, themselves or inside. */
  const changedRules = new WeakSet<CSSRule>();

  return { learn, wrote, changed, learnInside, text };

  /**
   * Gives the rules of a list their authored texts, taken from the text of the whole. `without` is a rule that the
   * text does not have yet, `missing` the place of one that the list has lost already.
   */
  function learn(list: RuleList, text: string, without?: CSSRule, missing?: number): void {
    if (known.has(list)) return;
    known.add(list);
    const rules = (before.get(list)?.rules ?? [...(rulesOf(list) ?? [])]).filter((rule) => rule !== without);
    const texts = splitRules(text);
    if (missing !== undefined) texts.splice(missing, 1);
    // Where the engine dropped a rule the texts can't be told apart by number: cssText then.
    if (texts.length !== rules.length) return;
    rules.forEach((rule, i) => {
      if (!writtenTexts.has(rule)) writtenTexts.set(rule, texts[i] as string);
    });
  }

  function wrote(rule: CSSRule, text: string): void {
    writtenTexts.set(rule, text);
  }

  /** A rule changed by itself or inside: so did all around it. */
  function changed(rule: CSSRule | null): void {
    for (let r = rule; r; r = r.parentRule) changedRules.add(r);
  }

  /** Learns the rules of a group, and of those around it, before their texts are given up. */
  function learnInside(rule: CSSRule, without?: CSSRule, missing?: number): void {
    if (rule.parentRule) learnInside(rule.parentRule);
    const written = writtenTexts.get(rule);
    if (written !== undefined && !changedRules.has(rule)) {
      learn(rule as RuleList, bodyOf(written), without, missing);
    }
  }

  function text(rule: AnyRule): string {
    const written = writtenTexts.get(rule);
    if (!changedRules.has(rule)) return written ?? rule.cssText;
    const inside = rule.cssRules;
    if (rule.type === KEYFRAMES || (!inside && !rule.style)) return rule.cssText;
    // Engines with nesting have a list in every style rule.
    if (!inside?.length && rule.style) return declared(rule, written);
    const kids = [...(inside ?? [])].map((kid) => text(kid)).join("\n");
    return `${prelude(rule, written)}{${rule.style ? `${rule.style.cssText};` : ""}${kids}}`;
  }

  /** Text of a rule whose declarations were changed by script. */
  function declared(rule: AnyRule, written: string | undefined): string {
    const css = rule.cssText;
    if (!EMPTY_LONGHAND.test(css) || written === undefined) return css;
    // What was written still stands but for the properties that now read otherwise.
    scratch.replaceSync(`a{${bodyOf(written)}}`);
    const before = (scratch.cssRules[0] as CSSStyleRule).style;
    const style = rule.style as CSSStyleDeclaration;
    let more = "";
    for (const name of style) {
      const value = style.getPropertyValue(name);
      const priority = style.getPropertyPriority(name);
      const same = value === before.getPropertyValue(name) && priority === before.getPropertyPriority(name);
      if (value && !same) more += `;${name}:${value}${priority && "!important"}`;
    }
    return `${prelude(rule, written)}{${bodyOf(written)}${more}}`;
  }
}

/** What stands before a rule's block. */
function prelude(rule: AnyRule, written: string | undefined): string {
  if (rule.selectorText !== undefined) return (rule.type === PAGE ? "@page " : "") + rule.selectorText;
  if (rule.media) return `@media ${rule.media.mediaText}`;
  const text = written ?? rule.cssText;
  return text.slice(0, text.indexOf("{"));
}

/** Indexes that lead from the sheet to a rule; undefined when it is no longer in it. */
export function pathTo(rule: CSSRule): number[] | undefined {
  const path: number[] = [];
  for (let r: CSSRule | null = rule; r; r = r.parentRule) {
    const holder = holderOf(r);
    const at = holder ? Array.prototype.indexOf.call(rulesOf(holder) ?? [], r) : -1;
    if (at < 0) return undefined;
    path.unshift(at);
  }
  return path;
}
