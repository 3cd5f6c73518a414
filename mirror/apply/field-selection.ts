import { caretPiece, type LinePiece, linePieces, type TextField } from "./field-lines.ts";
import { STATE_PREFIX } from "./styles/index.ts";

/** Marks the field while it is asked what its page says of selected text. */
const ASKED = `${STATE_PREFIX}selecting`;
/** Stands for a colour of which the page says nothing. */
const UNSAID = "rgb(1, 2, 3)";
/** Below all that a page says, for the base sheet. */
export const SELECTION_ASKED = `:where([${ASKED}])::selection{color:${UNSAID};background:${UNSAID}}`;
/** A caret's, in CSS px, as browsers draw it. */
export const CARET_WIDTH = 1;
/** Lines that are drawn at most: more than any screen has. */
const PIECES_MAX = 256;
/** Less cannot be told from nothing: colours have 255 steps. */
const NEARLY_NONE = 1 / 255;
/** Of the filter's numbers, which are products of colours from 0 to 1. */
const DECIMALS = 5;

/** Red, green and blue from 0 to 1, and opacity. */
type Color = readonly [number, number, number, number];
const RED = 0;
const ALPHA = 3;

const part = (color: Color, channel: number): number => color[channel] as number;

/** A caret in a field, in CSS px from the corner of the field's border box. */
export interface FieldCaret {
  readonly field: TextField;
  readonly piece: LinePiece;
}

/**
 * Draws what the customer has selected in a text control. Engines do it only where the focus is, which no replica has; so a
 * filter gives the pixels of the selected letters the colours that they would have.
 */
export class FieldSelection {
  #field: TextField | null = null;
  #start = 0;
  #end = 0;
  #filter: Animation | null = null;
  #frame = 0;
  /** Where the caret stands, until something may have changed that. */
  #caret: LinePiece | null | undefined;

