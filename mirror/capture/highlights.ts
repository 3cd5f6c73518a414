import { plainJson } from "@samepage/wire";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { SentTree } from "./tree.ts";

/** Calls through which script moves a range that may be highlighted. */
const MOVES =
  "setStart setEnd setStartBefore setStartAfter setEndBefore setEndAfter collapse selectNode selectNodeContents";

/** Custom highlights: named sets of ranges that style sheets paint. */
export type Highlights = ReturnType<typeof createHighlights>;

export function createHighlights(host: CaptureHost, tree: SentTree) {
  const documents = new Set<Document>();
  /** Ranges that were told. */
  const painted = new WeakSet<AbstractRange>();
  let lastTold = "[]";
  let dirty = false;

  return {
    get any(): boolean {
      return dirty;
    },
    realm,
    root,
    rootGone,
    treeChanged,
    reset,
    write,
  };

  function realm(w: PageWindow): void {
    for (const owner of [w.HighlightRegistry?.prototype, w.Highlight?.prototype]) {
      for (const key of ["set", "add", "delete", "clear", "priority", "type"]) host.notice(owner, key, mark);
    }
    for (const key of MOVES.split(" ")) {
      host.notice(w.Range.prototype, key, (self) => {
        if (painted.has(self as Range)) mark();
      });
    }
  }

  /** A document or shadow root is mirrored. */
  function root(root: Document | ShadowRoot): void {
    if (host.natives.nodeType(root) === 9) documents.add(root as Document);
  }

  function rootGone(root: Document | ShadowRoot): void {
    if (documents.delete(root as Document)) treeChanged();
  }

  function mark(): void {
    dirty = true;
    host.wakeLater();
  }

  /** Live ranges move with the nodes and the text they are in. */
  function treeChanged(): void {
    if (lastTold !== "[]") dirty = true;
  }

  function reset(): void {
    lastTold = "[]";
    dirty = "highlights" in (host.window.CSS ?? {});
  }

  /** The Highlights section's body: all of them, as JSON. */
  function write(w: Writer): boolean {
    dirty = false;
    const told = plainJson([...documents].flatMap(toldOf));
    if (told === lastTold) return false;
    lastTold = told;
    w.text(told);
    return true;
  }

  function toldOf(document: Document): unknown[] {
    const id = tree.of(document);
    const view = document.defaultView as PageWindow | null;
    const registry = view?.CSS?.highlights as unknown as Iterable<[string, Highlight]> | undefined;
    if (!id || !registry) return [];
    return [...registry].flatMap(([name, highlight]) => {
      const ranges = [...(highlight as unknown as Iterable<AbstractRange>)].map(toldRange).filter(Boolean);
      // One that paints nothing that may be told is not told either.
      if (ranges.length === 0) return [];
      return [[id, host.mask.word(name, document), highlight.priority, highlight.type, ranges]];
    });
  }

  function toldRange(range: AbstractRange): number[] | null {
    painted.add(range);
    const { startContainer, startOffset, endContainer, endOffset } = range;
    const [start, end] = [tree.of(startContainer), tree.of(endContainer)];
    const { mask } = host;
    return start && end && mask.facts(startContainer) && mask.facts(endContainer)
      ? [start, startOffset, end, endOffset]
      : null;
  }
}
