import { DecodeError } from "../codec/error.ts";
import { LIMITS } from "../codec/limits.ts";
import type { Reader } from "../codec/reader.ts";
import { ElementFlag, NodeKind, TreeOp } from "../codec/sections.ts";
import { allowedName, allowedNamespace, HTML_NS, MATHML_NS, STAND_IN, SVG_NS } from "./allow.ts";
import type { Attributes } from "./attributes.ts";
import type { Nodes } from "./nodes.ts";
import { Remembered } from "./remembered.ts";
import { Staged } from "./staged.ts";

/** What building tells its surroundings. */
export interface BuildEvents {
  /** The page's or a frame's document begins, in a mode; answers the document to build in. */
  document(owner: HTMLIFrameElement | null, mode: number): Document;
  shadow(root: ShadowRoot): void;
  removed(root: ShadowRoot | Document): void;
}

type MovableParent = Node & { moveBefore?: (node: Node, before: Node | null) => void };

/** Reads Tree sections and does to the replica what they say. */
export class Builder {
  readonly #document: Document;
  readonly #nodes: Nodes;
  readonly #attributes: Attributes;
  readonly #events: BuildEvents;
  readonly #staged: Staged;
  readonly #names = new Remembered(elementName);
  /** The change goes on in the next payload. */
  #goesOn = false;
  #lastId = 0;
  /** Places of nodes that are moved in once the new nodes around them are connected. */
  #moves: [marker: Comment, node: Node][] = [];
  /** Inner documents, built before their frames were connected. */
  #frames: [frame: HTMLIFrameElement, mode: number, id: number, content: DocumentFragment][] = [];

  constructor(document: Document, nodes: Nodes, attributes: Attributes, events: BuildEvents) {
    this.#document = document;
    this.#nodes = nodes;
    this.#attributes = attributes;
    this.#events = events;
    this.#staged = new Staged(document);
  }

  /** Reads a Tree section; `goesOn`: what it does waits for the rest of the change, which is to come. */
  apply(r: Reader, goesOn: boolean): void {
    this.#lastId = 0;
    this.#goesOn = goesOn;
    for (;;) {
      switch (r.uint()) {
        case TreeOp.Done:
          return;
        case TreeOp.Append:
          this.#append(r);
          break;
        case TreeOp.InsertBefore: {
          const before = this.#nodes.need(this.#ref(r));
          if (!before.parentNode) throw new DecodeError("no place before a node without parent");
          this.#run(r, before.parentNode, before);
          break;
        }
        case TreeOp.Remove:
          this.#remove(this.#nodes.need(this.#ref(r)));
          break;
        default:
          throw new DecodeError("unknown tree operation");
      }
    }
  }

  /** Puts what waits where it belongs. */
  place(): void {
    if (this.#staged.any) this.#staged.place();
  }

  /** After a payload: what waits goes on waiting while the change goes on. */
  settle(goesOn: boolean): void {
    if (goesOn) this.#staged.wait();
    else this.place();
  }

  #run(r: Reader, parent: Node, before: Node | null): void {
    if (this.#staged.full) this.#placeAll();
    const waits = this.#goesOn || this.#staged.any;
    const nodes = waits ? this.#staged.run(parent, before) : null;
    if (nodes) this.#records(r, nodes, null, 0, parent);
    else this.#records(r, parent, before, 0);
  }

  /** From here on the section is done to the document itself: what has been placed must not stand beside what is to go. */
  #placeAll(): void {
    this.place();
    this.#goesOn = false;
  }

