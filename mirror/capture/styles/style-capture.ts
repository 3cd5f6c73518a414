import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import { AdoptedSheets } from "./adopted.ts";
import type { ComputedStyles } from "./computed.ts";
import { EnvironmentProbe } from "./environment.ts";
import { ScriptFonts } from "./fonts.ts";
import { hookSheets, type SheetEvents } from "./hooks.ts";
import { SheetOp } from "./ops.ts";
import { OwnedSheets } from "./owned.ts";
import { type AnyRule, holderOf, KEYFRAMES, pathTo, type RuleList, RuleTexts, rulesOf } from "./rules.ts";
import { SheetState, says } from "./sheet.ts";
import { SheetWriter } from "./sheet-writer.ts";
import type { CssPlace, StyleCapturing } from "./types.ts";
import { RuleWatch } from "./watch.ts";

/** How often what the page holds is looked at while nothing else happens, in ms. */
const IDLE_LOOK_MS = 500;
/** Pause between two slices of a scan of computed styles, in ms. */
const SLICE_PAUSE_MS = 20;

/** The customer's end of the style sheets: what there is, what changes, told from the authored text where possible. */
export class StyleCapture implements StyleCapturing {
  readonly #host: CaptureHost;
  readonly #rules: RuleTexts;
  readonly #writer: SheetWriter;
  readonly #watch = new RuleWatch();
  readonly #environment: EnvironmentProbe;
  readonly #owned: OwnedSheets;
  readonly #adopted: AdoptedSheets;
  readonly #fonts: ScriptFonts;
  #gap: Promise<void> | undefined;
  #computed: ComputedStyles | undefined;
  readonly #states = new WeakMap<CSSStyleSheet, SheetState>();
  readonly #dirty = new Set<SheetState>();
  readonly #dropped: number[] = [];
  /** Stands for the document itself, which texts without a sheet belong to. */
  readonly #own = new SheetState(0, null);
  #environmentDirty = true;
  #nextId = 1;
  #timer = 0;
  /** We read what we watch: that is no reason to look again. */
  #reading = false;

  constructor(host: CaptureHost) {
    this.#host = host;
    this.#rules = new RuleTexts(host.window);
    this.#writer = new SheetWriter(
      {
        window: host.window,
        css: (text, state) => host.mask.css(text, state.owner ?? host.window.document),
        ownerId: (state) => (state.owner ? host.ids.of(state.owner) : 0),
      },
      this.#rules,
    );
    const registry = {
      create: (owner: Element | null) => new SheetState(this.#nextId++, owner),
      bind: (sheet: CSSStyleSheet, state: SheetState) => this.#states.set(sheet, state),
      dirty: (state: SheetState) => this.#mark(state),
      drop: (state: SheetState) => this.#drop(state),
      unreadable: () => this.#fallBack(),
      says: (sheet: CSSStyleSheet, text: string) => this.#says(sheet, text),
    };
    this.#own.base = host.window.document.baseURI;
    this.#owned = new OwnedSheets(host, registry);
    this.#adopted = new AdoptedSheets(host, registry);
    this.#fonts = new ScriptFonts(host);
    this.#environment = new EnvironmentProbe(host.window, () => this.#environmentChanged());
    host.listen(host.window, "resize", () => this.#environmentChanged());
    hookSheets(host, host.window, this.#events());
    host.onStop(() => this.stop());
    this.#idle();
  }

  rootAdded(root: Document | ShadowRoot): void {
    this.#owned.listenIn(root);
    this.#quietly(() => this.#adopted.add(root));
  }

  rootRemoved(root: Document | ShadowRoot): void {
    this.#adopted.remove(root);
  }

  ownerAdded(el: Element): void {
    this.#owned.add(el);
  }

  ownerChanged(el: Element): void {
    this.#owned.add(el);
  }

  ownerRemoved(el: Element): void {
    this.#owned.remove(el);
  }

  ready(): Promise<void> {
    return this.#owned.ready();
  }

  poll(): void {
    this.#quietly(() => {
      this.#watch.look((rule) => this.#changed(rule));
      this.#adopted.look();
      this.#owned.look();
    });
  }

  hasChanges(): boolean {
    return (
      this.#dirty.size > 0 ||
      this.#dropped.length > 0 ||
      this.#environmentDirty ||
      this.#fonts.any ||
      this.#computed?.any === true ||
      this.#adopted.hasChanges()
    );
  }

  keyframe(w: Writer): void {
    this.#writer.reset();
    this.#environment.forget();
    this.#environmentDirty = true;
    this.#dropped.length = 0;
    this.#adopted.again();
    this.#fonts.again();
    this.#computed?.again();
    this.#all();
    this.flush(w);
  }

  /** All sheets are to be told anew. */
  #all(): void {
    for (const state of [...this.#owned.all(), ...this.#adopted.all()]) {
      state.again();
      for (const child of state.imports) child?.again();
      this.#dirty.add(state);
    }
  }

  flush(w: Writer): void {
    this.#quietly(() => this.#write(w));
  }

