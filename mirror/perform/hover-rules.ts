/** Matches nothing: gives a selector the weight of the `:hover` that it stands for. */
const WEIGHT = ":not(.samepage-nothing)";

/** A rule that says how something looks under the pointer. */
interface HoverRule {
  /** Branches of its selector that ask for the pointer. */
  readonly branches: readonly string[];
  readonly body: string;
  /** What it stands in, outermost first: conditions, layers, scopes, rules that it is nested in. */
  readonly within: readonly string[];
}

/** The part of a rule that is looked at: which of it there is, depends on its kind. */
interface AnyRule {
  readonly cssText: string;
  readonly selectorText?: string;
  readonly style?: CSSStyleDeclaration;
  readonly cssRules?: CSSRuleList;
  readonly styleSheet?: CSSStyleSheet | null;
  readonly layerName?: string | null;
}

const PARTS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\.|[()[\],]|:hover(?![\w-])/g;

/** The rules of a sheet that ask where the pointer is; none of a sheet that scripts may not read. */
export function hoverRulesOf(sheet: CSSStyleSheet, base: string): HoverRule[] {
  const rules = sheet.disabled ? null : readable(sheet);
  if (!rules) return [];
  const media = sheet.media.mediaText;
  const found = [...rules].flatMap((rule) => rulesIn(rule, sheet.href ?? base));
  return media ? inside(() => `@media ${media}`, found) : found;
}

/** How many rules a sheet has: another number means that it was changed. */
export const sizeOf = (sheet: CSSStyleSheet): number => readable(sheet)?.length ?? 0;

/**
 * The rules as they are while the pointer is on these elements, for a sheet of the same tree.
 * @param where one selector that matches the elements
 */
export function underPointer(rules: readonly HoverRule[], on: readonly Element[], where: string): string {
  let text = "";
  for (const { branches, body, within } of rules) {
    const meant = branches.filter((branch) => mayMean(branch, on));
    if (meant.length === 0) continue;
    const selector = meant.map((branch) => pointed(branch, where)).join(", ");
    text += `${within.map((outer) => `${outer} { `).join("")}${selector} { ${body} }${" }".repeat(within.length)}\n`;
  }
  return text;
}

function readable(sheet: CSSStyleSheet): CSSRuleList | null {
  try {
    return sheet.cssRules;
  } catch {
    return null; // of another origin
  }
}

function rulesIn(rule: CSSRule & AnyRule, base: string): HoverRule[] {
  const { selectorText, style, cssRules, styleSheet, layerName } = rule;
  if (styleSheet) {
    const imported = hoverRulesOf(styleSheet, base);
    return typeof layerName === "string" ? inside(() => `@layer ${layerName}`, imported) : imported;
  }
  const branches = selectorText?.includes(":hover") ? branchesOf(selectorText).filter(asksForPointer) : [];
  if (branches.length > 0) return [{ branches, body: absolute(bodyOf(rule), base), within: [] }];
  const inner = [...(cssRules ?? [])].flatMap((one) => rulesIn(one, base));
  return inside(() => (style && selectorText) || preludeOf(rule), inner);
}

/** What a block stands in is read only where something in the block counts: reading it writes all of it down. */
function inside(outer: () => string, rules: HoverRule[]): HoverRule[] {
  if (rules.length === 0) return rules;
  const first = outer();
  return rules.map((rule) => ({ ...rule, within: [first, ...rule.within] }));
}

const preludeOf = (rule: AnyRule): string => rule.cssText.slice(0, rule.cssText.indexOf("{")).trim();

const bodyOf = (rule: AnyRule): string =>
  rule.cssText.slice(rule.cssText.indexOf("{") + 1, rule.cssText.lastIndexOf("}")).trim();

/** Addresses in a rule are relative to its own sheet. */
function absolute(body: string, base: string): string {
  return body.replace(/url\("([^"]*)"\)/g, (whole, address: string) =>
    URL.canParse(address, base) ? `url("${new URL(address, base).href}")` : whole,
  );
}

/** The branches of a list of selectors. */
function branchesOf(list: string): string[] {
  const branches: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: part, index } of list.matchAll(PARTS)) {
    if (part === "(" || part === "[") depth++;
    else if (part === ")" || part === "]") depth--;
    else if (part === "," && depth === 0) {
      branches.push(list.slice(from, index).trim());
      from = index + 1;
    }
  }
  return [...branches, list.slice(from).trim()];
}

/** Not so what says how things look without the pointer, nor what scrollbars and the like look like under it. */
function asksForPointer(branch: string): boolean {
  const at = hoverIn(branch);
  return at >= 0 && !/:not\([^)]*:hover|::[\w-]+:hover|::slotted/.test(branch);
}

function hoverIn(branch: string): number {
  for (const { 0: part, index } of branch.matchAll(PARTS)) if (part === ":hover") return index;
  return -1;
}

/** Whether what stands before the first `:hover` is one of the elements, as far as it can be told. */
function mayMean(branch: string, on: readonly Element[]): boolean {
  const before = branch.slice(0, hoverIn(branch));
  if (before.includes("&") || before.startsWith(":host") || isOpen(before)) return true;
  const compound = /(^|[\s>+~])$/.test(before) ? `${before}*` : before;
  try {
    return on.some((el) => el.matches(compound));
  } catch {
    return false; // no selector of its own
  }
}

function isOpen(text: string): boolean {
  let depth = 0;
  for (const { 0: part } of text.matchAll(PARTS)) depth += part === "(" ? 1 : part === ")" ? -1 : 0;
  return depth !== 0;
}

/** The host of a tree is under the pointer with whatever is in it. */
function pointed(branch: string, where: string): string {
  const hosted = branch.replace(/:host\(([^()]*):hover([^()]*)\)/g, `:host($1${WEIGHT}$2)`);
  return hosted.replace(PARTS, (part) => (part === ":hover" ? `:where(${where})${WEIGHT}` : part));
}
