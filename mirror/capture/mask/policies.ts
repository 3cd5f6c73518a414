import type { Policy } from "./policy.ts";

/** What holds when a site has set no rules: hard denials, held digits, card numbers and the page's own marks. */
export const defaultPolicy: Policy = {
  version: 0,
  maskAll: false,
  pageMayAllow: false,
  rules: [],
  texts: [],
};

/** Everything masked but what `allowSelector` matches. */
export function strictPolicy(allowSelector: string): Policy {
  return {
    version: 0,
    maskAll: true,
    pageMayAllow: false,
    rules: [{ id: "allowed", effect: "allow", selector: allowSelector }],
    texts: [],
  };
}
