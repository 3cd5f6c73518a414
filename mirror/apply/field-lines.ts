/** A text control that has one text with places in it. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A piece of a line, in CSS px from the corner of the control's border box. */
export interface LinePiece {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** After the text: it has no width, but makes a line of what follows the last break. */
const LAST = "\u200b";

/** Everything that decides where letters stand. */
const LETTERS = [
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "font-stretch",
  "font-variant",
  "font-kerning",
  "font-optical-sizing",
  "font-size-adjust",
  "font-feature-settings",
  "font-variation-settings",
  "text-rendering",
  "letter-spacing",
  "word-spacing",
  "line-height",
  "text-transform",
  "text-indent",
  "text-align",
  "direction",
  "unicode-bidi",
  "tab-size",
  "overflow-wrap",
  "word-break",
  "line-break",
  "hyphens",
];

/**
 * Where the characters from `start` to `end` of a control's text are seen, line by line. What goes on in the next line is
 * longer by a space, as engines show it. None where lines do not run horizontally.
 */
export function linePieces(field: TextField, start: number, end: number): LinePiece[] {
  const lines = (laid: LaidOut): LinePiece[] => {
    const rects = laid.rects(start, end);
    const space = laid.space;
    return rects
      .map((rect, i) => {
        const next = rects[i + 1];
        const goesOn = rect.width === 0 || (next !== undefined && laid.lineOf(next) !== laid.lineOf(rect));
        const { left, top, right, bottom } = laid.piece(rect);
        const more = goesOn ? space : 0;
        return laid.isRightToLeft
          ? { left: left - more, top, right, bottom }
          : { left, top, right: right + more, bottom };
      })
      .map((piece) => within(piece, laid.clip))
      .filter(({ left, top, right, bottom }) => left < right && top < bottom);
  };
  return layOut(field, lines) ?? [];
}

/** Where a caret before a character of a control's text is: a line of `width` px; null where it is not seen. */
export function caretPiece(field: TextField, before: number, width: number): LinePiece | null {
  return layOut(field, ({ clip, isRightToLeft, piece, rects }) => {
    // not a range without a character: after a break Firefox has it at the end of the line before
    const rect = rects(before, before + 1).at(-1);
    if (!rect) return null;
    const { left: start, top, right: end, bottom } = piece(rect);
    const left = isRightToLeft ? end : start;
    if (left < clip.left - width || left > clip.right + width) return null;
    // after text that fills its field it stands on the last letter
    const at = Math.min(Math.max(left, clip.left), clip.right - width);
    const seen = within({ left: at, top, right: at + width, bottom }, clip);
    return seen.top < seen.bottom ? seen : null;
  });
}

/** A control's text as it is laid out. */
interface LaidOut {
  /** What is seen of the text. */
  readonly clip: LinePiece;
  readonly isRightToLeft: boolean;
  /** Width of a space. */
  readonly space: number;
  rects(start: number, end: number): DOMRect[];
  lineOf(rect: DOMRect): number;
  /** The line's whole height at a rectangle, from the corner of the control's border box. */
  piece(rect: DOMRect): LinePiece;
}

/**
 * Engines tell of no control where its letters are, so its text is laid out once more, beside the page and for this moment
 * only. Null where lines do not run horizontally.
 */
function layOut<T>(field: TextField, measure: (laid: LaidOut) => T): T | null {
  const view = field.ownerDocument.defaultView;
  const style = view?.getComputedStyle(field);
  if (!style?.writingMode.startsWith("horizontal")) return null;
  const box = contentBox(field, style);
  const isLine = field.localName === "input";
  const copy = copyOf(field, style, box.right - box.left, isLine ? "pre" : style.whiteSpace);
  field.ownerDocument.documentElement.append(copy);
  try {
    copy.textContent = "x x";
    const line = copy.getBoundingClientRect().height;
    const space = rectsIn(copy, 1, 2)[0]?.width ?? 0;
    copy.textContent = field.value + LAST;
    const { left, top, height } = copy.getBoundingClientRect();
    const room = isLine ? box.bottom - box.top - height : 0;
    const x = box.left - field.scrollLeft - left;
    const y = box.top - field.scrollTop + room / 2;
    const lineOf = (rect: DOMRect): number => Math.floor(((rect.top + rect.bottom) / 2 - top) / line);
    return measure({
      clip: isLine ? box : paddingBox(field),
      isRightToLeft: style.direction === "rtl",
      space,
      rects: (start, end) => rectsIn(copy, start, end),
      lineOf,
      piece(rect) {
        const at = y + lineOf(rect) * line;
        return { left: x + rect.left, top: at, right: x + rect.right, bottom: at + line };
      },
    });
  } finally {
    copy.remove();
  }
}

function copyOf(
  field: TextField,
  style: CSSStyleDeclaration,
  width: number,
  whiteSpace: string,
): HTMLElement {
  const copy = field.ownerDocument.createElement("sp-copy");
  const set = (name: string, value: string): void => copy.style.setProperty(name, value, "important");
  set("all", "initial");
  for (const name of LETTERS) set(name, style.getPropertyValue(name));
  set("white-space", whiteSpace);
  set("display", "block");
  set("position", "absolute");
  set("inset", "0 auto auto 0");
  set("overflow", "hidden");
  set("visibility", "hidden");
  set("width", `${width}px`);
  return copy;
}

/** Boxes of some characters of an element that holds one text. */
function rectsIn(el: Element, start: number, end: number): DOMRect[] {
  const text = el.firstChild as Text | null;
  if (!text) return [];
  const range = el.ownerDocument.createRange();
  range.setStart(text, Math.min(start, text.length));
  range.setEnd(text, Math.min(end, text.length));
  return [...range.getClientRects()];
}

function paddingBox(field: TextField): LinePiece {
  const { clientLeft: left, clientTop: top, clientWidth, clientHeight } = field;
  return { left, top, right: left + clientWidth, bottom: top + clientHeight };
}

function contentBox(field: TextField, style: CSSStyleDeclaration): LinePiece {
  const { left, top, right, bottom } = paddingBox(field);
  const px = (name: string): number => Number.parseFloat(style.getPropertyValue(name)) || 0;
  return {
    left: left + px("padding-left"),
    top: top + px("padding-top"),
    right: right - px("padding-right"),
    bottom: bottom - px("padding-bottom"),
  };
}

const within = (piece: LinePiece, box: LinePiece): LinePiece => ({
  left: Math.max(piece.left, box.left),
  top: Math.max(piece.top, box.top),
  right: Math.min(piece.right, box.right),
  bottom: Math.min(piece.bottom, box.bottom),
});
