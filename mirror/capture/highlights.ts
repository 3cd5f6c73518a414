import type { Writer } from "../codec/writer.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { SentTree } from "./tree.ts";

/** Custom highlights: named sets of ranges that style sheets paint. */
export class Highlights {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  #told = "[]";
  #dirty = false;

  constructor(host: CaptureHost, tree: SentTree) {
    this.#host = host;
    this.#tree = tree;
  }

  get any(): boolean {
    return this.#dirty;
  }

  realm(w: PageWindow): void {
    for (const owner of [w.HighlightRegistry?.prototype, w.Highlight?.prototype]) {
      for (const key of ["set", "add", "delete", "clear"]) this.#host.notice(owner, key, () => this.mark());
    }
    this.#host.notice(w.Highlight?.prototype, "priority", () => this.mark());
  }

  mark(): void {
    this.#dirty = true;
    this.#host.wakeLater();
  }

  /** Live ranges move with the text they are in. */
  treeChanged(): void {
    if (this.#told !== "[]") this.#dirty = true;
  }

  reset(): void {
    this.#told = "[]";
    this.#dirty = "highlights" in (this.#host.window.CSS ?? {});
  }

  /** The Highlights section's body: all of them, as JSON. */
  write(w: Writer): boolean {
    this.#dirty = false;
    const all: unknown[] = [];
    for (const [name, highlight] of this.#host.window.CSS.highlights as unknown as Iterable<
      [string, Highlight]
    >) {
      const ranges: number[][] = [];
      for (const range of highlight as unknown as Iterable<AbstractRange>) {
        const told = this.#range(range);
        if (told) ranges.push(told);
      }
      all.push([this.#host.mask.word(name), highlight.priority, highlight.type, ranges]);
    }
    const told = JSON.stringify(all);
    if (told === this.#told) return false;
    this.#told = told;
    w.text(told);
    return true;
  }

  #range(range: AbstractRange): number[] | null {
    const { startContainer, startOffset, endContainer, endOffset } = range;
    const [start, end] = [this.#tree.of(startContainer), this.#tree.of(endContainer)];
    const { mask } = this.#host;
    return start && end && mask.facts(startContainer) && mask.facts(endContainer)
      ? [start, startOffset, end, endOffset]
      : null;
  }
}
