import { plainJson } from "@samepage/wire";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { SentTree } from "./tree.ts";

/** Custom highlights: named sets of ranges that style sheets paint. */
export type Highlights = ReturnType<typeof createHighlights>;

export function createHighlights(host: CaptureHost, tree: SentTree) {
  let lastTold = "[]";
  let dirty = false;

  return {
    get any(): boolean {
      return dirty;
    },
    realm,
    treeChanged,
    reset,
    write,
  };

  function realm(w: PageWindow): void {
    for (const owner of [w.HighlightRegistry?.prototype, w.Highlight?.prototype]) {
      for (const key of ["set", "add", "delete", "clear"]) host.notice(owner, key, mark);
    }
    host.notice(w.Highlight?.prototype, "priority", mark);
  }

  function mark(): void {
    dirty = true;
    host.wakeLater();
  }

  /** Live ranges move with the text they are in. */
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
    const all: unknown[] = [];
    for (const [name, highlight] of host.window.CSS.highlights as unknown as Iterable<[string, Highlight]>) {
      const ranges: number[][] = [];
      for (const range of highlight as unknown as Iterable<AbstractRange>) {
        const told = toldRange(range);
        if (told) ranges.push(told);
      }
      all.push([host.mask.word(name), highlight.priority, highlight.type, ranges]);
    }
    const told = plainJson(all);
    if (told === lastTold) return false;
    lastTold = told;
    w.text(told);
    return true;
  }

  function toldRange(range: AbstractRange): number[] | null {
    const { startContainer, startOffset, endContainer, endOffset } = range;
    const [start, end] = [tree.of(startContainer), tree.of(endContainer)];
    const { mask } = host;
    return start && end && mask.facts(startContainer) && mask.facts(endContainer)
      ? [start, startOffset, end, endOffset]
      : null;
  }
}