  #append(r: Reader): void {
    const id = this.#ref(r);
    if (id !== 0) return this.#run(r, this.#nodes.need(id), null);
    if (r.uint() !== NodeKind.Document) throw new DecodeError("a page begins with its document");
    const doc = this.#events.document(null, r.uint());
    this.#nodes.add(doc);
    this.#records(r, doc, null, 0);
    if (r.uint() !== NodeKind.End) throw new DecodeError("a page is one document");
  }

  #ref(r: Reader): number {
    this.#lastId += r.int();
    return this.#lastId;
  }

  #remove(node: Node): void {
    if (this.#staged.needs(node)) this.#placeAll();
    let holdsRoots = false;
    this.#nodes.forget(node, (root) => {
      holdsRoots = true;
      this.#events.removed(root);
    });
    if (this.#goesOn && !holdsRoots && this.#staged.remove(node)) return;
    if (node.nodeType === 9 || node.nodeType === 11) (node as Document | ShadowRoot).replaceChildren();
    else node.parentNode?.removeChild(node);
  }

  /** Node records up to End, put into `parent` before `before`; inner trees among them are the `owner`'s. */
  #records(r: Reader, parent: Node, before: Node | null, depth: number, owner = parent): void {
    if (depth > LIMITS.depth) throw new DecodeError("tree too deep");
    for (let kind = r.uint(); kind !== NodeKind.End; kind = r.uint()) {
      const node = this.#record(r, kind, owner, depth);
      // Inside, the parent is new and takes whatever comes.
      if (node && depth > 0) parent.appendChild(node);
      else if (node) insert(parent, node, before);
    }
    if (depth === 0) this.#connected();
  }

  #record(r: Reader, kind: number, owner: Node, depth: number): Node | null {
    switch (kind) {
      case NodeKind.Text:
        return this.#add(this.#document.createTextNode(r.str()));
      case NodeKind.Comment:
        return this.#add(this.#document.createComment(""));
      case NodeKind.Existing: {
        const marker = this.#document.createComment("");
        this.#moves.push([marker, this.#nodes.need(this.#ref(r))]);
        return marker;
      }
      case NodeKind.OpenShadow:
      case NodeKind.ClosedShadow:
        this.#shadow(r, kind, owner, depth);
        return null;
      case NodeKind.Document:
        this.#frame(r, owner, depth);
        return null;
      case NodeKind.Hidden: {
        const hidden = this.#document.createElement(this.#names.of(r.str()).name);
        hidden.setAttribute(HIDDEN_MARK, "");
        return this.#add(hidden);
      }
      default:
        return this.#element(r, kind, depth);
    }
  }

  #add<N extends Node>(node: N): N {
    this.#nodes.add(node);
    return node;
  }

  #element(r: Reader, kind: number, depth: number): Element {
    const flags = kind - NodeKind.Element;
    if (flags < 0 || flags >= ElementFlag.OtherNamespace * 2) throw new DecodeError("unknown kind of node");
    const named = this.#names.of(r.str());
    const el = this.#add(create(this.#document, this.#namespace(r, flags), named));
    if (named.name === "iframe") el.setAttribute("sandbox", "allow-same-origin");
    if (flags & ElementFlag.Attributes) {
      const n = r.count(LIMITS.attributes);
      for (let i = 0; i < n; i++) {
        const attribute = r.str();
        this.#attributes.set(el, attribute, r.str());
      }
    }
    if (flags & ElementFlag.Children) this.#records(r, el, null, depth + 1);
    return el;
  }

  #namespace(r: Reader, flags: number): string {
    if (flags & ElementFlag.Svg) return SVG_NS;
    if (flags & ElementFlag.MathMl) return MATHML_NS;
    return flags & ElementFlag.OtherNamespace ? allowedNamespace(r.str()) : HTML_NS;
  }

  #shadow(r: Reader, kind: number, host: Node, depth: number): void {
    const flags = r.uint();
    if (host.nodeType !== 1) throw new DecodeError("only elements have shadow trees");
    const known = this.#nodes.innerOf(host);
    const root = known ?? attach(host as Element, kind === NodeKind.ClosedShadow, flags);
    if (!known) {
      this.#nodes.setInner(host as Element, root);
      this.#events.shadow(root as ShadowRoot);
    }
    root.replaceChildren();
    this.#add(root);
    this.#records(r, root, null, depth + 1);
  }

  #frame(r: Reader, owner: Node, depth: number): void {
    const mode = r.uint();
    if (owner.nodeType !== 1 || (owner as Element).localName !== "iframe") {
      throw new DecodeError("only frames have documents");
    }
    const frame = owner as HTMLIFrameElement;
    const content = this.#document.createDocumentFragment();
    // The id of the document comes before those of its content; the document itself exists once the frame is connected.
    // A frame within it is filled after it, which is what connects that.
    this.#frames.push([frame, mode, this.#nodes.reserve(), content]);
    this.#records(r, content, null, depth + 1);
  }

  /** After a run: fills frames that were connected with it, and moves what was to be moved. */
  #connected(): void {
    if (this.#frames.length + this.#moves.length > 0) this.#placeAll();
    for (const [frame, mode, id, content] of this.#frames.splice(0)) {
      const doc = this.#events.document(frame, mode);
      this.#nodes.fill(id, doc);
      this.#nodes.setInner(frame, doc);
      doc.replaceChildren(content);
    }
    for (const [marker, node] of this.#moves.splice(0)) {
      const parent = marker.parentNode;
      if (!parent) throw new DecodeError("no place for a moved node");
      move(parent, node, marker);
      parent.removeChild(marker);
    }
  }
}

