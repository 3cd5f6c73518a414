import { CompatMode, ElementFlag, NodeKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Masking } from "./mask/types.ts";
import type { Natives } from "./natives.ts";
import { tellResource } from "./resources.ts";
import type { Sent, SentTree } from "./tree.ts";

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;
const INSTRUCTION = 7;
const COMMENT = 8;

const HTML_NS = "http://www.w3.org/1999/xhtml";
const SVG_NS = "http://www.w3.org/2000/svg";
const MATHML_NS = "http://www.w3.org/1998/Math/MathML";

/** Nodes written between two looks at the clock. */
const CLOCK_EVERY = 32;
/** Nodes written in each flush whatever the clock says: on a starved machine slices must not shrink to nothing. */
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
export class Walker {
  readonly #natives: Natives;
  readonly #mask: Masking;
  readonly #tree: SentTree;
  readonly #parts: WalkParts;
  readonly #writer: Writer;
  #deadline = 0;
  #sinceClock = 0;
  /** The flush's budget is used up: no further node is begun. */
  over = false;
  /** Node ids are told as differences to the one told last. */
  #lastId = 0;

  constructor(natives: Natives, mask: Masking, tree: SentTree, writer: Writer, parts: WalkParts) {
    this.#natives = natives;
    this.#mask = mask;
    this.#tree = tree;
    this.#writer = writer;
    this.#parts = parts;
  }

  /** A new flush: work until `deadline` (on the clock of natives.now()). */
  begin(deadline: number): void {
    this.#deadline = deadline;
    this.over = false;
    this.#sinceClock = CLOCK_EVERY - LEAST_NODES;
  }

  /** A new section: differences count from zero. */
  section(): void {
    this.#lastId = 0;
  }

  /** Writes a reference to a node the replica has. */
  ref(id: number): void {
    this.#writer.int(id - this.#lastId);
    this.#lastId = id;
  }

