/** A sheet or a rule that holds rules. */
export type RuleList = CSSStyleSheet | CSSGroupingRule | CSSStyleRule;

/** Any rule, with the members some kinds have. */
export interface AnyRule extends CSSRule {
  readonly style?: CSSStyleDeclaration;
  readonly cssRules?: CSSRuleList;
  readonly media?: MediaList;
  readonly selectorText?: string;
  readonly styleSheet?: CSSStyleSheet | null;
}

/** CSSRule.type of rules that import a sheet. */
export const IMPORT = 3;

/** Rules of a sheet that import others, where it can be read: only orders of layers may stand before them. */
export function importsOf(sheet: CSSStyleSheet): AnyRule[] {
  const found: AnyRule[] = [];
  for (const rule of rulesOf(sheet) ?? []) {
    if (rule.type === IMPORT) found.push(rule);
    else if (rule.type !== 0) break;
  }
  return found;
}

/** Rules of a sheet or group; undefined where they may not be read (another origin). */
export function rulesOf(list: { readonly cssRules?: CSSRuleList }): CSSRuleList | undefined {
  try {
    return list.cssRules;
  } catch {
    // SecurityError of an unreadable sheet; InvalidAccessError of one that is gone.
    return undefined;
  }
}
