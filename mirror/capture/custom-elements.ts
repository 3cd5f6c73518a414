import { StateKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { EarlyFinds } from "./early.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { States } from "./states.ts";
import type { Sent, SentTree } from "./tree.ts";

/** How a registered property says what kind it is. */
const SYNTAX = "syntax:";

/** Of custom elements only fields of forms are either. */
const FIELD = ":enabled,:disabled";

/** A name of custom elements in one document. */
type Name = readonly [document: number, name: string, isField: boolean];

/** Custom elements and their states, slots assigned by hand, and registered properties. */
export type CustomElements = ReturnType<typeof createCustomElements>;

/** @param findsByWindow what is known of each realm, kept up by the page */
export function createCustomElements(
  host: CaptureHost,
  tree: SentTree,
  states: States,
  findsByWindow: ReadonlyMap<PageWindow, EarlyFinds>,
) {
  /** Elements of names that are not told yet. */
  const awaited = new Map<string, Sent>();
  let told = new Set<string>();
  let names: Name[] = [];
  /** Names whose elements are fields of forms. */
  const fields = new Set<string>();
  let toldProperties = new WeakSet<PropertyDefinition>();
  /** With the name under which each is told. */
  const custom = new Map<Sent, string>();
  const slots = new Set<Sent>();
  // What was sent before this was here.
  tree.each(tree.root, (sent) => {
    if (sent.special && host.natives.nodeType(sent.node) === 1) added(sent);
  });

  return {
    get any(): boolean {
      return names.length > 0 || untold().length > 0;
    },
    realm,
    added,
    removed,
    settle,
    reset,
    write,
  };

  function realm(w: PageWindow): void {
    const set = (w as unknown as { CustomStateSet?: { prototype: object } }).CustomStateSet?.prototype;
    for (const key of ["add", "delete", "clear"]) host.notice(set, key, host.wake);
    host.notice(w.HTMLSlotElement?.prototype, "assign", host.wake);
    host.notice(w.ElementInternals?.prototype, "setValidity", host.wake);
  }

  /** An element was sent that may be one of these. */
  function added(sent: Sent): void {
    const el = sent.node as Element;
    const tag = host.natives.localName(el);
    if (tag === "slot") slots.add(sent);
    if (!tag.includes("-")) return;
    const key = `${tree.of(host.natives.ownerDocument(el) ?? el)} ${tag}`;
    custom.set(sent, key);
    define(el, tag, sent, key);
  }

  function removed(sent: Sent): void {
    custom.delete(sent);
    slots.delete(sent);
  }

  /** Reads states and slots; there are few of either. */
  function settle(): void {
    for (const [sent, key] of custom) {
      const el = sent.node as Element;
      const shown = statesOf(el);
      if (shown !== null) states.set(sent, StateKind.CustomStates, shown, "");
      if (fields.has(key)) states.set(sent, StateKind.Validity, validityOf(el), "");
    }
    for (const sent of slots) {
      const ids = (sent.node as HTMLSlotElement).assignedNodes().map((node) => tree.of(node));
      states.set(sent, StateKind.Assigned, ids.filter((id) => id > 0).join(","), "");
    }
  }

  function reset(): void {
    told = new Set();
    names = [];
    fields.clear();
    toldProperties = new WeakSet();
    custom.clear();
    slots.clear();
    awaited.clear();
  }

  /** Body of the Elements section: names defined since the last, then properties. */
  function write(w: Writer): void {
    w.uint(names.length);
    for (const [document, name, isField] of names) {
      w.uint(document);
      w.str(name);
      w.bool(isField);
    }
    names = [];
    const fresh = untold();
    w.uint(fresh.length);
    for (const [document, property] of fresh) {
      const { name, syntax, inherits, initialValue } = property;
      toldProperties.add(property);
      w.uint(tree.of(document));
      const declared = (declaration: string): string => host.mask.css(declaration, document);
      const shown = declared(`${name}:${initialValue ?? ""}`);
      w.str(shown.slice(0, shown.indexOf(":")));
      w.str(declared(`${SYNTAX}"${syntax ?? "*"}"`).slice(SYNTAX.length + 1, -1));
      w.bool(inherits);
      w.str(shown.slice(shown.indexOf(":") + 1));
    }
  }

  /** Registered properties of mirrored documents. */
  function untold(): [document: Document, property: PropertyDefinition][] {
    return [...findsByWindow].flatMap(([view, { properties }]) => {
      const id = tree.of(view.document);
      const fresh = id ? properties.filter((property) => !toldProperties.has(property)) : [];
      return fresh.map((property): [Document, PropertyDefinition] => [view.document, property]);
    });
  }

  function statesOf(el: Element): string | null {
    for (const finds of findsByWindow.values()) {
      const internals = finds.internals.get(el) as
        | (ElementInternals & { states?: Iterable<string> })
        | undefined;
      if (internals?.states)
        return host.mask.facts(el)
          ? [...internals.states].map((state) => host.mask.word(state, el)).join(" ")
          : "";
    }
    return null;
  }

  /** Only the script of such a field knows whether it is valid. */
  function validityOf(el: Element): string {
    return host.mask.facts(el) && host.natives.matches(el, ":invalid") ? "invalid" : "";
  }

  function define(el: Element, tag: string, sent: Sent, key: string): void {
    if (told.has(key) || awaited.has(key)) return;
    const tell = (at: Element): void => {
      told.add(key);
      const isField = host.natives.matches(at, FIELD);
      if (isField) fields.add(key);
      names.push([Number.parseInt(key, 10), host.mask.tag(at), isField]);
      host.wake();
    };
    if (host.natives.matches(el, ":defined")) return tell(el);
    awaited.set(key, sent);
    const registry = host.natives.ownerDocument(el)?.defaultView?.customElements;
    registry?.whenDefined(tag).then(
      () => {
        if (awaited.get(key) !== sent) return;
        awaited.delete(key);
        tell(el);
      },
      () => undefined, // not a valid name: such an element is never defined
    );
  }
}
