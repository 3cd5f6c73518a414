import type { Dirty } from "./dirty.ts";
import type { Natives } from "./natives.ts";
import type { Sent, SentTree } from "./tree.ts";

const XLINK_NS = "http://www.w3.org/1999/xlink";
const XML_NS = "http://www.w3.org/XML/1998/namespace";

/** What the observer tells besides marks. */
export interface ObservedParts {
  /** Before the marks of a batch are made: the mask looks at every record. */
  touched(records: readonly MutationRecord[]): void;
  /** An attribute or a child list of a node with a life of its own (style, control, image) has changed. */
  changed(sent: Sent): void;
  /** Something changed beneath an element whose children are not mirrored as nodes. */
  changedInside(el: Element): void;
  /** Children of a document were changed: it may have been opened anew. */
  documentChanged(doc: Document): void;
  wake(): void;
}

/** Watches all roots with one observer and turns its records into marks. */
export class Observer {
  readonly #natives: Natives;
  readonly #tree: SentTree;
  readonly #dirty: Dirty;
  readonly #parts: ObservedParts;
  readonly #observer: MutationObserver;

  constructor(natives: Natives, tree: SentTree, dirty: Dirty, parts: ObservedParts) {
    this.#natives = natives;
    this.#tree = tree;
    this.#dirty = dirty;
    this.#parts = parts;
    this.#observer = new natives.MutationObserver((records) => {
      if (this.#mark(records)) this.#parts.wake();
    });
  }

  root(root: Document | ShadowRoot): void {
    this.#observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  }

  /** Marks what has not been delivered yet, so that a flush never reads past its own marks; answers whether it was anything. */
  drain(): boolean {
    const records = this.#observer.takeRecords();
    return records.length > 0 && this.#mark(records);
  }

  stop(): void {
    this.#observer.disconnect();
  }

  /** Whether any of the records is about something that the replica has. */
  #mark(records: readonly MutationRecord[]): boolean {
    this.#parts.touched(records);
    let any = false;
    for (const record of records) {
      const sent = this.#tree.get(record.target);
      if (sent) {
        any = true;
        this.#one(record, sent);
      } else if (record.type !== "attributes" && this.#inside(record.target)) any = true;
    }
    return any;
  }

  #one(record: MutationRecord, sent: Sent): void {
    switch (record.type) {
      case "attributes":
        this.#dirty.attribute(sent, qualified(record));
        break;
      case "characterData":
        this.#dirty.texts.add(sent);
        break;
      default:
        this.#children(record, sent);
    }
    if (sent.special) this.#parts.changed(sent);
  }

  #children(record: MutationRecord, parent: Sent): void {
    for (const list of [record.addedNodes, record.removedNodes]) {
      const n = list.length;
      for (let i = 0; i < n; i++) this.#dirty.child(parent, list[i] as Node);
    }
    const type = this.#natives.nodeType(parent.node);
    if (type === 9) this.#parts.documentChanged(parent.node as Document);
    else if (type === 1 && !parent.special) this.#inside(parent.node);
  }

  /** Text in a style element, options in a select: told to the nearest element that lives from its content. */
  #inside(node: Node): boolean {
    for (let at: Node | null = node, depth = 0; at && depth < 4; at = this.#natives.parentNode(at), depth++) {
      if (this.#natives.nodeType(at) !== 1) continue;
      if (!this.#tree.get(at)?.special) continue;
      this.#parts.changedInside(at as Element);
      return true;
    }
    return false;
  }
}

function qualified(record: MutationRecord): string {
  const name = record.attributeName ?? "";
  if (record.attributeNamespace === XLINK_NS) return `xlink:${name}`;
  return record.attributeNamespace === XML_NS ? `xml:${name}` : name;
}
