import { CompatMode, ElementFlag, NodeKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Masking } from "./mask/types.ts";
import { type Natives, SVG_NS } from "./natives.ts";
import { tellResource } from "./resources.ts";
import type { Sent, SentTree } from "./tree.ts";

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;
const INSTRUCTION = 7;
const COMMENT = 8;

const HTML_NS = "http://www.w3.org/1999/xhtml";
const MATHML_NS = "http://www.w3.org/1998/Math/MathML";

/** Nodes written between two looks at the clock. */
const CLOCK_EVERY = 32;
/** Nodes written in each flush but a keyframe's first, whatever the clock says: on a starved machine slices must not shrink to nothing. */
const LEAST_NODES = 256;

const NONE: readonly string[] = [];

/** What the walker asks of the parts that know more about a node than its markup. */
export interface WalkParts {
  /** The element has got an id and `attributes` (names and values in turn) were told: whoever keeps something for it answers true and hears of its removal. */
  added(el: Element, tag: string, sent: Sent, attributes: readonly string[]): boolean;
  rootAdded(root: Document | ShadowRoot, sent: Sent): void;
  /** The shadow root or inner document to mirror under an element. */
  innerOf(el: Element, tag: string): ShadowRoot | Document | null;
  isClosed(root: ShadowRoot): boolean;
  exclude(el: Element): boolean;
  /** Whether the children are told in another way than as nodes (style text, values). */
  keepsChildren(el: Element, tag: string): boolean;
  /** The budget ended inside this parent: `rest` and what follows it was not written. */
  cutOff(parent: Sent, rest: Node): void;
}

/** Writes nodes and what is in them, in document order, giving them their ids. */
export type Walker = ReturnType<typeof createWalker>;

