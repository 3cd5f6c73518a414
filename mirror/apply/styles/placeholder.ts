/** Start of the address that stands for a resource until it is here; its reference follows. Loads nothing. */
const PREFIX = "data:,sp-";

const IN_TEXT = /data:,sp-([\w.]+)/g;

/** Shorthands that may hold an address and whose longhands are empty when they also hold a variable. */
const SHORTHANDS = ["background", "mask", "border-image", "list-style", "-webkit-mask"] as const;

export function placeholder(ref: string): string {
  return PREFIX + ref;
}

export function refsIn(css: string): Set<string> {
  return new Set(Array.from(css.matchAll(IN_TEXT), (match) => match[1] as string));
}

/** Rules of a sheet at any depth. */
export function* allRules(rules: CSSRuleList): Generator<CSSRule> {
  for (const rule of Array.from(rules)) {
    yield rule;
    const inside = (rule as CSSGroupingRule).cssRules;
    if (inside?.length) yield* allRules(inside);
  }
}

/** Puts addresses that have arrived in place of their placeholders, in the declarations of one rule. */
export function fillRule(rule: CSSRule, address: (ref: string) => string | undefined): void {
  const style = (rule as CSSStyleRule).style as CSSStyleDeclaration | undefined;
  if (!style?.cssText.includes(PREFIX)) return;
  for (const name of [...Array.from(style), ...SHORTHANDS]) {
    const value = style.getPropertyValue(name);
    if (!value.includes(PREFIX)) continue;
    const filled = value.replace(IN_TEXT, (whole, ref: string) => address(ref) ?? whole);
    if (filled !== value) style.setProperty(name, filled, style.getPropertyPriority(name));
  }
}

/**
 * Whether a rule's selector matches anything in a root, pseudo-elements counted as their element. True where that
 * can't be told: nested selectors, and hosts, which are outside their root.
 */
export function isUsed(rule: CSSRule, root: ParentNode): boolean {
  const selector = (rule as CSSStyleRule).selectorText as string | undefined;
  if (selector === undefined || selector.includes("&") || selector.includes(":host")) return true;
  const elements = selector
    .replace(/::[-\w]+(?:\([^)]*\))?(?::[-\w]+)*|:(?:before|after|first-line|first-letter)\b/g, "")
    .replace(/(^|[\s>+~,(])(?=$|[\s,)])/g, "$1*");
  try {
    return root.querySelector(elements) !== null;
  } catch {
    // What is left is no selector of elements: take it as used.
    return true;
  }
}
