import type { Finder, FinderOf } from "./finders.ts";
import { type FirstLook, firstLookFor } from "./first-look.ts";
import type { Effect, FieldKind, Policy, PolicyProblem, Rule } from "./policy.ts";
import type { PageVerdict } from "./types.ts";
import type { matchesUrl, tellUrl } from "./urls.ts";

/** What holds for an element, as bits that add up from the root of the page down to it. */
export const Bit = {
  allow: 1,
  mask: 2,
  hide: 4,
  block: 8,
  readOnly: 16,
  stepUp: 32,
  /** A field that no setting opens. */
  denied: 64,
  /** Text that the customer may be typing: contenteditable, textarea. */
  typed: 128,
  /** `contenteditable=false` inside such text. */
  untyped: 256,
} as const;

/** What no setting opens. */
export const HARD: ReadonlySet<FieldKind> = new Set(["password", "oneTimeCode", "card", "hidden"]);

/** Controls, what repeats them, and editable text. */
const SPECIAL = "input,textarea,select,output,datalist,[contenteditable]";

const EFFECT_BITS: Readonly<Record<Effect, number>> = {
  allow: Bit.allow,
  mask: Bit.mask,
  hide: Bit.hide,
  block: Bit.block,
  readOnly: Bit.readOnly,
  stepUp: Bit.stepUp,
  viewOnly: 0,
  exclude: 0,
};
const FIELD_KINDS: ReadonlySet<string> = new Set<FieldKind>([
  "password",
  "oneTimeCode",
  "card",
  "hidden",
  "email",
  "phone",
  "name",
  "address",
  "birthday",
  "number",
  "date",
  "search",
  "file",
  "choice",
  "text",
]);

/** Elements for which these bits hold. */
export interface SelectorGroup {
  readonly selector: string;
  readonly bits: number;
}

/** The rules of one address. */
export interface ActiveRules {
  /** Bits of the whole page. */
  readonly page: number;
  readonly verdicts: readonly { readonly verdict: PageVerdict; readonly selector: string | null }[];
  readonly groups: readonly SelectorGroup[];
  /** All selectors of groups in one. */
  readonly any: string;
  /** The same and elements with meaning of their own: most elements do not match and need no second look. */
  readonly special: string;
  readonly firstLook: FirstLook;
  readonly fields: readonly {
    readonly kind: FieldKind;
    readonly selector: string | null;
    readonly bits: number;
  }[];
}

/** What of addresses is asked here. */
export interface Urls {
  readonly tellUrl: typeof tellUrl;
  readonly matchesUrl: typeof matchesUrl;
}

/** A policy made ready for use. A rule that cannot be understood masks everything, and nothing opens it. */
export type Rules = ReturnType<typeof createRules>;

/**
 * @param parses whether this browser can parse the selector
 * @param finderOf null while what text rules need is not loaded: until then everything is masked
 */
export function createRules(
  policy: Policy,
  parses: (selector: string) => boolean,
  finderOf: FinderOf | null,
  { matchesUrl }: Urls,
) {
  const problems: PolicyProblem[] = [];
  for (const rule of policy.rules) {
    const why = faultOf(rule, parses);
    if (why) problems.push({ rule: rule.id, why });
  }
  const texts: Finder[] = [];
  for (const rule of finderOf ? policy.texts : []) {
    const find = finderOf?.(rule);
    if (find) texts.push(find);
    else problems.push({ rule: rule.id, why: "pattern" });
  }
  const broken = new Set(problems.map((problem) => problem.rule));
  const isWhole = problems.length === 0 && (finderOf !== null || policy.texts.length === 0);
  const maskAll: boolean = policy.maskAll || !isWhole;
  const pageMayAllow: boolean = policy.pageMayAllow && isWhole;
  const pages: readonly string[] = policy.pages ?? [];
  const rules: readonly Rule[] = policy.rules.filter(
    (rule) => !broken.has(rule.id) && (rule.effect !== "allow" || isWhole),
  );

  return { problems, maskAll, texts, active };

  /** The rules for a document at `own` inside the page at `top` (the same for the page itself). Addresses as told. */
  function active(own: string, top: string): ActiveRules {
    const byBits = new Map<number, string[]>([
      [Bit.mask, ["[data-samepage~=mask i]"]],
      [Bit.hide, ["[data-samepage~=hide i]"]],
      ...(pageMayAllow ? [[Bit.allow, ["[data-samepage~=allow i]"]] as [number, string[]]] : []),
    ]);
    const fields: ActiveRules["fields"][number][] = [];
    const verdicts: ActiveRules["verdicts"][number][] = [];
    let page = 0;
    if (pages.length > 0 && !pages.some((pattern) => matchesUrl(pattern, top)))
      verdicts.push({ verdict: "excluded", selector: null });
    for (const rule of rules) {
      if (!holds(rule, own, top)) continue;
      const bits = EFFECT_BITS[rule.effect];
      const selector = rule.selector ?? null;
      if (bits === 0)
        verdicts.push({ verdict: rule.effect === "exclude" ? "excluded" : "viewOnly", selector });
      else if (rule.field) fields.push({ kind: rule.field, selector, bits });
      else if (selector === null) page |= bits;
      else byBits.set(bits, [...(byBits.get(bits) ?? []), selector]);
    }
    const groups = [...byBits].map(([bits, selectors]) => ({ bits, selector: selectors.join(",") }));
    const any = groups.map((group) => group.selector).join(",");
    const special = `${any},${SPECIAL}`;
    return { page, verdicts, groups, fields, any, special, firstLook: firstLookFor(special) };
  }

  // A frame inside a page: what makes stricter holds for either address, what opens needs the document's own.
  function holds(rule: Rule, own: string, top: string): boolean {
    if (rule.url === undefined || matchesUrl(rule.url, own)) return true;
    return rule.effect !== "allow" && matchesUrl(rule.url, top);
  }
}

function faultOf(rule: Rule, parses: (selector: string) => boolean): PolicyProblem["why"] | null {
  if (!(rule.effect in EFFECT_BITS)) return "effect";
  if (rule.field !== undefined && !FIELD_KINDS.has(rule.field)) return "field";
  if (rule.url === "") return "url";
  return rule.selector === undefined || parses(rule.selector) ? null : "selector";
}
