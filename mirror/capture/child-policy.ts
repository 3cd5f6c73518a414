import type { Policy } from "./mask/index.ts";
import type { matchesUrl } from "./mask/urls.ts";

/**
 * The rules for a frame of another origin. As in frames of the page's own origin, what makes stricter by the address
 * of the page around holds in the frame too, and in a masked frame nothing is open. The frame's own address and marks
 * are judged in the frame.
 *
 * @param page address of the page around, as told
 */
export function policyInFrame(
  policy: Policy,
  page: string,
  isMasked: boolean,
  matches: typeof matchesUrl,
): Policy {
  const rules = policy.rules.map((rule) => {
    const { url, ...always } = rule;
    const holds = url !== undefined && rule.effect !== "allow" && matches(url, page);
    return holds ? always : rule;
  });
  if (!isMasked) return { ...policy, rules };
  return {
    ...policy,
    maskAll: true,
    pageMayAllow: false,
    rules: rules.filter(({ effect }) => effect !== "allow"),
  };
}
