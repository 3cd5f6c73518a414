import { type Box, fromFractions, grown, HIGHLIGHT_FILL, pathOf } from "@samepage/mirror/annotate";
import type { AnnotateDrawBody, AnnotateTool } from "@samepage/wire";
import { boxOf } from "../dialogs/project.ts";

const SVG = "http://www.w3.org/2000/svg";

/** Most numbers of one stroke that are kept: an hour of drawing without lifting the pen is nobody's wish. */
const MAX_NUMBERS = 20_000;

/** Widths outside of this are brought into it, in CSS pixels. */
const WIDTHS = { least: 1, most: 48 };

/** Drawn where an agent names no colour that there is. */
const DEFAULT_COLOUR = "#d6336c";

/** One annotation: points in fractions of its element's box, drawn where that box is now (A16). */
export class Drawing {
  readonly id: string;
  readonly agent: string;
  readonly name: string;
  readonly path: SVGPathElement;
  element: Element;
  readonly tool: AnnotateTool;
  #width = 1;
  #points: number[] = [];
  /** What the path was last made for. */
  #made = "";
  #version = 0;

  constructor(body: AnnotateDrawBody, tool: AnnotateTool, element: Element) {
    this.id = body.id;
    this.agent = body.from?.agent ?? "";
    this.name = body.from?.name ?? "";
    this.element = element;
    this.tool = tool;
    this.path = document.createElementNS(SVG, "path");
    this.path.setAttribute("class", tool);
    this.path.style.setProperty("--ink", CSS.supports("color", body.colour) ? body.colour : DEFAULT_COLOUR);
    this.path.style.setProperty("--fill", String(HIGHLIGHT_FILL));
  }

  /** Takes what is new of it; what misses points in between is left for the message that has them. */
  grow(body: AnnotateDrawBody, element: Element): void {
    const points = grown(this.#points, body.points, body.offset ?? 0);
    if (!points || points.length > MAX_NUMBERS) return;
    this.element = element;
    this.#points = points;
    this.#version++;
    this.#width = Math.min(Math.max(body.width, WIDTHS.least), WIDTHS.most);
    this.path.style.setProperty("--width", `${this.#width}px`);
  }

  /** Draws it where its element is; returns false when the element is no longer in the page. */
  place(): boolean {
    const box = boxOf(this.element);
    this.path.toggleAttribute("hidden", !box);
    if (!box) return this.element.isConnected;
    this.#draw(box);
    return true;
  }

  #draw(box: Box): void {
    const made = [this.#version, box.left, box.top, box.width, box.height].join(" ");
    if (made === this.#made) return;
    this.#made = made;
    this.path.setAttribute("d", pathOf(this.tool, fromFractions(this.#points, box), box, this.#width));
  }
}