/** Marks areas that policy hides, for the replica's own sheet. */
export const HIDDEN_MARK = "sp-hidden";

/** A name under which elements are built. */
interface ElementName {
  readonly name: string;
  /** An HTML document makes an HTML element of just this name by it. */
  readonly isLower: boolean;
}

function elementName(told: string): ElementName {
  const name = allowedName(told);
  return { name, isLower: name === name.toLowerCase() };
}

function create(doc: Document, ns: string, { name, isLower }: ElementName): Element {
  try {
    if (ns === HTML_NS && isLower) return doc.createElement(name);
    // By namespace a colon would make what is before it a prefix, and the rest another element's name.
    return doc.createElementNS(ns || null, name.includes(":") ? STAND_IN : name);
  } catch (cause) {
    throw new DecodeError(`no element can be named ${JSON.stringify(name)}`, { cause });
  }
}

function attach(host: Element, closed: boolean, flags: number): ShadowRoot {
  try {
    return host.attachShadow({
      mode: closed ? "closed" : "open",
      delegatesFocus: (flags & 1) !== 0,
      slotAssignment: flags & 2 ? "manual" : "named",
    });
  } catch (cause) {
    throw new DecodeError("this element takes no shadow tree", { cause });
  }
}

function insert(parent: Node, node: Node, before: Node | null): void {
  // A document has one element: the old one goes now, though its removal is told later.
  if (parent.nodeType === 9 && node.nodeType === 1) {
    const old = (parent as Document).documentElement;
    if (old && old !== node) {
      parent.removeChild(old);
      if (before === old) before = null;
    }
  }
  try {
    parent.insertBefore(node, before);
  } catch (cause) {
    throw new DecodeError("a node cannot be placed there", { cause });
  }
}

/**
 * Moves a node. What holds a frame is moved without being taken out, where the engine can, or the frame would lose its
 * document. All else is taken out and put in, as pages do it; besides, Chromium 156 crashes on some moves of slotted
 * nodes by moveBefore (found by the tree fuzz).
 */
function move(parent: MovableParent, node: Node, before: Node): void {
  if (node.contains(parent)) throw new DecodeError("a node cannot be put inside itself");
  const root = parent.getRootNode();
  if (parent.moveBefore && root.nodeType === 9 && node.getRootNode() === root && holdsFrame(node)) {
    try {
      parent.moveBefore(node, before);
      return;
    } catch {
      // Some places take no moved nodes: there is still removal and insertion.
    }
  }
  insert(parent, node, before);
}

function holdsFrame(node: Node): boolean {
  return (
    node.nodeType === 1 &&
    ((node as Element).localName === "iframe" || !!(node as Element).querySelector("iframe"))
  );
}
