import type { CaptureHost } from "../host.ts";
import { type LinkedText, LinkedTexts } from "./linked.ts";
import { type AnyRule, IMPORT, rulesOf } from "./rules.ts";
import type { SheetState } from "./sheet.ts";

/** What the capture's parts share about sheets. */
export interface SheetRegistry {
  create(owner: Element | null): SheetState;
  bind(sheet: CSSStyleSheet, state: SheetState): void;
  /** The state has something to tell. */
  dirty(state: SheetState): void;
  drop(state: SheetState): void;
  /** Whether a text is what a sheet consists of. */
  says(sheet: CSSStyleSheet, text: string): boolean;
  /** A sheet can be read neither as text nor by its rules. */
  unreadable(): void;
}

/** A `<style>` or `<link>` in any document kind. */
type SheetOwner = Element & { readonly sheet?: CSSStyleSheet | null };

/** Nested `@import` followed at most this deep; cycles end here. */
const IMPORT_DEPTH = 8;

/** The sheets that belong to elements: `<style>`, SVG's `<style>` and `<link>`, with what they import. */
export class OwnedSheets {
  readonly #host: CaptureHost;
  readonly #registry: SheetRegistry;
  readonly #linked: LinkedTexts;
  readonly #owners = new Map<Element, SheetState>();
  readonly #reading = new Set<Promise<unknown>>();
  #lookNow = false;
  #lookedAt = 0;

  constructor(host: CaptureHost, registry: SheetRegistry) {
    this.#host = host;
    this.#registry = registry;
    this.#linked = new LinkedTexts(host.window);
  }

  all(): Iterable<SheetState> {
    return this.#owners.values();
  }

  /** Linked sheets tell by an event of their own that they are there, one that does not leave its tree. */
  listenIn(root: Document | ShadowRoot): void {
    this.#host.listen(root, "load", (event) => {
      const owner = this.#owners.get(event.target as Element);
      if (owner) this.#take(owner);
    });
  }

  add(el: Element): void {
    const known = this.#owners.get(el);
    // An element that was only sent again, or changed in something else than its sheet, keeps what is known of it.
    if (known && known.sheet === ((el as SheetOwner).sheet ?? null)) return this.#registry.dirty(known);
    const state = known ?? this.#registry.create(el);
    this.#owners.set(el, state);
    this.#take(state);
  }

  remove(el: Element): void {
    const state = this.#owners.get(el);
    if (!state) return;
    this.#owners.delete(el);
    for (const child of state.imports) if (child) this.#registry.drop(child);
    this.#registry.drop(state);
  }

  async ready(): Promise<void> {
    while (this.#reading.size > 0) await Promise.all(this.#reading);
  }

  lookSoon(): void {
    this.#lookNow = true;
  }

  /** Finds what no hook told: other sheet objects, switched or counted otherwise. */
  look(): void {
    const now = this.#host.natives.now();
    if (!this.#lookNow && now - this.#lookedAt < LOOK_EVERY_MS) return;
    this.#lookNow = false;
    this.#lookedAt = now;
    for (const state of this.#owners.values()) {
      if (((state.owner as SheetOwner).sheet ?? null) !== state.sheet) this.#take(state);
      else if (state.sheet) this.#lookAt(state);
    }
  }

  stop(): void {
    this.#linked.stop();
    this.#owners.clear();
  }

  #lookAt(state: SheetState): void {
    const { disabled, media, count } = state;
    if (!state.look()) return;
    // Whoever tells of a change at the next flush compares with what was there.
    const counted = count !== state.count && state.changes.length === 0 && !state.whole;
    Object.assign(state, { disabled, media, count });
    if (counted) state.take(state.sheet);
    this.#registry.dirty(state);
  }

  #take(state: SheetState): void {
    const owner = state.owner as SheetOwner;
    const sheet = owner.sheet ?? null;
    state.take(sheet);
    if (sheet) {
      this.#registry.bind(sheet, state);
      if (this.#host.natives.localName(owner) === "link") this.#readLink(state, sheet);
      else this.#readStyle(state, sheet);
      this.#takeImports(state, IMPORT_DEPTH);
    }
    this.#registry.dirty(state);
  }

  #readStyle(state: SheetState, sheet: CSSStyleSheet): void {
    const owner = state.owner as Element;
    state.base = owner.baseURI;
    const text = this.#host.natives.textContent(owner) ?? "";
    if (this.#registry.says(sheet, text)) state.text = text;
  }

  #readLink(state: SheetState, sheet: CSSStyleSheet): void {
    state.base = sheet.href ?? state.base;
    if (sheet.href) this.#read(state, sheet, this.#host.natives.attr(state.owner as Element, "crossorigin"));
  }

  #read(state: SheetState, sheet: CSSStyleSheet, crossOrigin: string | null): void {
    const address = sheet.href as string;
    const known = this.#linked.known(address);
    if (known) return this.#settle(state, sheet, known);
    state.pending = true;
    const reading = this.#linked.read(address, crossOrigin).then((found) => {
      this.#reading.delete(reading);
      if (state.sheet !== sheet || !state.pending) return;
      this.#settle(state, sheet, found);
      state.whole = true;
      this.#registry.dirty(state);
    });
    this.#reading.add(reading);
  }

  #settle(state: SheetState, sheet: CSSStyleSheet, found: LinkedText | undefined): void {
    state.pending = false;
    if (!found && !rulesOf(sheet)) this.#registry.unreadable();
    if (!found || !this.#registry.says(sheet, found.text)) return;
    state.text = found.text;
    state.base = found.base;
  }

  #takeImports(state: SheetState, depth: number): void {
    for (const old of state.imports) if (old) this.#registry.drop(old);
    state.imports = [];
    const rules = state.sheet ? rulesOf(state.sheet) : undefined;
    for (const rule of Array.from(rules ?? []) as AnyRule[]) {
      if (rule.type !== IMPORT) continue;
      const sheet = rule.styleSheet;
      if (!sheet || depth === 0) state.imports.push(null);
      else state.imports.push(this.#import(sheet, depth));
    }
  }

  #import(sheet: CSSStyleSheet, depth: number): SheetState {
    const child = this.#registry.create(null);
    child.take(sheet);
    child.base = sheet.href ?? "";
    this.#registry.bind(sheet, child);
    this.#read(child, sheet, null);
    this.#takeImports(child, depth - 1);
    return child;
  }
}

/** Least time between two looks at all sheets, in ms: a keystroke's flush does not pay for two hundred sheets. */
const LOOK_EVERY_MS = 250;
