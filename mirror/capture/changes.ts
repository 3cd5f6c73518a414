import { NodeKind, Section, TreeOp } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Children } from "./children.ts";
import type { Dirty } from "./dirty.ts";
import type { Frames } from "./frames.ts";
import type { Natives } from "./natives.ts";
import { listed } from "./section.ts";
import type { Sent } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** Writes the page's nodes: all of them, or what is marked of their lists, attributes and texts. */
export type Changes = ReturnType<typeof createChanges>;

/** @param holds whether a node changes too often to be told of now */
export function createChanges(
  natives: Natives,
  walker: Walker,
  writer: Writer,
  dirty: Dirty,
  childLists: Children,
  frames: Frames,
  holds: (sent: Sent) => boolean,
) {
  /** Nodes the mask wants to have sent anew. */
  const anew = new Set<Sent>();

  return { stale, reset, whole, lists, attributes, texts };

  /** The mask's verdict on a node has changed: it is sent anew, or all its attributes are. */
  function stale(sent: Sent, attributesOnly: boolean): void {
    if (!attributesOnly && sent.parent) anew.add(sent);
    else if (natives.nodeType(sent.node) === 1) {
      for (const name of natives.attributeNames(sent.node as Element)) dirty.attribute(sent, name);
    }
  }

  function reset(): void {
    dirty.clear();
    anew.clear();
  }

  /** The Tree section of a keyframe: the page's document, as far as the budget goes. */
  function whole(): void {
    listed(writer, walker, Section.Tree, () => {
      writer.uint(TreeOp.Append);
      walker.ref(0);
      walker.inner(natives.document, null);
      writer.uint(NodeKind.End);
    });
  }

  /** The Tree section of a change; answers whether the tree is another now. */
  function lists(): boolean {
    const { children, rests } = dirty;
    if (children.size + rests.size + anew.size === 0 && !frames.any) return false;
    return listed(writer, walker, Section.Tree, () => {
      for (const sent of anew) again(sent);
      anew.clear();
      childLists.flush();
      frames.flush(childLists);
    });
  }

  function again(sent: Sent): void {
    if (!sent.alive || !sent.parent) return;
    const { parent, node } = sent;
    const isInner = parent.inner === sent;
    childLists.forget(sent);
    if (isInner) frames.innerChanged(parent.node as Element);
    else dirty.child(parent, node);
  }

  function attributes(): void {
    const { attributes } = dirty;
    if (attributes.size === 0) return;
    listed(writer, walker, Section.Attributes, () => {
      for (const [sent, names] of attributes) {
        if (walker.tick()) break;
        if (sent.alive && holds(sent)) continue;
        attributes.delete(sent);
        if (!sent.alive) continue;
        const changes = walker.attributes(sent.node as Element, names);
        if (changes.length === 0) continue;
        walker.ref(sent.id);
        writer.uint(changes.length);
        for (const { name, value } of changes) {
          writer.str(name);
          writer.bool(value !== null);
          if (value !== null) writer.str(value);
        }
      }
    });
  }

  /** Answers whether any text is another now. */
  function texts(): boolean {
    const { texts } = dirty;
    if (texts.size === 0) return false;
    return listed(writer, walker, Section.Text, () => {
      for (const sent of texts) {
        if (walker.tick()) break;
        if (sent.alive && holds(sent)) continue;
        texts.delete(sent);
        if (!sent.alive || !sent.parent || natives.nodeType(sent.node) === 8) continue;
        if (walker.repeats(sent.node as Text, sent.parent)) continue;
        walker.ref(sent.id);
        walker.text(sent.node as Text, sent.parent);
      }
    });
  }
}
