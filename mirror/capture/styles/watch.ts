import type { AnyRule } from "./rule-lists.ts";
import { holderOf } from "./rules.ts";

/** Rules looked at in one go besides those read since the last one. */
const COLD_PER_LOOK = 40;
/** Rules watched at most; a script that reads every rule of a page does not keep them all. */
const WATCHED_MAX = 4_000;

/**
 * Rules whose declarations the page holds: no hook sees a write through a held reference, so their text is compared
 * with what it was. Those read lately are compared at each look, the others in turn.
 */
export type RuleWatch = ReturnType<typeof createRuleWatch>;

export function createRuleWatch() {
  const before = new Map<AnyRule, string>();
  const fresh = new Set<AnyRule>();
  let turn: AnyRule[] = [];

  return {
    add,
    look,
    clear,
  };

  /** The page has been given the declarations, which read as `css` before it could write. */
  function add(rule: AnyRule, css: string): void {
    fresh.add(rule);
    if (before.has(rule)) return;
    before.set(rule, css);
    if (before.size > WATCHED_MAX) before.delete(before.keys().next().value as AnyRule);
  }

  /** Calls `changed` for each rule whose declarations are not what they were. */
  function look(changed: (rule: AnyRule) => void): void {
    const rules = [...fresh, ...nextCold()];
    fresh.clear();
    for (const rule of rules) {
      if (!holderOf(rule)) {
        before.delete(rule);
        continue;
      }
      const now = rule.style?.cssText ?? "";
      if (now === before.get(rule)) continue;
      before.set(rule, now);
      fresh.add(rule);
      changed(rule);
    }
  }

  function clear(): void {
    before.clear();
    fresh.clear();
    turn = [];
  }

  function nextCold(): AnyRule[] {
    if (turn.length === 0) turn = [...before.keys()];
    return turn.splice(0, COLD_PER_LOOK);
  }
}