  /** One State of a field: `start,end,direction`, or nothing where it has not the focus. */
  told(field: TextField, value: string): void {
    const [start = -1, end = -1] = value.split(",").map(Number);
    if (0 <= start && start <= end) [this.#field, this.#start, this.#end] = [field, start, end];
    else if (field === this.#field) this.#field = null;
  }

  /** After a payload, which may have changed where the letters are. */
  settle(): void {
    this.#caret = undefined;
    const isSelected = this.#field && this.#start < this.#end;
    if ((!isSelected && !this.#filter) || this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** The field that has the focus and nothing selected, and its caret. */
  caret(): FieldCaret | null {
    const field = this.#field;
    if (!field?.isConnected || this.#start < this.#end) return null;
    if (this.#caret === undefined) this.#caret = caretPiece(field, this.#start, CARET_WIDTH);
    return this.#caret && { field, piece: this.#caret };
  }

  reset(): void {
    this.#field = null;
    this.#clear();
  }

  #clear(): void {
    this.#filter?.cancel();
    this.#filter = null;
  }

  #draw(): void {
    this.#clear();
    const field = this.#field;
    const view = field?.ownerDocument.defaultView;
    if (!field?.isConnected || !view || this.#start === this.#end) return;
    const pieces = linePieces(field, this.#start, this.#end).slice(0, PIECES_MAX);
    if (pieces.length === 0) return;
    const { filter } = view.getComputedStyle(field);
    const svg = filterSvg(onPixels(pieces, field, view), matrixOf(field, view));
    const drawn = `url("data:image/svg+xml,${encodeURIComponent(svg)}#f") ${filter === "none" ? "" : filter}`;
    this.#filter = field.animate({ filter: [drawn, drawn] }, { duration: 1, fill: "both" });
  }
}

/** Engines fill whole pixels. */
function onPixels(pieces: readonly LinePiece[], field: TextField, view: Window): LinePiece[] {
  const corner = field.getBoundingClientRect();
  const dpr = view.devicePixelRatio;
  const round = (at: number, from: number): number => Math.round((at + from) * dpr) / dpr - from;
  return pieces.map(({ left, top, right, bottom }) => ({
    left: round(left, corner.left),
    top: round(top, corner.top),
    right: round(right, corner.left),
    bottom: round(bottom, corner.top),
  }));
}

function filterSvg(pieces: readonly LinePiece[], matrix: string): string {
  const parts = pieces.map(
    ({ left, top, right, bottom }, i) =>
      `<feColorMatrix in="SourceGraphic" x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" values="${matrix}" result="p${i}"/>`,
  );
  const nodes = pieces.map((_, i) => `<feMergeNode in="p${i}"/>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg"><filter id="f" x="-1" y="-1" width="3" height="3" color-interpolation-filters="sRGB">${parts.join("")}<feMerge><feMergeNode in="SourceGraphic"/>${nodes}</feMerge></filter></svg>`;
}

/** How much of a pixel a letter covers: this channel of the pixel, times `factor`, and `offset`. */
interface Coverage {
  readonly channel: number;
  readonly factor: number;
  readonly offset: number;
}

/** The matrix that makes selected text of text. */
function matrixOf(field: TextField, view: Window): string {
  const style = view.getComputedStyle(field);
  const text = colorOf(style.webkitTextFillColor);
  const ground = groundOf(style, text);
  const said = selectionColors(field, view);
  const paper = over(said.background, over(ground, colorOf(backgroundAround(field, view))));
  const ink = over(said.color ?? text, paper);
  const { channel, factor, offset } = coverageOf(text, ground);
  const rows = [RED, RED + 1, RED + 2].map((at) => {
    const step = part(ink, at) - part(paper, at);
    const row = [0, 0, 0, 0, part(paper, at) + step * offset];
    row[channel] = step * factor;
    return row.map((value) => value.toFixed(DECIMALS)).join(" ");
  });
  return `${rows.join(" ")} 0 0 0 0 1`;
}

/** It is read from the colour in which text and background differ most or, where that lets through, from the opacity. */
function coverageOf(text: Color, ground: Color): Coverage {
  const through = 1 - ground[3];
  if (through > NEARLY_NONE) return { channel: ALPHA, factor: 1 / through, offset: 1 - 1 / through };
  const contrast = (at: number): number => part(text, at) - part(ground, at);
  const channel = [RED, RED + 1, RED + 2].reduce((most, at) =>
    Math.abs(contrast(at)) > Math.abs(contrast(most)) ? at : most,
  );
  const factor = contrast(channel) === 0 ? 0 : 1 / contrast(channel);
  return { channel, factor, offset: -part(ground, channel) * factor };
}

/** The field's own background; of a picture it is only known that the text can be read on it. */
function groundOf(style: CSSStyleDeclaration, text: Color): Color {
  const own = colorOf(style.backgroundColor);
  if (style.backgroundImage === "none" || own[3] > 1 - NEARLY_NONE) return own;
  return (text[0] + text[1] + text[2]) / 3 < 0.5 ? [1, 1, 1, 1] : [0, 0, 0, 1];
}

/** Colours of selected text as the page says them, or the engine's own; no `color`: that of the text. */
function selectionColors(field: TextField, view: Window): { background: Color; color: Color | null } {
  field.setAttribute(ASKED, "");
  const { backgroundColor, color } = view.getComputedStyle(field, "::selection");
  field.removeAttribute(ASKED);
  if (backgroundColor === UNSAID && color === UNSAID) {
    return { background: colorOf("Highlight"), color: colorOf("HighlightText") };
  }
  return {
    background: colorOf(backgroundColor === UNSAID ? "transparent" : backgroundColor),
    color: color === UNSAID ? null : colorOf(color),
  };
}

/** The nearest background that a field without one stands on. */
function backgroundAround(field: Element, view: Window): string {
  for (let at = field.parentElement; at; at = at.parentElement) {
    const { backgroundColor } = view.getComputedStyle(at);
    if (colorOf(backgroundColor)[3] > 1 - NEARLY_NONE) return backgroundColor;
  }
  return "Canvas";
}

/** One colour on another that is opaque. */
function over(front: Color, back: Color): Color {
  const [r, g, b] = front.map((value, at) => value * front[3] + part(back, at) * (1 - front[3])) as [
    number,
    number,
    number,
  ];
  return [r, g, b, 1];
}

let painter: OffscreenCanvasRenderingContext2D | null = null;

/** A colour in any of the ways of writing one. */
function colorOf(css: string): Color {
  painter ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!painter) return [0, 0, 0, 0];
  painter.clearRect(0, 0, 1, 1);
  painter.fillStyle = css;
  painter.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = painter.getImageData(0, 0, 1, 1).data;
  return [r / 255, g / 255, b / 255, a / 255];
}
