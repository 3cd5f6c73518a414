import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import { SheetOp } from "./ops.ts";
import type { SheetRegistry } from "./owned.ts";
import type { SheetState } from "./sheet.ts";

type Root = Document | ShadowRoot;

/** The constructed sheets that documents and shadow roots have adopted. */
export type AdoptedSheets = ReturnType<typeof createAdoptedSheets>;

export function createAdoptedSheets(host: CaptureHost, registry: SheetRegistry) {
  /** What each root had adopted at the last look. */
  const lists = new Map<Root, readonly CSSStyleSheet[]>();
  const states = new Map<CSSStyleSheet, SheetState>();
  /** Texts given by replace and replaceSync to sheets that nobody has adopted yet, too. */
  const texts = new WeakMap<CSSStyleSheet, string>();
  /** Roots whose array the page holds, or has just set. */
  const watched = new Set<Root>();
  const dirty = new Set<Root>();

  return { all, hasChanges, add, remove, watch, look, again, wrote, textOf, touched, write, placeOf };

  function all(): Iterable<SheetState> {
    return states.values();
  }

  function hasChanges(): boolean {
    return dirty.size > 0;
  }

  function add(root: Root): void {
    lists.set(root, []);
    compare(root);
  }

  function remove(root: Root): void {
    lists.delete(root);
    watched.delete(root);
    dirty.delete(root);
    dropUnused();
  }

  function watch(root: Root): void {
    if (lists.has(root)) watched.add(root);
  }

  function look(): void {
    for (const root of watched) compare(root);
  }

  function again(): void {
    for (const [root, list] of lists) if (list.length > 0) dirty.add(root);
  }

  function wrote(sheet: CSSStyleSheet, text: string): void {
    texts.set(sheet, text);
  }

  function textOf(sheet: CSSStyleSheet): string | undefined {
    return texts.get(sheet);
  }

  function touched(sheet: CSSStyleSheet): void {
    texts.delete(sheet);
  }

  function write(w: Writer): void {
    for (const root of dirty) {
      const id = host.ids.of(root);
      if (id === 0) continue;
      const list = lists.get(root) ?? [];
      w.uint(SheetOp.Adopt);
      w.uint(id);
      w.uint(list.length);
      for (const sheet of list) w.uint(states.get(sheet)?.id ?? 0);
    }
    dirty.clear();
  }

  function compare(root: Root): void {
    const now = [...(root.adoptedStyleSheets ?? [])];
    const before = lists.get(root) ?? [];
    if (now.length === before.length && now.every((sheet, i) => sheet === before[i])) return;
    for (const sheet of now) if (!before.includes(sheet)) adopted(sheet, root);
    lists.set(root, now);
    dirty.add(root);
    dropUnused();
    host.wake();
  }

  function adopted(sheet: CSSStyleSheet, root: Root): void {
    const state = states.get(sheet);
    if (!state) return take(sheet, root);
    const place = placeOf(sheet);
    if (!place || host.mask.facts(place) || !host.mask.facts(root)) return;
    state.again();
    registry.dirty(state);
  }

  /** A root that has adopted the sheet: one that may be told, where there is any. */
  function placeOf(sheet: CSSStyleSheet | null): Root | undefined {
    let place: Root | undefined;
    for (const [root, list] of lists) {
      if (!sheet || !list.includes(sheet)) continue;
      if (host.mask.facts(root)) return root;
      place ??= root;
    }
    return place;
  }

  function take(sheet: CSSStyleSheet, root: Root): void {
    const state = registry.create(null);
    states.set(sheet, state);
    registry.bind(sheet, state);
    state.take(sheet);
    state.base = (root.ownerDocument ?? (root as Document)).baseURI;
    state.text = texts.get(sheet);
    registry.dirty(state);
  }

  function dropUnused(): void {
    const used = new Set([...lists.values()].flat());
    for (const [sheet, state] of states) {
      if (used.has(sheet)) continue;
      states.delete(sheet);
      registry.drop(state);
    }
  }
}
