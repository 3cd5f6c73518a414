import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import { type AdoptedSheets, createAdoptedSheets } from "./adopted.ts";
import type { FontSources } from "./font-sources.ts";
import { createScriptFonts, type ScriptFonts } from "./fonts.ts";
import { SheetOp } from "./ops.ts";
import type { SheetRegistry } from "./owned.ts";
import { type AnyRule, IMPORT, importsOf, type RuleList } from "./rule-lists.ts";
import { createRuleTexts, holderOf, KEYFRAMES, type ListsBefore, pathTo, type RuleTexts } from "./rules.ts";
import type { SheetState } from "./sheet.ts";
import { createRuleWatch } from "./watch.ts";

/** What the scripted part gets of the style capture. */
export interface ScriptedSurroundings {
  readonly host: CaptureHost;
  readonly registry: SheetRegistry;
  readonly states: WeakMap<CSSStyleSheet, SheetState>;
  readonly fontSources: FontSources;
  /** Parses texts without effect on the page. */
  readonly scratch: CSSStyleSheet;
  /** Writes a text of a sheet. */
  text(w: Writer, text: string, state: SheetState): void;
}

/** What is known of style sheets, rules and fonts that script makes or changes. Each call answers one of the page's. */
export type Scripted = ReturnType<typeof createScripted>;

export function createScripted(surroundings: ScriptedSurroundings, before: ListsBefore) {
  const { host, registry, states, scratch } = surroundings;
  const watch = createRuleWatch();
  const texts: RuleTexts = createRuleTexts(scratch, before);
  const adopted: AdoptedSheets = createAdoptedSheets(host, registry);
  const fonts: ScriptFonts = createScriptFonts(host.window, surroundings.fontSources, (name) =>
    host.mask.word(name, host.window.document),
  );

  return {
    adopted,
    fonts,
    watch: watch.add,
    ruleText: texts.text,
    inserted,
    removed,
    changed,
    replaced,
    look,
    again,
    hasChanges: (): boolean => adopted.hasChanges() || fonts.any,
    changes,
    write,
    stop,
  };

  function stop(): void {
    watch.clear();
    fonts.stop();
  }

  function look(): void {
    watch.look(changed);
    adopted.look();
  }

  /** All is told anew. */
  function again(): void {
    adopted.again();
    fonts.again();
  }

  /** Writes which sheets are adopted, and the fonts; `text` writes one that may hold addresses. */
  function write(w: Writer, text: (css: string) => void): void {
    adopted.write(w);
    fonts.write(w, text);
  }

  function inserted(list: RuleList, rule: CSSRule, index: number, text: string): void {
    giveUpText(list, rule);
    texts.wrote(rule, text);
    tell(list, SheetOp.Insert, index, text);
  }

  function removed(list: RuleList, index: number): void {
    giveUpText(list, undefined, index);
    tell(list, SheetOp.Remove, index);
  }

  function changed(rule: AnyRule): void {
    // Keyframes and bare declarations have no text of their own: the rule around them has.
    const outer = rule.parentRule;
    const told =
      outer && (outer.type === KEYFRAMES || (rule.selectorText === undefined && !rule.cssRules))
        ? outer
        : rule;
    const holder = holderOf(told);
    if (!holder) return;
    giveUpText(holder);
    texts.changed(told);
    const state = told.parentStyleSheet && states.get(told.parentStyleSheet);
    if (!state) return;
    if (!state.whole) state.stale.add(told);
    if (told.type === IMPORT) registry.imports(state);
    registry.dirty(state);
  }

  /** A constructed sheet got a new text. */
  function replaced(sheet: CSSStyleSheet, text: string): void {
    const state = states.get(sheet);
    adopted.wrote(sheet, text);
    if (!state) return;
    state.again();
    state.text = text;
    registry.dirty(state);
  }

  /** The list no longer says what its author wrote: from now on each rule has its own text. */
  function giveUpText(list: RuleList, without?: CSSRule, missing?: number): void {
    const rule = "parentRule" in list ? (list as CSSGroupingRule) : null;
    const sheet = rule ? rule.parentStyleSheet : (list as CSSStyleSheet);
    if (sheet) {
      const state = states.get(sheet);
      const written = before.get(sheet)?.text ?? state?.text ?? adopted.textOf(sheet);
      if (written !== undefined) {
        texts.learn(sheet, written, rule ? undefined : without, rule ? undefined : missing);
      }
      adopted.touched(sheet);
      state?.giveUpText();
    }
    if (!rule) return;
    texts.learnInside(rule, without, missing);
    texts.changed(rule);
  }

  function tell(list: RuleList, op: number, index: number, text?: string): void {
    const rule = "parentRule" in list ? (list as CSSGroupingRule) : null;
    const sheet = rule ? rule.parentStyleSheet : (list as CSSStyleSheet);
    const state = sheet && states.get(sheet);
    if (!state) return;
    const path = rule ? pathTo(rule) : [];
    if (!path) return;
    state.change({ op, path: [...path, index], ...(text === undefined ? {} : { text }) });
    if (!rule && importsOf(sheet).length !== state.imports.length) registry.imports(state);
    registry.dirty(state);
  }

  /** What happened to a sheet since it was told. */
  function changes(w: Writer, state: SheetState): void {
    for (const { op, path, text } of state.changes) writeRule(w, state, op, path, text);
    state.changes = [];
    for (const rule of state.stale) {
      const path = pathTo(rule);
      if (path) writeRule(w, state, SheetOp.Replace, path, texts.text(rule));
    }
    state.stale.clear();
  }

  function writeRule(
    w: Writer,
    state: SheetState,
    op: number,
    path: readonly number[],
    text: string | undefined,
  ): void {
    w.uint(op);
    w.uint(state.id);
    w.uint(path.length);
    for (const index of path) w.uint(index);
    if (text !== undefined) surroundings.text(w, text, state);
  }
}
