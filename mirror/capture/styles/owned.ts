import type { CaptureHost } from "../host.ts";
import type { LinkedText, LinkedTexts } from "./linked.ts";
import { importsOf, rulesOf } from "./rule-lists.ts";
import type { SheetState } from "./sheet.ts";
import type { SheetTexts } from "./types.ts";

/** What the capture's parts share about sheets. */
export interface SheetRegistry {
  create(owner: Element | null): SheetState;
  bind(sheet: CSSStyleSheet, state: SheetState): void;
  /** The state has something to tell. */
  dirty(state: SheetState): void;
  drop(state: SheetState): void;
  /** Whether a text is what a sheet consists of. */
  says(sheet: CSSStyleSheet, text: string): boolean;
  /** The sheet imports others than before: it is told anew with them. */
  imports(state: SheetState): void;
  /** A sheet can be read neither as text nor by its rules. */
  unreadable(): void;
}

/** A `<style>` or `<link>` in any document kind. */
type SheetOwner = Element & { readonly sheet?: CSSStyleSheet | null };

/** Nested `@import` followed at most this deep; cycles end here. */
const IMPORT_DEPTH = 8;

/** The sheets that belong to elements: `<style>`, SVG's `<style>` and `<link>`, with what they import. */
export type OwnedSheets = ReturnType<typeof createOwnedSheets>;

export function createOwnedSheets(host: CaptureHost, registry: SheetRegistry, texts: SheetTexts) {
  const owners = new Map<Element, SheetState>();
  let lookNow = false;
  let lookedAt = 0;
  let linked: LinkedTexts | undefined;
  let isStopped = false;

  return {
    prepare,
    all,
    of: (el: Element) => owners.get(el),
    listenIn,
    add,
    remove,
    lookSoon,
    look,
    importsChanged,
    stop,
  };

  /** Reads the texts of the sheets that the document has, so that its first picture is one with them. */
  function prepare(): Promise<unknown> {
    const sheets = [...host.window.document.styleSheets];
    return Promise.all(
      sheets.map(({ href, ownerNode }) =>
        href
          ? readLinked(href, (ownerNode as HTMLLinkElement).crossOrigin)
          : texts.prepare(host.natives.textContent(ownerNode as Node) ?? ""),
      ),
    );
  }

  function all(): Iterable<SheetState> {
    return owners.values();
  }

  /** Linked sheets tell by an event of their own that they are there, one that does not leave its tree. */
  function listenIn(root: Document | ShadowRoot): void {
    host.listen(root, "load", (event) => {
      const owner = owners.get(event.target as Element);
      if (owner) take(owner);
    });
  }

  function add(el: Element): void {
    const known = owners.get(el);
    // An element that was only sent again, or changed in something else than its sheet, keeps what is known of it.
    if (known && known.sheet === ((el as SheetOwner).sheet ?? null)) return registry.dirty(known);
    const state = known ?? registry.create(el);
    owners.set(el, state);
    take(state);
  }

  function remove(el: Element): void {
    const state = owners.get(el);
    if (!state) return;
    owners.delete(el);
    for (const child of state.imports) if (child) registry.drop(child);
    registry.drop(state);
  }

  function lookSoon(): void {
    lookNow = true;
  }

  /** Finds what no hook told: other sheet objects, switched or counted otherwise. */
  function look(): void {
    const now = host.natives.now();
    if (!lookNow && now - lookedAt < LOOK_EVERY_MS) return;
    lookNow = false;
    lookedAt = now;
    for (const state of owners.values()) {
      if (((state.owner as SheetOwner).sheet ?? null) !== state.sheet) take(state);
      else if (state.sheet) lookAt(state);
    }
  }

  function stop(): void {
    isStopped = true;
    linked?.stop();
    owners.clear();
  }

  /** The sheets that a sheet imports are others than before. */
  function importsChanged(state: SheetState): void {
    takeImports(state, IMPORT_DEPTH);
    state.again();
    registry.dirty(state);
  }

  function lookAt(state: SheetState): void {
    // One that was not there yet may have come.
    const late = state.imports.indexOf(null);
    if (late >= 0 && importsOf(state.sheet as CSSStyleSheet)[late]?.styleSheet) importsChanged(state);
    const { disabled, media, count } = state;
    if (!state.look()) return;
    // Whoever tells of a change at the next flush compares with what was there.
    const counted = count !== state.count && state.changes.length === 0 && !state.whole;
    Object.assign(state, { disabled, media, count });
    if (counted) state.take(state.sheet);
    registry.dirty(state);
  }

  function take(state: SheetState): void {
    const owner = state.owner as SheetOwner;
    const sheet = owner.sheet ?? null;
    state.take(sheet);
    if (sheet) {
      registry.bind(sheet, state);
      if (host.natives.localName(owner) === "link") readLink(state, sheet);
      else readStyle(state, sheet);
      takeImports(state, IMPORT_DEPTH);
    }
    registry.dirty(state);
  }

  function readStyle(state: SheetState, sheet: CSSStyleSheet): void {
    const owner = state.owner as Element;
    state.base = owner.baseURI;
    const text = host.natives.textContent(owner) ?? "";
    if (registry.says(sheet, text)) state.text = text;
  }

  function readLink(state: SheetState, sheet: CSSStyleSheet): void {
    state.base = sheet.href ?? state.base;
    if (sheet.href) read(state, sheet, host.natives.attr(state.owner as Element, "crossorigin"));
  }

  function read(state: SheetState, sheet: CSSStyleSheet, crossOrigin: string | null): void {
    const address = sheet.href as string;
    const known = linked?.known(address);
    if (known) return settle(state, sheet, known);
    state.pending = true;
    readLinked(address, crossOrigin).then((found) => {
      if (state.sheet !== sheet || !state.pending) return;
      settle(state, sheet, found);
      state.whole = true;
      registry.dirty(state);
    });
  }

  async function readLinked(address: string, crossOrigin: string | null): Promise<LinkedText | undefined> {
    linked ??= await texts.linked(host.window);
    return isStopped ? undefined : linked?.read(address, crossOrigin);
  }

  function settle(state: SheetState, sheet: CSSStyleSheet, found: LinkedText | undefined): void {
    state.pending = false;
    if (!found && !rulesOf(sheet)) registry.unreadable();
    if (!found || !registry.says(sheet, found.text)) return;
    state.text = found.text;
    state.base = found.base;
  }

  function takeImports(state: SheetState, depth: number): void {
    for (const old of state.imports) if (old) registry.drop(old);
    state.imports = [];
    for (const { styleSheet: sheet } of state.sheet ? importsOf(state.sheet) : []) {
      state.imports.push(sheet ? takeImport(sheet, state, depth) : null);
    }
  }

  function takeImport(sheet: CSSStyleSheet, by: SheetState, depth: number): SheetState {
    const child = registry.create(null);
    child.importer = by.owner ?? by.importer;
    child.take(sheet);
    child.base = sheet.href ?? "";
    registry.bind(sheet, child);
    read(child, sheet, null);
    if (depth > 0) takeImports(child, depth - 1);
    return child;
  }
}

/** Least time between two looks at all sheets, in ms: a keystroke's flush does not pay for two hundred sheets. */
const LOOK_EVERY_MS = 250;
