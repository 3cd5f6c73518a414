import { DecodeError } from "../codec/error.ts";
import { LIMITS } from "../codec/limits.ts";

/** Where a node keeps its id: no script runs in a replica, and no name that a page gives its elements hides a symbol. */
const ID = Symbol("id");

type Numbered = Node & { [ID]?: number };

/** The replica's nodes by the ids of the stream, and what stands inside them. */
export class Nodes {
  #byId: (Node | undefined)[] = [undefined];
  /** Shadow roots (closed ones too) and inner documents by their owners. */
  #inner = new WeakMap<Node, ShadowRoot | Document>();
  #owner = new WeakMap<Node, Element>();
  #hasInner = false;
  #alive = 0;

  /** Nodes the replica has. */
  get size(): number {
    return this.#alive;
  }

  /** Gives the next id; both ends count alike. */
  add(node: Node): number {
    if (++this.#alive > LIMITS.nodes) throw new DecodeError("too many nodes");
    const id = this.#byId.push(node) - 1;
    (node as Numbered)[ID] = id;
    return id;
  }

  /** An id whose node is given later. */
  reserve(): number {
    return this.#byId.push(undefined) - 1;
  }

  fill(id: number, node: Node): void {
    if (++this.#alive > LIMITS.nodes) throw new DecodeError("too many nodes");
    this.#byId[id] = node;
    (node as Numbered)[ID] = id;
  }

  get(id: number): Node | undefined {
    return this.#byId[id];
  }

  /** The node of an id, which must be there. */
  need(id: number): Node {
    const node = this.#byId[id];
    if (!node) throw new DecodeError(`no node ${id}`);
    return node;
  }

  element(id: number): Element {
    const node = this.need(id);
    if (node.nodeType !== 1) throw new DecodeError(`node ${id} is not an element`);
    return node as Element;
  }

  /** 0: the stream knows it not, or not any more. */
  id(node: Node): number {
    const id = (node as Numbered)[ID] ?? 0;
    return this.#byId[id] === node ? id : 0;
  }

  setInner(owner: Element, inner: ShadowRoot | Document): void {
    this.#hasInner = true;
    this.#inner.set(owner, inner);
    this.#owner.set(inner, owner);
  }

  innerOf(owner: Node): ShadowRoot | Document | undefined {
    return this.#inner.get(owner);
  }

  /** Parent of a node; for a shadow root its host, for an inner document its frame. */
  outer(node: Node): Node | null {
    return node.parentNode ?? this.#owner.get(node) ?? null;
  }

  /** Forgets a node with everything in it; `gone` hears of each shadow root and document among it. */
  forget(top: Node, gone: (root: ShadowRoot | Document) => void): void {
    const stack: Node[] = [top];
    if (top.nodeType === 9 || top.nodeType === 11) gone(top as ShadowRoot | Document);
    for (let node = stack.pop(); node; node = stack.pop()) {
      const id = (node as Numbered)[ID];
      if (id !== undefined && this.#byId[id] === node) {
        this.#byId[id] = undefined;
        this.#alive--;
      }
      const inner = this.#hasInner ? this.#inner.get(node) : undefined;
      if (inner) {
        gone(inner);
        stack.push(inner);
      }
      for (let c = node.firstChild; c; c = c.nextSibling) stack.push(c);
    }
  }

  reset(): void {
    this.#byId = [undefined];
    this.#inner = new WeakMap();
    this.#owner = new WeakMap();
    this.#hasInner = false;
    this.#alive = 0;
  }
}