export function createWalker(
  natives: Natives,
  mask: Masking,
  tree: SentTree,
  writer: Writer,
  parts: WalkParts,
) {
  let endsAt = 0;
  let sinceClock = 0;
  /** The flush's budget is used up: no further node is begun. */
  let over = false;
  /** Node ids are told as differences to the one told last. */
  let lastId = 0;
  /** Modes in which the replica has documents. */
  const modes = new WeakMap<Node, number>();

  return {
    get over() {
      return over;
    },
    begin,
    section,
    ref,
    tick,
    isMirrored,
    child,
    inner: writeInner,
    text,
    shown,
    attribute,
    attributes,
    tellsChildren,
    repeats,
    changesMode,
  };

  /** A new flush: work until `deadline` (on the clock of natives.now()). `isFirst`: all code in it runs for the first time. */
  function begin(deadline: number, isFirst: boolean): void {
    endsAt = deadline;
    over = false;
    sinceClock = isFirst ? 0 : CLOCK_EVERY - LEAST_NODES;
  }

  /** A new section: differences count from zero. */
  function section(): void {
    lastId = 0;
  }

  /** Writes a reference to a node the replica has. */
  function ref(id: number): void {
    writer.int(id - lastId);
    lastId = id;
  }

  /** Whether the budget has ended, or the mask waits; looks at the clock now and then. */
  function tick(): boolean {
    if (++sinceClock >= CLOCK_EVERY) {
      sinceClock = 0;
      if (natives.now() > endsAt) over = true;
    }
    over ||= mask.isWaiting;
    return over;
  }

  /** Whether a node of the page has a place in the replica at all. */
  function isMirrored(node: Node): boolean {
    switch (natives.nodeType(node)) {
      case ELEMENT:
        return !parts.exclude(node as Element);
      case TEXT:
      case CDATA:
      case COMMENT:
      case INSTRUCTION:
        return true;
      default:
        return false;
    }
  }

  /** Writes one child of `parent`, placed before `next`: as a reference where the replica has it, else whole. */
  function child(node: Node, parent: Sent, next: Sent | null): void {
    const known = tree.get(node);
    if (known) {
      writer.uint(NodeKind.Existing);
      ref(known.id);
      tree.place(known, parent, next);
      return;
    }
    const type = natives.nodeType(node);
    if (type === ELEMENT) return element(node as Element, parent, next);
    const sent = tree.add(node);
    tree.place(sent, parent, next);
    if (type === TEXT || type === CDATA) {
      writer.uint(NodeKind.Text);
      text(node as Text, parent);
    } else writer.uint(NodeKind.Comment);
  }

  /** Writes a shadow root or document as the inner tree of its owner (null: the page's own document). */
  function writeInner(root: ShadowRoot | Document, owner: Sent | null): Sent {
    const sent = tree.add(root);
    sent.special = true;
    if (owner) tree.placeInner(sent, owner);
    else tree.root = sent;
    if (natives.nodeType(root) === 9) {
      const mode = compatModeOf(root as Document);
      modes.set(root, mode);
      writer.uint(NodeKind.Document);
      writer.uint(mode);
    } else {
      writer.uint(parts.isClosed(root as ShadowRoot) ? NodeKind.ClosedShadow : NodeKind.OpenShadow);
      const mode = root as ShadowRoot;
      writer.uint((mode.delegatesFocus ? 1 : 0) + (mode.slotAssignment === "manual" ? 2 : 0));
    }
    parts.rootAdded(root, sent);
    children(root, sent);
    writer.uint(NodeKind.End);
    return sent;
  }

  /** Whether a document was opened and written anew in another mode than the replica has, which only a new one takes. */
  function changesMode(root: Document | ShadowRoot): boolean {
    const told = modes.get(root);
    return told !== undefined && told !== compatModeOf(root as Document);
  }

  /** The text of a text node as it may leave. */
  function text(node: Text, parent: Sent): void {
    const data = natives.data(node);
    const told = shown(node, parent, data);
    if (told === data) writer.words(told);
    else writer.text(told);
  }

  function shown(node: Text, parent: Sent, data = natives.data(node)): string {
    return mask.text(node, elementOf(parent, natives), data);
  }

  /** One attribute's value as it may leave; null is left out. */
  function attribute(el: Element, name: string, tag = natives.localName(el)): string | null {
    const value = natives.attr(el, name);
    if (value === null) return null;
    const shown = mask.attr(el, name, value, tag);
    return shown === null ? null : tellResource(mask, tag, name, shown);
  }

  /** Changed attributes as they may leave. A name that itself may not be told was never told: nothing to take away. */
  function attributes(el: Element, names: Iterable<string>): { name: string; value: string | null }[] {
    const changes: { name: string; value: string | null }[] = [];
    for (const name of names) {
      const value = attribute(el, name);
      if (value !== null || mask.attr(el, name, "") !== null) changes.push({ name, value });
    }
    return changes;
  }

  /** Whether children that come or go are told at all. */
  function tellsChildren(parent: Sent): boolean {
    if (natives.nodeType(parent.node) !== ELEMENT) return true;
    const el = parent.node as Element;
    return keepsChildren(el, natives.localName(el));
  }

  function keepsChildren(el: Element, tag: string): boolean {
    return parts.keepsChildren(el, tag) && mask.keepsChildren(el, tag);
  }

  /** Whether a changed text is told as it was before: that it changed is then nobody's business. */
  function repeats(node: Text, parent: Sent): boolean {
    return mask.repeats(node, elementOf(parent, natives));
  }

  /** The children of a parent from `from` on; stops where the budget ends. */
  function children(parent: Node, sent: Sent): void {
    for (let c: Node | null = natives.firstChild(parent); c; c = natives.nextSibling(c)) {
      if (!isMirrored(c)) continue;
      if (tick()) return parts.cutOff(sent, c);
      child(c, sent, null);
    }
  }

  function element(el: Element, parent: Sent, next: Sent | null): void {
    const w = writer;
    const sent = tree.add(el);
    tree.place(sent, parent, next);
    const tag = natives.localName(el);
    const names = natives.hasAttributes(el) ? natives.attributeNames(el) : NONE;
    if (mask.classify(el, names) === "hidden") {
      w.uint(NodeKind.Hidden);
      w.str(mask.tag(el, tag));
      sent.special = parts.added(el, "#hidden", sent, NONE);
      return;
    }
    const attributes = names.length > 0 ? told(el, tag, names) : NONE;
    const inner = parts.innerOf(el, tag);
    const keeps = natives.firstChild(el) !== null && keepsChildren(el, tag);
    const ns = natives.namespaceURI(el);
    let flags = 0;
    if (attributes.length > 0) flags += ElementFlag.Attributes;
    if (keeps || inner) flags += ElementFlag.Children;
    if (ns === SVG_NS) flags += ElementFlag.Svg;
    else if (ns === MATHML_NS) flags += ElementFlag.MathMl;
    else if (ns !== HTML_NS) flags += ElementFlag.OtherNamespace;
    w.uint(NodeKind.Element + flags);
    w.str(mask.tag(el, tag));
    if (flags & ElementFlag.OtherNamespace) w.str(mask.word(ns ?? "", el));
    if (attributes.length > 0) {
      w.uint(attributes.length / 2);
      for (const s of attributes) w.str(s);
    }
    sent.special = parts.added(el, tag, sent, attributes);
    if (inner) writeInner(inner, sent);
    if (keeps) children(el, sent);
    if (keeps || inner) w.uint(NodeKind.End);
  }

  /** Names and values of the attributes that may leave, in turn. */
  function told(el: Element, tag: string, names: readonly string[]): readonly string[] {
    const told: string[] = [];
    for (const name of names) {
      const value = attribute(el, name, tag);
      if (value !== null) told.push(name, value);
    }
    return told;
  }
}

/** The element whose rules hold for the text under `parent`. */
function elementOf(parent: Sent, natives: Natives): Element {
  const type = natives.nodeType(parent.node);
  if (type === ELEMENT) return parent.node as Element;
  return type === 9 ? (parent.node as Document).documentElement : natives.host(parent.node as ShadowRoot);
}

/** The document's mode; limited quirks shows in its doctype only. */
export function compatModeOf(doc: Document): number {
  if (doc.compatMode === "BackCompat") return CompatMode.Quirks;
  // HTML 4.01 without an address of its definition is in quirks mode.
  const limited = /^-\/\/W3C\/\/DTD (XHTML 1\.0|HTML 4\.01) (Frameset|Transitional)\/\//i.test(
    doc.doctype?.publicId ?? "",
  );
  return limited ? CompatMode.LimitedQuirks : CompatMode.Standards;
}
