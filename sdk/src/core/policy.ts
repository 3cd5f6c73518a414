import type { Policy, PolicyProblem } from "@samepage/mirror/capture";
import { type PolicyBody, PolicyFault, type PolicyFaultBody, type Rule } from "@samepage/wire";

/** Effects whose name differs between the wire and the capture; others go as they are, unknown ones too: they mask all. */
const EFFECTS: { [name: string]: string } = { readonly: "readOnly", stepup: "stepUp", viewonly: "viewOnly" };

/** What fields of a kind of the wire are for, in the words of the capture. */
const FIELDS: { [name: string]: readonly string[] } = {
  tel: ["phone"],
  text: ["text", "name", "address", "birthday"],
};

/** Kinds of fields of the wire that are told by their element. */
const ELEMENTS: { [name: string]: string } = {
  textarea: "textarea",
  select: "select",
  url: 'input[type="url" i]',
};

/** The site's rules in the words of the capture, each with its place in the body as id. Rules of Advanced mode are not for pages. */
export function policyFor(body: PolicyBody): Policy {
  const rules: object[] = [];
  const texts: object[] = [];
  (body.rules ?? []).forEach((rule, index) => {
    if (rule.mode === "advanced") return;
    if (rule.pattern) texts.push({ id: String(index), pattern: rule.pattern });
    else rules.push(...rulesFor(rule, String(index)));
  });
  const policy = {
    version: body.version,
    maskAll: body.mask_all,
    pageMayAllow: false,
    pages: body.pages ?? [],
    rules,
    texts,
  };
  // What the wire names and the capture does not know must reach it: it masks the whole page then.
  return policy as unknown as Policy;
}

/** What the capture could not understand, by the places of the rules in the body. */
export function faultsOf(policy: Policy, problems: readonly PolicyProblem[]): PolicyFaultBody {
  const faults = problems.map(({ rule, why }) => ({ rule: rule === "*" ? -1 : Number(rule), why }));
  return { kind: PolicyFault, version: policy.version, faults };
}

function rulesFor(rule: Rule, id: string): object[] {
  const element = rule.field && ELEMENTS[rule.field];
  const selector = element ? both(element, rule.selector) : rule.selector;
  const all = {
    id,
    effect: EFFECTS[rule.do] ?? rule.do,
    ...(selector && { selector }),
    ...(rule.url && { url: rule.url }),
  };
  if (!rule.field || element) return [all];
  return (FIELDS[rule.field] ?? [rule.field]).map((field) => ({ ...all, field }));
}

/** Elements that match both. Unlike `:is()`, `:not()` forgives no selector that the browser cannot parse. */
function both(element: string, selector: string | undefined): string {
  return selector ? `${element}:not(:not(${selector}))` : element;
}
