import type { CaptureHost } from "../host.ts";
import type { LoadScripted } from "../scripted-chunk.ts";
import type { SheetEvents } from "./hooks.ts";
import { type RuleList, rulesOf } from "./rule-lists.ts";
import type { ListBefore } from "./rules.ts";
import type { Scripted, ScriptedSurroundings } from "./scripted.ts";
import type { SheetState } from "./sheet.ts";

/** What the gate does not answer itself. */
export interface GateHooks extends Pick<SheetEvents, "stateChanged" | "switched"> {
  /** Whether what is read is read by us: no sign of the page. */
  isReading(): boolean;
  /** Reads what is hooked, without being taken for the page. */
  quietly(read: () => void): void;
}

/**
 * Stands in for what knows of sheets that script makes or changes, until a page does so. What happens before that is
 * here is told as the engine reads it, and told again as it was written.
 */
export type ScriptGate = ReturnType<typeof createScriptGate>;

export function createScriptGate(
  host: CaptureHost,
  load: LoadScripted,
  surroundings: ScriptedSurroundings,
  hooks: GateHooks,
) {
  const { registry, states } = surroundings;
  const roots = new Set<Document | ShadowRoot>();
  /** What the page did meanwhile, in order. */
  const calls: ((scripted: Scripted) => void)[] = [];
  const before = new Map<RuleList, ListBefore>();
  const touched = new Set<SheetState>();
  let scripted: Scripted | undefined;
  let isLoading = false;
  let isStopped = false;

  return {
    get part(): Scripted | undefined {
      return scripted;
    },
    rootAdded,
    rootRemoved,
    tell,
    events,
    stop,
  };

  function rootAdded(root: Document | ShadowRoot): void {
    if (scripted) return scripted.adopted.add(root);
    roots.add(root);
    if (root.adoptedStyleSheets?.length) need();
  }

  function rootRemoved(root: Document | ShadowRoot): void {
    roots.delete(root);
    scripted?.adopted.remove(root);
  }

  function tell(call: (scripted: Scripted) => void): void {
    if (scripted) return call(scripted);
    calls.push(call);
    need();
  }

  function events(): SheetEvents {
    return {
      ...hooks,
      inserted: (list, index, text) => {
        const rule = rulesOf(list)?.[index];
        if (!rule) return;
        changing(list, rule);
        tell((s) => s.inserted(list, rule, index, text));
      },
      removed: (list, index) => {
        changing(list);
        tell((s) => s.removed(list, index));
      },
      changed: (rule) => {
        changing(rule as RuleList);
        tell((s) => s.changed(rule));
      },
      replaced: (sheet, text) => tell((s) => s.replaced(sheet, text)),
      read: (rule) => {
        if (hooks.isReading()) return;
        hooks.quietly(() => {
          const css = rule.style?.cssText ?? "";
          tell((s) => s.watch(rule, css));
        });
        host.wakeLater();
      },
      adoptedRead: (root) => {
        if (hooks.isReading()) return;
        tell((s) => s.adopted.watch(root));
        host.wakeLater();
      },
    };
  }

  /** Keeps what the list and those around it were, and has their sheet told as it is. */
  function changing(list: RuleList, without?: CSSRule): void {
    if (scripted) return;
    const state = states.get(list as CSSStyleSheet);
    if (!before.has(list)) {
      const rules = [...(rulesOf(list) ?? [])].filter((rule) => rule !== without);
      before.set(list, { rules, text: state?.text });
    }
    if (state) {
      touched.add(state);
      state.giveUpText();
      state.again();
      registry.dirty(state);
    }
    const outer = "parentRule" in list ? (list.parentRule ?? list.parentStyleSheet) : null;
    if (outer) changing(outer as RuleList);
  }

  function need(): void {
    if (isLoading) return;
    isLoading = true;
    load((chunk) => {
      if (isStopped) return;
      if (chunk) return hooks.quietly(() => arrived(chunk.createScripted(surroundings, before)));
      isLoading = false; // the next change tries again
      calls.length = 0;
      before.clear();
    });
  }

  function arrived(part: Scripted): void {
    scripted = part;
    for (const root of roots) part.adopted.add(root);
    for (const state of touched) {
      state.again();
      registry.dirty(state);
    }
    for (const call of calls.splice(0)) call(part);
    roots.clear();
    touched.clear();
    before.clear();
    host.wakeLater();
  }

  function stop(): void {
    isStopped = true;
    scripted?.stop();
    roots.clear();
    calls.length = 0;
  }
}