  #write(w: Writer): void {
    // The replica has rewritten its sheets for the environment before: it gets them anew, texts by their numbers.
    if (this.#environmentDirty && this.#environment.write(w)) this.#all();
    this.#environmentDirty = false;
    for (const id of this.#dropped.splice(0)) {
      w.uint(SheetOp.Drop);
      w.uint(id);
    }
    const waiting: SheetState[] = [];
    for (const state of this.#dirty) {
      if (state.owner && this.#host.ids.of(state.owner) === 0) waiting.push(state);
      else this.#sheet(w, state);
    }
    this.#dirty.clear();
    // Their owners were not sent yet: the tree's next frame brings them back (`ownerAdded`).
    for (const state of waiting) state.again();
    this.#adopted.write(w);
    const text = (css: string): void => this.#writer.text(w, css, this.#own);
    this.#fonts.write(w, text);
    this.#computed?.write(w, text);
    w.uint(SheetOp.End);
  }

  cssPlace(ref: string): CssPlace | undefined {
    const [id, offset] = ref.split(".").map(Number) as [number, number];
    const text = this.#writer.table.get(id);
    const base = this.#writer.baseOf(id);
    return text === undefined || base === undefined ? undefined : { text, base, offset };
  }

  stop(): void {
    this.#gap = undefined;
    this.#host.natives.clearTimeout(this.#timer);
    this.#environment.stop();
    this.#owned.stop();
    this.#fonts.stop();
    this.#watch.clear();
    this.#dirty.clear();
  }

  #sheet(w: Writer, state: SheetState): void {
    const looked = state.look();
    if (state.whole) return this.#writer.whole(w, state);
    this.#writer.changes(w, state);
    if (looked) this.#writer.state(w, state);
  }

  #quietly(read: () => void): void {
    const before = this.#reading;
    this.#reading = true;
    try {
      read();
    } finally {
      this.#reading = before;
    }
  }

  /** What a sheet does is told where what it says can't be. */
  #fallBack(): void {
    if (this.#gap) return;
    const gap = import("./computed.ts").then(({ ComputedStyles }) => {
      // Stopped meanwhile.
      if (this.#gap !== gap) return;
      this.#computed = new ComputedStyles(this.#host);
      this.#idle();
    });
    this.#gap = gap;
  }

  #mark(state: SheetState): void {
    this.#dirty.add(state);
    this.#host.wake();
  }

  #drop(state: SheetState): void {
    this.#dirty.delete(state);
    this.#dropped.push(state.id);
    this.#host.wake();
  }

  #says(sheet: CSSStyleSheet, text: string): boolean {
    return says(sheet, text, this.#rules.scratch);
  }

  #environmentChanged(): void {
    this.#environmentDirty = true;
    this.#host.wake();
  }

  /** Held declarations and arrays change without a hook and without a mutation. */
  #idle(): void {
    const { natives } = this.#host;
    natives.clearTimeout(this.#timer);
    this.poll();
    const more = this.#computed?.scan() === true;
    this.#timer = natives.setTimeout(() => this.#idle(), more ? SLICE_PAUSE_MS : IDLE_LOOK_MS);
  }

  #events(): SheetEvents {
    return {
      inserted: (list, index, text) => this.#inserted(list, index, text),
      removed: (list, index) => this.#removed(list, index),
      changed: (rule) => this.#changed(rule),
      read: (rule) => {
        if (this.#reading) return;
        this.#quietly(() => this.#watch.add(rule));
        this.#host.wakeLater();
      },
      replaced: (sheet, text) => {
        const state = this.#states.get(sheet);
        this.#adopted.wrote(sheet, text);
        if (!state) return;
        state.again();
        state.text = text;
        this.#mark(state);
      },
      adoptedRead: (root) => {
        if (this.#reading) return;
        this.#adopted.watch(root);
        this.#host.wakeLater();
      },
      switchedOn: (of) => {
        const sheet = "ownerNode" in of ? of : (of as HTMLStyleElement).sheet;
        if (sheet) this.#states.get(sheet)?.switchedOn();
      },
      stateChanged: () => {
        this.#owned.lookSoon();
        this.#host.wakeLater();
      },
    };
  }

  #inserted(list: RuleList, index: number, text: string): void {
    const rule = rulesOf(list)?.[index];
    if (!rule) return;
    this.#giveUpText(list, rule);
    this.#rules.wrote(rule, text);
    this.#tell(list, SheetOp.Insert, index, text);
  }

  #removed(list: RuleList, index: number): void {
    this.#giveUpText(list, undefined, index);
    this.#tell(list, SheetOp.Remove, index);
  }

  /** The list no longer says what its author wrote: from now on each rule has its own text. */
  #giveUpText(list: RuleList, without?: CSSRule, missing?: number): void {
    const rule = "parentRule" in list ? (list as CSSGroupingRule) : null;
    const sheet = rule ? rule.parentStyleSheet : (list as CSSStyleSheet);
    if (sheet) {
      const state = this.#states.get(sheet);
      const written = state?.text ?? this.#adopted.textOf(sheet);
      if (written !== undefined) {
        this.#rules.learn(sheet, written, rule ? undefined : without, rule ? undefined : missing);
      }
      this.#adopted.touched(sheet);
      state?.giveUpText();
    }
    if (!rule) return;
    this.#rules.learnInside(rule, without, missing);
    this.#rules.changed(rule);
  }

  #tell(list: RuleList, op: number, index: number, text?: string): void {
    const rule = "parentRule" in list ? (list as CSSGroupingRule) : null;
    const sheet = rule ? rule.parentStyleSheet : (list as CSSStyleSheet);
    const state = sheet && this.#states.get(sheet);
    if (!state) return;
    const path = rule ? pathTo(rule) : [];
    if (!path) return;
    state.change({ op, path: [...path, index], ...(text === undefined ? {} : { text }) });
    this.#mark(state);
  }

  #changed(rule: AnyRule): void {
    // Keyframes and bare declarations have no text of their own: the rule around them has.
    const outer = rule.parentRule;
    const told =
      outer && (outer.type === KEYFRAMES || (rule.selectorText === undefined && !rule.cssRules))
        ? outer
        : rule;
    const holder = holderOf(told);
    if (!holder) return;
    this.#giveUpText(holder);
    this.#rules.changed(told);
    const state = told.parentStyleSheet && this.#states.get(told.parentStyleSheet);
    if (!state) return;
    if (!state.whole) state.stale.add(told);
    this.#mark(state);
  }
}
