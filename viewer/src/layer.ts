// What the viewer draws over the picture, in CSS px of the replica's viewport: annotations, the outline of what the
// customer sees, veils, and where the keyboard is.
import { type Box, HIGHLIGHT_FILL, pathOf } from "@samepage/mirror/annotate";
import type { Mark } from "./drawing/marks.ts";

const SVG = "http://www.w3.org/2000/svg";

/** All that is drawn; what is null or empty is not. */
export interface Drawing {
  readonly marks: readonly Mark[];
  /** What the customer sees of the page, and the words beside it. */
  readonly seen: { readonly box: Box; readonly words: string } | null;
  /** What is not on the customer's screen at all. */
  readonly veils: readonly Box[];
  /** Where the keyboard reads. */
  readonly reading: Box | null;
}

/** Space between an outlined element and its outline, in CSS px. */
const RING_GAP = 3;
/** Where the words stand in the outline, in CSS px. */
const WORDS_AT = { x: 10, y: 20 };

export class Layer {
  readonly #svg: SVGSVGElement;

  constructor(parent: HTMLElement) {
    this.#svg = parent.ownerDocument.createElementNS(SVG, "svg");
    this.#svg.classList.add("layer");
    this.#svg.setAttribute("aria-hidden", "true");
    parent.append(this.#svg);
  }

  draw(drawing: Drawing): void {
    this.#svg.replaceChildren(
      ...drawing.veils.map((box) => this.#rect(box, "veil")),
      ...this.#seen(drawing.seen),
      ...drawing.marks.map((mark) => this.#mark(mark)),
      ...(drawing.reading ? [this.#rect(outset(drawing.reading), "reading")] : []),
    );
  }

  #mark({ id, pen, spots, box }: Mark): SVGElement {
    const path = this.#element("path", "mark");
    path.setAttribute("d", pathOf(pen.tool, spots, box, pen.width));
    path.setAttribute("stroke", pen.colour);
    path.setAttribute("stroke-width", String(pen.width));
    path.setAttribute("fill", pen.tool === "highlight" ? pen.colour : "none");
    path.setAttribute("fill-opacity", String(HIGHLIGHT_FILL));
    path.dataset["mark"] = id;
    return path;
  }

  #seen(seen: Drawing["seen"]): SVGElement[] {
    if (!seen) return [];
    const words = this.#element("text", "seen-words");
    words.textContent = seen.words;
    words.setAttribute("x", String(seen.box.left + WORDS_AT.x));
    words.setAttribute("y", String(seen.box.top + WORDS_AT.y));
    return [this.#rect(seen.box, "seen"), words];
  }

  #rect({ left, top, width, height }: Box, name: string): SVGElement {
    const rect = this.#element("rect", name);
    const all = { x: left, y: top, width, height };
    for (const [key, value] of Object.entries(all)) rect.setAttribute(key, String(value));
    return rect;
  }

  #element(tag: string, name: string): SVGElement {
    const el = this.#svg.ownerDocument.createElementNS(SVG, tag) as SVGElement;
    el.classList.add(name);
    return el;
  }
}

function outset({ left, top, width, height }: Box): Box {
  return {
    left: left - RING_GAP,
    top: top - RING_GAP,
    width: width + 2 * RING_GAP,
    height: height + 2 * RING_GAP,
  };
}
