import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import type { LoadScripted } from "../scripted-chunk.ts";
import type { ComputedStyles } from "./computed.ts";
import { createEnvironmentProbe, type EnvironmentProbe } from "./environment.ts";
import { watchFonts } from "./font-sources.ts";
import { hookSheets } from "./hooks.ts";
import { SheetOp } from "./ops.ts";
import { createOwnedSheets, type OwnedSheets } from "./owned.ts";
import { createScriptGate, type ScriptGate } from "./script-gate.ts";
import { SheetState, says } from "./sheet.ts";
import { createSheetWriter, type SheetWriter } from "./sheet-writer.ts";
import type { SentText, SheetTexts, StyleCapturing } from "./types.ts";

/** How often what the page holds is looked at while nothing else happens, in ms. */
const IDLE_LOOK_MS = 500;
/** Pause between two slices of a scan of computed styles, in ms. */
const SLICE_PAUSE_MS = 20;

/** The customer's end of the style sheets: what there is, what changes, told from the authored text where possible. */
export function createStyleCapture(
  host: CaptureHost,
  loadScripted: LoadScripted,
  sheetTexts: SheetTexts,
): StyleCapturing {
  let isStopped = false;
  let computed: ComputedStyles | undefined;
  /** What a sheet does is told where what it says can't be. */
  const needComputed: () => void = host.onSign(
    () => import("./computed.ts"),
    (chunk) => {
      if (isStopped) return;
      computed = chunk.createComputedStyles(host);
      idle();
    },
  );
  const states = new WeakMap<CSSStyleSheet, SheetState>();
  const dirty = new Set<SheetState>();
  const dropped: number[] = [];
  /** Stands for the document itself, which texts without a sheet belong to. */
  const own = new SheetState(0, null);
  let environmentDirty = true;
  let nextId = 1;
  let timer = 0;
  /** We read what we watch: that is no reason to look again. */
  let reading = false;
  /** Parses texts without effect on the page. */
  const scratch: CSSStyleSheet = new host.window.CSSStyleSheet();
  const writer: SheetWriter = createSheetWriter({
    window: host.window,
    css: (text, state) => host.mask.css(text, ownerOf(state)),
    url: (state) => host.mask.url(state.base),
    ownerId: (state) => (state.owner ? host.ids.of(state.owner) : 0),
    nameOf: sheetTexts.nameOf,
    ruleText: (rule) => gate.part?.ruleText(rule) ?? rule.cssText,
  });
  /** Where a sheet holds: what is masked there is masked in it. */
  const ownerOf = ({ owner, importer, sheet }: SheetState): Node =>
    owner ?? importer ?? gate.part?.adopted.placeOf(sheet) ?? host.window.document;
  const registry = {
    create: (owner: Element | null) => new SheetState(nextId++, owner),
    bind: (sheet: CSSStyleSheet, state: SheetState) => states.set(sheet, state),
    dirty: mark,
    drop,
    unreadable: needComputed,
    imports: (state: SheetState) => owned.importsChanged(state),
    says: (sheet: CSSStyleSheet, text: string) => says(sheet, text, scratch),
  };
  own.base = host.window.document.baseURI;
  const owned: OwnedSheets = createOwnedSheets(host, registry, sheetTexts);
  const fonts = watchFonts(host, () => {
    gate.tell((scripted) => scripted.fonts.changed());
    host.wake();
  });
  const gate: ScriptGate = createScriptGate(
    host,
    loadScripted,
    { host, registry, states, scratch, fontSources: fonts, text: writer.text },
    { isReading: () => reading, quietly, stateChanged, switched },
  );
  const environment: EnvironmentProbe = createEnvironmentProbe(host.window, environmentChanged);
  host.listen(host.window, "resize", environmentChanged);
  hookSheets(host, host.window, gate.events());
  host.onStop(stop);
  fonts.look();
  idle();

  return {
    prepare: owned.prepare,
    rootAdded,
    rootRemoved: gate.rootRemoved,
    ownerChanged: owned.add,
    ownerRemoved: owned.remove,
    poll,
    hasChanges,
    keyframe,
    flush,
    sentText,
    stop,
  };

  function rootAdded(root: Document | ShadowRoot): void {
    owned.listenIn(root);
    quietly(() => gate.rootAdded(root));
  }

  function poll(): void {
    quietly(() => {
      gate.part?.look();
      owned.look();
    });
  }

  function hasChanges(): boolean {
    return (
      dirty.size > 0 ||
      dropped.length > 0 ||
      environmentDirty ||
      computed?.any === true ||
      gate.part?.hasChanges() === true
    );
  }

  function keyframe(w: Writer): void {
    writer.reset();
    environment.forget();
    environmentDirty = true;
    dropped.length = 0;
    gate.part?.again();
    computed?.again();
    all();
    flush(w);
  }

  /** All sheets are to be told anew. */
  function all(): void {
    for (const state of [...owned.all(), ...(gate.part?.adopted.all() ?? [])]) {
      state.again();
      for (const child of state.imports) child?.again();
      dirty.add(state);
    }
  }

  function flush(w: Writer): void {
    quietly(() => write(w));
  }

  function write(w: Writer): void {
    // The replica has rewritten its sheets for the environment before: it gets them anew, texts by their numbers.
    if (environmentDirty && environment.write(w)) all();
    environmentDirty = false;
    for (const id of dropped.splice(0)) {
      w.uint(SheetOp.Drop);
      w.uint(id);
    }
    const waiting: SheetState[] = [];
    for (const state of dirty) {
      if (state.owner && host.ids.of(state.owner) === 0) waiting.push(state);
      else sheet(w, state);
    }
    dirty.clear();
    // Their owners were not sent yet: the tree's next frame brings them back (`ownerAdded`).
    for (const state of waiting) state.again();
    const text = (css: string): void => writer.text(w, css, own);
    gate.part?.write(w, text);
    computed?.write(w, SheetOp.Computed, text);
    w.uint(SheetOp.End);
  }

  function sentText(id: number): SentText | undefined {
    const text = writer.table.get(id);
    const base = writer.baseOf(id);
    return text === undefined || base === undefined ? undefined : { text, base };
  }

  function stop(): void {
    isStopped = true;
    host.natives.clearTimeout(timer);
    environment.stop();
    owned.stop();
    gate.stop();
    dirty.clear();
  }

  function sheet(w: Writer, state: SheetState): void {
    const looked = state.look();
    if (state.whole) return writer.whole(w, state);
    gate.part?.changes(w, state);
    if (looked) writer.state(w, state);
  }

  function quietly(read: () => void): void {
    const before = reading;
    reading = true;
    try {
      read();
    } finally {
      reading = before;
    }
  }

  function mark(state: SheetState): void {
    dirty.add(state);
    // An imported sheet is a part of those that import it: it is told as a whole, and with them where they have no text.
    for (let sheet = state.sheet; sheet?.ownerRule; sheet = sheet.ownerRule.parentStyleSheet) {
      states.get(sheet)?.again();
      const outer = states.get(sheet.ownerRule.parentStyleSheet as CSSStyleSheet);
      if (!outer || outer.text !== undefined) continue;
      outer.again();
      dirty.add(outer);
    }
    host.wake();
  }

  function drop(state: SheetState): void {
    dirty.delete(state);
    dropped.push(state.id);
    host.wake();
  }

  function environmentChanged(): void {
    environmentDirty = true;
    host.wake();
  }

  /** Held declarations and arrays change without a hook and without a mutation. */
  function idle(): void {
    const { natives } = host;
    natives.clearTimeout(timer);
    poll();
    const more = computed?.scan() === true;
    timer = natives.setTimeout(idle, more ? SLICE_PAUSE_MS : IDLE_LOOK_MS);
  }

  function switched(of: CSSStyleSheet | Element, off: boolean): void {
    const state = "ownerNode" in of ? states.get(of) : owned.of(of);
    state?.switched(off);
  }

  function stateChanged(): void {
    owned.lookSoon();
    for (const state of gate.part?.adopted.all() ?? []) dirty.add(state);
    host.wakeLater();
  }
}
