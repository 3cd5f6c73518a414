import type { Dirty } from "./dirty.ts";
import type { Natives } from "./natives.ts";
import type { Sent, SentTree } from "./tree.ts";

const XLINK_NS = "http://www.w3.org/1999/xlink";
const XML_NS = "http://www.w3.org/XML/1998/namespace";

/** Elements that are looked through, from the inside out, for one that lives from its content: an option may be in a group. */
const OWNER_DEPTH = 4;

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
export type Observer = ReturnType<typeof createObserver>;

export function createObserver(natives: Natives, tree: SentTree, dirty: Dirty, parts: ObservedParts) {
  const observer: MutationObserver = new natives.MutationObserver((records) => {
    if (mark(records)) parts.wake();
  });

  return { root, drain, mark, stop };

  function root(root: Document | ShadowRoot): void {
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  }

  /** Marks what has not been delivered yet, so that a flush never reads past its own marks. */
  function drain(): void {
    const records = observer.takeRecords();
    if (records.length > 0) mark(records);
  }

  function stop(): void {
    observer.disconnect();
  }

  /** Marks what records are about, and answers whether any is about something that the replica has. */
  function mark(records: readonly MutationRecord[]): boolean {
    parts.touched(records);
    let any = false;
    for (const record of records) {
      const sent = tree.get(record.target);
      if (sent) {
        any = true;
        one(record, sent);
      } else if (record.type !== "attributes" && inside(record.target)) any = true;
    }
    return any;
  }

  function one(record: MutationRecord, sent: Sent): void {
    switch (record.type) {
      case "attributes":
        dirty.attribute(sent, qualified(record));
        break;
      case "characterData":
        dirty.texts.add(sent);
        break;
      default:
        children(record, sent);
    }
    if (sent.special) parts.changed(sent);
  }

  function children(record: MutationRecord, parent: Sent): void {
    for (const list of [record.addedNodes, record.removedNodes]) {
      const n = list.length;
      for (let i = 0; i < n; i++) dirty.child(parent, list[i] as Node);
    }
    const type = natives.nodeType(parent.node);
    if (type === 9) parts.documentChanged(parent.node as Document);
    else if (type === 1 && !parent.special) within(parent);
  }

  /** The same for what the replica has: its tree is climbed for less than the page's. */
  function within(sent: Sent): void {
    for (let at = sent.parent, depth = 1; at && depth < OWNER_DEPTH; at = at.parent, depth++) {
      if (at.special && natives.nodeType(at.node) === 1) return parts.changedInside(at.node as Element);
    }
  }

  /** Text in a style element, options in a select: told to the nearest element that lives from its content. */
  function inside(node: Node): boolean {
    let at: Node | null = node;
    for (let depth = 0; at && depth < OWNER_DEPTH; at = natives.parentNode(at), depth++) {
      if (natives.nodeType(at) !== 1) continue;
      if (!tree.get(at)?.special) continue;
      parts.changedInside(at as Element);
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
