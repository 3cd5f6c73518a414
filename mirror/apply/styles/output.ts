/** A place in rewritten CSS that is filled in when the sheet is built, and again when a resource arrives. */
export type Hole =
  /** An address; `offset` is where it stands in the text that was sent, which names it (DESIGN §4 Assets). */
  | { readonly kind: "url"; readonly offset: number; readonly address: string }
  /** Mark of the n-th font that was taken out of the text. */
  | { readonly kind: "face"; readonly index: number }
  /** The content of the n-th `@import` of the text. */
  | { readonly kind: "import"; readonly index: number }
  /** Root of a scope that is where the sheet's element stands. */
  | { readonly kind: "scope" };

/** Rewritten CSS: runs of text with holes between them. */
export class Output {
  readonly #text: string;
  readonly #parts: string[] = [];
  readonly #holes: Hole[] = [];
  #run = "";
  #copied: number;

  /** Copies from `text`, beginning at `from`. */
  constructor(text: string, from = 0) {
    this.#text = text;
    this.#copied = from;
  }

  get holes(): readonly Hole[] {
    return this.#holes;
  }

  /** Copies the source up to an offset. */
  copyTo(offset: number): this {
    if (offset > this.#copied) {
      this.#run += this.#text.slice(this.#copied, offset);
      this.#copied = offset;
    }
    return this;
  }

  write(css: string): this {
    this.#run += css;
    return this;
  }

  /** Leaves the source out up to an offset. */
  skipTo(offset: number): this {
    this.#copied = Math.max(this.#copied, offset);
    return this;
  }

  /** Writes `css` in place of the source between two offsets. */
  replace(from: number, to: number, css: string): this {
    return this.copyTo(from).write(css).skipTo(to);
  }

  hole(hole: Hole): this {
    this.#parts.push(this.#run);
    this.#holes.push(hole);
    this.#run = "";
    return this;
  }

  /** The text with its holes filled. */
  render(fill: (hole: Hole) => string): string {
    let css = "";
    this.#holes.forEach((hole, i) => {
      css += (this.#parts[i] as string) + fill(hole);
    });
    return css + this.#run;
  }
}
