import type { Writer } from "../../codec/writer.ts";
import { tellUrl } from "../mask/urls.ts";
import { SheetForm, SheetOp } from "./ops.ts";
import { pathTo, type RuleTexts, rulesOf } from "./rules.ts";
import { supportsConditions } from "./scan.ts";
import type { SheetState } from "./sheet.ts";
import { TextTable } from "./texts.ts";

/** What writing a sheet needs of its surroundings. */
export interface SheetWriterHost {
  readonly window: Window & typeof globalThis;
  /** A text as it may leave. */
  css(text: string, state: SheetState): string;
  ownerId(state: SheetState): number;
}

/** Writes sheets and their changes; remembers the texts of the epoch. */
export class SheetWriter {
  readonly #host: SheetWriterHost;
  readonly #rules: RuleTexts;
  readonly table = new TextTable();
  /** Base of the addresses of a text, by the text's number. */
  readonly #bases = new Map<number, string>();

  constructor(host: SheetWriterHost, rules: RuleTexts) {
    this.#host = host;
    this.#rules = rules;
  }

  reset(): void {
    this.table.clear();
    this.#bases.clear();
  }

  baseOf(text: number): string | undefined {
    return this.#bases.get(text);
  }

  /** Everything about a sheet. */
  whole(w: Writer, state: SheetState): void {
    for (const child of state.imports) if (child?.whole) this.whole(w, child);
    state.whole = false;
    state.look();
    w.uint(SheetOp.Define);
    w.uint(state.id);
    w.uint(this.#host.ownerId(state));
    w.str(tellUrl(state.base, state.base));
    w.text(state.media);
    w.bool(state.disabled);
    this.#content(w, state);
  }

  /** What happened to a sheet since. */
  changes(w: Writer, state: SheetState): void {
    for (const { op, path, text } of state.changes) this.#rule(w, state, op, path, text);
    state.changes = [];
    for (const rule of state.stale) {
      const path = pathTo(rule);
      if (path) this.#rule(w, state, SheetOp.Replace, path, this.#rules.text(rule));
    }
    state.stale.clear();
  }

  state(w: Writer, state: SheetState): void {
    w.uint(SheetOp.State);
    w.uint(state.id);
    w.bool(state.disabled);
    w.text(state.media);
  }

  /** A text by its number where it was sent before, with the engine's verdicts on its conditions where not. */
  text(w: Writer, raw: string, state: SheetState): void {
    const text = this.#host.css(raw, state);
    const known = this.table.find(text);
    if (known !== undefined && this.#bases.get(known) === state.base) return w.uint(known);
    w.uint(0);
    w.text(text);
    this.#bases.set(this.table.add(text), state.base);
    const { CSS } = this.#host.window;
    for (const condition of supportsConditions(text)) w.bool(CSS.supports(condition));
  }

  #content(w: Writer, state: SheetState): void {
    const rules = state.sheet ? rulesOf(state.sheet) : undefined;
    if (state.text !== undefined) {
      w.uint(SheetForm.Text);
      this.text(w, state.text, state);
      w.uint(rules?.length ?? 0);
    } else if (rules && !state.pending) {
      w.uint(SheetForm.Rules);
      w.uint(rules.length);
      for (const rule of Array.from(rules)) this.text(w, this.#rules.text(rule), state);
    } else return w.uint(SheetForm.None);
    w.uint(state.imports.length);
    for (const child of state.imports) w.uint(child?.id ?? 0);
  }

  #rule(w: Writer, state: SheetState, op: number, path: readonly number[], text: string | undefined): void {
    w.uint(op);
    w.uint(state.id);
    w.uint(path.length);
    for (const index of path) w.uint(index);
    if (text !== undefined) this.text(w, text, state);
  }
}
