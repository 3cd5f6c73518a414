import type { Writer } from "../../codec/writer.ts";
import { SheetForm, SheetOp, TextForm } from "./ops.ts";
import { rulesOf } from "./rule-lists.ts";
import type { SheetState } from "./sheet.ts";
import { supportsConditions } from "./supports.ts";
import { createTextTable } from "./texts.ts";

/** What writing a sheet needs of its surroundings. */
export interface SheetWriterHost {
  readonly window: Window & typeof globalThis;
  /** A text as it may leave. */
  css(text: string, state: SheetState): string;
  /** What its addresses are relative to, as it may leave. */
  url(state: SheetState): string;
  ownerId(state: SheetState): number;
  /** Name of a text that is told now, "" where it has none. */
  nameOf(text: string): string;
  /** Text of a rule whose sheet has none. */
  ruleText(rule: CSSRule): string;
}

/** Writes sheets; remembers the texts of the epoch. */
export type SheetWriter = ReturnType<typeof createSheetWriter>;

export function createSheetWriter(host: SheetWriterHost) {
  const table = createTextTable();
  /** Base of the addresses of a text, by the text's number. */
  const bases = new Map<number, string>();

  return { table, reset, baseOf, whole, state, text: writeText };

  function reset(): void {
    table.clear();
    bases.clear();
  }

  function baseOf(text: number): string | undefined {
    return bases.get(text);
  }

  /** Everything about a sheet. */
  function whole(w: Writer, state: SheetState): void {
    for (const child of state.imports) if (child?.whole) whole(w, child);
    state.whole = false;
    state.look();
    w.uint(SheetOp.Define);
    w.uint(state.id);
    w.uint(host.ownerId(state));
    w.str(host.url(state));
    w.text(media(state));
    w.bool(state.disabled);
    content(w, state);
  }

  function state(w: Writer, state: SheetState): void {
    w.uint(SheetOp.State);
    w.uint(state.id);
    w.bool(state.disabled);
    w.text(media(state));
  }

  /** The media query of a sheet as it may leave: as the head of a rule that could stand in it. */
  function media(state: SheetState): string {
    return host.css(`@media ${state.media}`, state).slice("@media ".length);
  }

  /** A text by its number where it was sent before, with the engine's verdicts on its conditions where not. */
  function writeText(w: Writer, raw: string, state: SheetState): void {
    const text = host.css(raw, state);
    const known = table.find(text);
    if (known !== undefined && bases.get(known) === state.base) return w.uint(TextForm.FirstNumber + known);
    const name = host.nameOf(text);
    w.uint(name ? TextForm.Name : TextForm.Literal);
    w.text(name || text);
    bases.set(table.add(text), state.base);
    const { CSS } = host.window;
    for (const condition of supportsConditions(text)) w.bool(CSS.supports(condition));
  }

  function content(w: Writer, state: SheetState): void {
    const rules = state.sheet ? rulesOf(state.sheet) : undefined;
    if (state.text !== undefined) {
      w.uint(SheetForm.Text);
      writeText(w, state.text, state);
      w.uint(rules?.length ?? 0);
    } else if (rules && !state.pending) {
      w.uint(SheetForm.Rules);
      w.uint(rules.length);
      for (const rule of rules) writeText(w, host.ruleText(rule), state);
    } else return w.uint(SheetForm.None);
    w.uint(state.imports.length);
    for (const child of state.imports) w.uint(child?.id ?? 0);
  }
}