  /** Whether the budget has ended; looks at the clock now and then. */
  tick(): boolean {
    if (++this.#sinceClock >= CLOCK_EVERY) {
      this.#sinceClock = 0;
      if (this.#natives.now() > this.#deadline) this.over = true;
    }
    return this.over;
  }

  /** Whether a node of the page has a place in the replica at all. */
  isMirrored(node: Node): boolean {
    switch (this.#natives.nodeType(node)) {
      case ELEMENT:
        return !this.#parts.exclude(node as Element);
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
  child(node: Node, parent: Sent, next: Sent | null): void {
    const known = this.#tree.get(node);
    if (known) {
      this.#writer.uint(NodeKind.Existing);
      this.ref(known.id);
      this.#tree.place(known, parent, next);
      return;
    }
    const type = this.#natives.nodeType(node);
    if (type === ELEMENT) return this.#element(node as Element, parent, next);
    const sent = this.#tree.add(node);
    this.#tree.place(sent, parent, next);
    if (type === TEXT || type === CDATA) {
      this.#writer.uint(NodeKind.Text);
      this.text(node as Text, parent);
    } else this.#writer.uint(NodeKind.Comment);
  }

  /** Writes a shadow root or document as the inner tree of its owner (null: the page's own document). */
  inner(root: ShadowRoot | Document, owner: Sent | null): Sent {
    const sent = this.#tree.add(root);
    sent.special = true;
    if (owner) this.#tree.placeInner(sent, owner);
    else this.#tree.root = sent;
    if (this.#natives.nodeType(root) === 9) {
      this.#writer.uint(NodeKind.Document);
      this.#writer.uint(compatModeOf(root as Document));
    } else {
      this.#writer.uint(
        this.#parts.isClosed(root as ShadowRoot) ? NodeKind.ClosedShadow : NodeKind.OpenShadow,
      );
      const mode = root as ShadowRoot;
      this.#writer.uint((mode.delegatesFocus ? 1 : 0) + (mode.slotAssignment === "manual" ? 2 : 0));
    }
    this.#parts.rootAdded(root, sent);
    this.#children(root, sent);
    this.#writer.uint(NodeKind.End);
    return sent;
  }

  /** The text of a text node as it may leave. */
  text(node: Text, parent: Sent): void {
    const data = this.#natives.data(node);
    const shown = this.#mask.text(node, elementOf(parent, this.#natives));
    if (shown === data) this.#writer.words(shown);
    else this.#writer.text(shown);
  }

  /** One attribute's value as it may leave; null is left out. */
  attribute(el: Element, name: string): string | null {
    const value = this.#natives.attr(el, name);
    if (value === null) return null;
    const shown = this.#mask.attr(el, name, value);
    return shown === null ? null : tellResource(this.#mask, name, shown);
  }

  /** Changed attributes as they may leave. A name that itself may not be told was never told: nothing to take away. */
  attributes(el: Element, names: Iterable<string>): { name: string; value: string | null }[] {
    return Array.from(names, (name) => ({ name, value: this.attribute(el, name) })).filter(
      ({ name, value }) => value !== null || this.#mask.attr(el, name, "") !== null,
    );
  }

  /** Whether children that come or go are told at all. */
  tellsChildren(parent: Sent): boolean {
    if (this.#natives.nodeType(parent.node) !== ELEMENT) return true;
    const el = parent.node as Element;
    return this.#keepsChildren(el, this.#natives.localName(el));
  }

  #keepsChildren(el: Element, tag: string): boolean {
    return this.#parts.keepsChildren(el, tag) && this.#mask.keepsChildren(el);
  }

  /** Whether a changed text is told as it was before: that it changed is then nobody's business. */
  repeats(node: Text, parent: Sent): boolean {
    return this.#mask.repeats(node, elementOf(parent, this.#natives));
  }

  /** The children of a parent from `from` on; stops where the budget ends. */
  #children(parent: Node, sent: Sent): void {
    for (let c: Node | null = this.#natives.firstChild(parent); c; c = this.#natives.nextSibling(c)) {
      if (!this.isMirrored(c)) continue;
      if (this.tick()) return this.#parts.cutOff(sent, c);
      this.child(c, sent, null);
    }
  }

  #element(el: Element, parent: Sent, next: Sent | null): void {
    const w = this.#writer;
    const sent = this.#tree.add(el);
    this.#tree.place(sent, parent, next);
    const tag = this.#natives.localName(el);
    if (this.#mask.classify(el) === "hidden") {
      w.uint(NodeKind.Hidden);
      w.str(this.#mask.tag(el));
      sent.special = this.#parts.added(el, "#hidden", sent, NONE);
      return;
    }
    const attributes = this.#told(el);
    const inner = this.#parts.innerOf(el, tag);
    const keeps = this.#natives.firstChild(el) !== null && this.#keepsChildren(el, tag);
    const ns = this.#natives.namespaceURI(el);
    let flags = 0;
    if (attributes.length > 0) flags += ElementFlag.Attributes;
    if (keeps || inner) flags += ElementFlag.Children;
    if (ns === SVG_NS) flags += ElementFlag.Svg;
    else if (ns === MATHML_NS) flags += ElementFlag.MathMl;
    else if (ns !== HTML_NS) flags += ElementFlag.OtherNamespace;
    w.uint(NodeKind.Element + flags);
    w.str(this.#mask.tag(el));
    if (flags & ElementFlag.OtherNamespace) w.str(ns ?? "");
    if (attributes.length > 0) {
      w.uint(attributes.length / 2);
      for (const s of attributes) w.str(s);
    }
    sent.special = this.#parts.added(el, tag, sent, attributes);
    if (inner) this.inner(inner, sent);
    if (keeps) this.#children(el, sent);
    if (keeps || inner) w.uint(NodeKind.End);
  }

  /** Names and values of the attributes that may leave, in turn. */
  #told(el: Element): string[] {
    const told: string[] = [];
    if (!this.#natives.hasAttributes(el)) return told;
    for (const name of this.#natives.attributeNames(el)) {
      const value = this.attribute(el, name);
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
  const { publicId = "", systemId = "" } = doc.doctype ?? {};
  const limited =
    /^-\/\/W3C\/\/DTD XHTML 1\.0 (Frameset|Transitional)\/\//i.test(publicId) ||
    (systemId !== "" && /^-\/\/W3C\/\/DTD HTML 4\.01 (Frameset|Transitional)\/\//i.test(publicId));
  return limited ? CompatMode.LimitedQuirks : CompatMode.Standards;
}
