import { type AnyRule, holderOf } from "./rules.ts";

/** Rules looked at in one go besides those read since the last one. */
const COLD_PER_LOOK = 40;
/** Rules watched at most; a script that reads every rule of a page does not keep them all. */
const WATCHED_MAX = 4_000;

/**
 * Rules whose declarations the page holds: no hook sees a write through a held reference, so their text is compared
 * with what it was. Those read lately are compared at each look, the others in turn.
 */
export class RuleWatch {
  readonly #before = new Map<AnyRule, string>();
  readonly #fresh = new Set<AnyRule>();
  #turn: AnyRule[] = [];

  get empty(): boolean {
    return this.#before.size === 0;
  }

  /** The page has just been given the declarations, and has not written yet. */
  add(rule: AnyRule): void {
    this.#fresh.add(rule);
    if (this.#before.has(rule)) return;
    this.#before.set(rule, rule.style?.cssText ?? "");
    if (this.#before.size > WATCHED_MAX) this.#before.delete(this.#before.keys().next().value as AnyRule);
  }

  /** Calls `changed` for each rule whose declarations are not what they were. */
  look(changed: (rule: AnyRule) => void): void {
    const rules = [...this.#fresh, ...this.#nextCold()];
    this.#fresh.clear();
    for (const rule of rules) {
      if (!holderOf(rule)) {
        this.#before.delete(rule);
        continue;
      }
      const now = rule.style?.cssText ?? "";
      if (now === this.#before.get(rule)) continue;
      this.#before.set(rule, now);
      this.#fresh.add(rule);
      changed(rule);
    }
  }

  clear(): void {
    this.#before.clear();
    this.#fresh.clear();
    this.#turn = [];
  }

  #nextCold(): AnyRule[] {
    if (this.#turn.length === 0) this.#turn = [...this.#before.keys()];
    return this.#turn.splice(0, COLD_PER_LOOK);
  }
}
