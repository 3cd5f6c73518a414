import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import { SheetOp } from "./ops.ts";
import type { SheetRegistry } from "./owned.ts";
import type { SheetState } from "./sheet.ts";

type Root = Document | ShadowRoot;

/** The constructed sheets that documents and shadow roots have adopted. */
export class AdoptedSheets {
  readonly #host: CaptureHost;
  readonly #registry: SheetRegistry;
  /** What each root had adopted at the last look. */
  readonly #lists = new Map<Root, readonly CSSStyleSheet[]>();
  readonly #states = new Map<CSSStyleSheet, SheetState>();
  /** Texts given by replace and replaceSync to sheets that nobody has adopted yet, too. */
  #texts = new WeakMap<CSSStyleSheet, string>();
  /** Roots whose array the page holds, or has just set. */
  readonly #watched = new Set<Root>();
  readonly #dirty = new Set<Root>();

  constructor(host: CaptureHost, registry: SheetRegistry) {
    this.#host = host;
    this.#registry = registry;
  }

  all(): Iterable<SheetState> {
    return this.#states.values();
  }

  hasChanges(): boolean {
    return this.#dirty.size > 0;
  }

  add(root: Root): void {
    this.#lists.set(root, []);
    this.#compare(root);
  }

  remove(root: Root): void {
    this.#lists.delete(root);
    this.#watched.delete(root);
    this.#dirty.delete(root);
    this.#dropUnused();
  }

  watch(root: Root): void {
    if (this.#lists.has(root)) this.#watched.add(root);
  }

  look(): void {
    for (const root of this.#watched) this.#compare(root);
  }

  again(): void {
    for (const [root, list] of this.#lists) if (list.length > 0) this.#dirty.add(root);
  }

  wrote(sheet: CSSStyleSheet, text: string): void {
    this.#texts.set(sheet, text);
  }

  textOf(sheet: CSSStyleSheet): string | undefined {
    return this.#texts.get(sheet);
  }

  touched(sheet: CSSStyleSheet): void {
    this.#texts.delete(sheet);
  }

  write(w: Writer): void {
    for (const root of this.#dirty) {
      const id = this.#host.ids.of(root);
      if (id === 0) continue;
      const list = this.#lists.get(root) ?? [];
      w.uint(SheetOp.Adopt);
      w.uint(id);
      w.uint(list.length);
      for (const sheet of list) w.uint(this.#states.get(sheet)?.id ?? 0);
    }
    this.#dirty.clear();
  }

  #compare(root: Root): void {
    const now = Array.from(root.adoptedStyleSheets ?? []);
    const before = this.#lists.get(root) ?? [];
    if (now.length === before.length && now.every((sheet, i) => sheet === before[i])) return;
    this.#lists.set(root, now);
    for (const sheet of now) if (!this.#states.has(sheet)) this.#take(sheet, root);
    this.#dirty.add(root);
    this.#dropUnused();
    this.#host.wake();
  }

  #take(sheet: CSSStyleSheet, root: Root): void {
    const state = this.#registry.create(null);
    this.#states.set(sheet, state);
    this.#registry.bind(sheet, state);
    state.take(sheet);
    state.base = (root.ownerDocument ?? (root as Document)).baseURI;
    state.text = this.#texts.get(sheet);
    this.#registry.dirty(state);
  }

  #dropUnused(): void {
    const used = new Set([...this.#lists.values()].flat());
    for (const [sheet, state] of this.#states) {
      if (used.has(sheet)) continue;
      this.#states.delete(sheet);
      this.#registry.drop(state);
    }
  }
}
