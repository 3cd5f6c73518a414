// What the viewer draws over the picture, in CSS px of the replica's viewport: annotations, the outline of what the
// customer sees, veils, and where the keyboard is.
import { type Box, HIGHLIGHT_FILL, outset, pathOf } from "@samepage/mirror/annotate";
import type { Caret, PagePoint } from "@samepage/mirror/apply";
import type { Mark } from "./drawing/marks.ts";
import { drawList, type OpenList } from "./seeing/open-list.ts";

const SVG = "http://www.w3.org/2000/svg";

/** All that is drawn; what is null or empty is not. */
export interface Drawing {
  readonly marks: readonly Mark[];
  /** What the customer sees of the page where that is not all of it, and the words that say so. */
  readonly seen: readonly Box[];
  readonly seenWords: string;
  /** What is not on the customer's screen at all. */
  readonly veils: readonly Box[];
  /** Lists of selects that the customer has open. */
  readonly lists: readonly OpenList[];
  /** Where the customer writes: browsers draw it only where the focus is, which no replica has. */
  readonly caret: Caret | null;
  /** Where the customer's own pointer is. */
  readonly pointer: PagePoint | null;
  /** Where the keyboard reads. */
  readonly reading: Box | null;
}

/** A pointer as most systems draw it, in CSS px from its tip. */
const ARROW = "M0 0v16.5l3.9-3.6 2.6 6.1 2.7-1.1-2.6-6h5.2z";
/** Space between an outlined element and its outline, in CSS px. */
const RING_GAP = 3;
/** The tab of the outline, in CSS px. */
const LABEL = { height: 22, pad: 8, baseline: 15 };

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
      ...this.#seen(drawing),
      ...drawing.marks.map((mark) => this.#mark(mark)),
      ...drawing.lists.map((list) => drawList(this.#svg, list)),
      ...(drawing.caret ? [this.#caret(drawing.caret)] : []),
      ...(drawing.pointer ? [this.#pointer(drawing.pointer)] : []),
      ...(drawing.reading ? [this.#rect(outset(drawing.reading, RING_GAP), "reading")] : []),
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

  #caret({ box, color }: Caret): SVGElement {
    const caret = this.#rect(box, "caret");
    caret.setAttribute("fill", color);
    return caret;
  }

  #pointer({ x, y }: PagePoint): SVGElement {
    const pointer = this.#element("path", "customer-pointer");
    pointer.setAttribute("d", ARROW);
    pointer.setAttribute("transform", `translate(${x} ${y})`);
    return pointer;
  }

  #seen({ seen, seenWords }: Drawing): SVGElement[] {
    const first = seen[0];
    return [...seen.map((box) => this.#rect(box, "seen")), ...(first ? [this.#label(first, seenWords)] : [])];
  }

  /** A tab with words on the upper edge of a box. */
  #label({ left, top }: Box, words: string): SVGElement {
    const text = this.#element("text", "seen-words");
    text.textContent = words;
    const y = Math.max(top, 0);
    text.setAttribute("x", String(left + LABEL.pad));
    text.setAttribute("y", String(y + LABEL.baseline));
    this.#svg.append(text); // only what is in the page has a length
    const width = text.getComputedTextLength() + 2 * LABEL.pad;
    const group = this.#element("g", "label");
    group.append(this.#rect({ left, top: y, width, height: LABEL.height }, "seen-tab"), text);
    return group;
  }

  #rect({ left, top, width, height }: Box, name: string): SVGElement {
    const rect = this.#element("rect", name);
    const all = { x: left, y: top, width, height };
    for (const [key, value] of Object.entries(all)) rect.setAttribute(key, String(value));
    return rect;
  }

  #element<T extends keyof SVGElementTagNameMap>(tag: T, name: string): SVGElementTagNameMap[T] {
    const el = this.#svg.ownerDocument.createElementNS(SVG, tag);
    el.classList.add(name);
    return el;
  }
}
