import { DecodeError } from "../codec/error.ts";

/** Beyond so many places, telling which of them a removal touches costs more than waiting gains. */
const RUNS_MAX = 64;
/** Payloads of one change; a page that changes without end must not stand still. */
const PAYLOADS_MAX = 24;

/** New nodes on their way to one place. */
interface Run {
  readonly parent: Node;
  readonly before: Node | null;
  readonly nodes: DocumentFragment;
}

/**
 * What a change inserts and removes while the rest of it is still on its way: all of it shows at once, as it did in the
 * page, and the page is laid out once. New nodes wait outside the document, nodes that go wait within it.
 */
export class Staged {
  readonly #document: Document;
  readonly #runs = new Set<Run>();
  /** Runs by the node before which they come, */
  readonly #before = new Map<Node, Run>();
  /** and by the parent at whose end they do. */
  readonly #atEnd = new Map<Node, Run>();
  #gone: Node[] = [];
  /** Payloads that have waited. */
  #payloads = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  get any(): boolean {
    return this.#runs.size + this.#gone.length > 0;
  }

  /** No further place can be kept. */
  get full(): boolean {
    return this.#runs.size >= RUNS_MAX;
  }

  /** Where nodes for this place wait; null where they have to be put there at once. */
  run(parent: Node, before: Node | null): DocumentFragment | null {
    if (!this.#keeps(parent)) return null;
    const known = before ? this.#before.get(before) : this.#atEnd.get(parent);
    if (known) return known.nodes;
    const run = { parent, before, nodes: this.#document.createDocumentFragment() };
    this.#runs.add(run);
    if (before) this.#before.set(before, run);
    else this.#atEnd.set(parent, run);
    return run.nodes;
  }

  /** Takes a node that is to go with the rest; false where it has to go at once. */
  remove(node: Node): boolean {
    if (!node.parentNode || !this.#keeps(node.parentNode)) return false;
    this.#gone.push(node);
    return true;
  }

  /** Whether something waits for a place beside or inside this node. */
  needs(node: Node): boolean {
    if (this.#before.has(node)) return true;
    for (const { parent } of this.#runs) if (node.contains(parent)) return true;
    return false;
  }

  /** A payload is over whose change goes on: all waits for the next one, unless it has waited for many. */
  wait(): void {
    if (++this.#payloads >= PAYLOADS_MAX) this.place();
  }

  /** Puts everything where it belongs. */
  place(): void {
    this.#payloads = 0;
    const [gone, runs] = [this.#gone, [...this.#runs]];
    this.#gone = [];
    for (const known of [this.#runs, this.#before, this.#atEnd]) known.clear();
    for (const node of gone) node.parentNode?.removeChild(node);
    for (const { parent, before, nodes } of runs) {
      try {
        parent.insertBefore(nodes, before);
      } catch (cause) {
        throw new DecodeError("a run cannot be placed there", { cause });
      }
    }
  }

  /** A document has one element only, and custom elements come to life in their own document, not in a fragment. */
  #keeps(parent: Node): boolean {
    return parent.ownerDocument === this.#document && parent.isConnected;
  }
}
