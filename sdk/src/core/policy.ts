import type { Policy } from "@samepage/mirror/capture";
import type { PolicyBody, Rule } from "@samepage/wire";

/** Effects whose name differs between the wire and the capture; others go as they are, unknown ones too: they mask all. */
const EFFECTS: { [name: string]: string } = { readonly: "readOnly", stepup: "stepUp", viewonly: "viewOnly" };

/** Field kinds whose name differs between the wire and the capture. */
const FIELDS: { [name: string]: string } = { tel: "phone" };

/** The site's rules in the words of the capture. Rules of Advanced mode are not for pages. */
export function policyFor(body: PolicyBody): Policy {
  const rules = (body.rules ?? []).filter((rule) => rule.mode !== "advanced");
  const policy = {
    version: body.version,
    maskAll: body.mask_all,
    pageMayAllow: false,
    rules: rules.filter((rule) => !rule.pattern).map(ruleFor),
    texts: rules.flatMap((rule, i) => (rule.pattern ? [{ id: String(i), pattern: rule.pattern }] : [])),
  };
  // What the wire names and the capture does not know must reach it: it masks the whole page then.
  return policy as Policy;
}

function ruleFor(rule: Rule, index: number): object {
  return {
    id: String(index),
    effect: EFFECTS[rule.do] ?? rule.do,
    ...(rule.selector ? { selector: rule.selector } : {}),
    ...(rule.url ? { url: rule.url } : {}),
    ...(rule.field ? { field: FIELDS[rule.field] ?? rule.field } : {}),
  };
}
