import { isAbsent } from "./faces.ts";

/** What a Measures section can say. */
export const MeasureOp = {
  End: 0,
  /** A font's name as a computed style has it, and what it measures. */
  Font: 1,
  /** Border box of an element. */
  Size: 2,
  /** What engines give fields and buttons by themselves. */
  Looks: 3,
  /** Thickness of the scroll bars of an element. */
  Bars: 4,
  /** Where an element on a line is, from the corner of its parent; a block within one, from that of the block around. */
  Place: 5,
  /** Height of an element within a line: its font's, not its content's. */
  Inline: 6,
  /** Lines of an element's own text, and how wide it is on them together. */
  Text: 7,
  /** Border box of an element that is laid out only where it is seen, while it is not, */
  Skipped: 8,
  /** and while it is. */
  Unskipped: 9,
  /** What DeviceViewport says. */
  Device: 10,
  /** Size of the browser's default font, and of the page's root where it is wanted, else 0; in px. */
  Fonts: 11,
  /** Fonts that are there and not shown, since they came too late: a count and their keys (`faceKey`). */
  LateFaces: 12,
} as const;

/** How a device's browser measures its window, which is not the part of it that is seen now, in CSS px. */
export interface DeviceViewport {
  /** Height without the bars that come and go. */
  readonly large: number;
  /** Height with all of them. */
  readonly small: number;
  /** What the device covers at the edges: top, right, bottom, left. */
  readonly insets: readonly [number, number, number, number];
}

/** Sizes travel in this part of a CSS px. */
export const SIZE_UNIT = 1 / 64;

/**
 * Of a font: widths of two texts at 100 px, ascent and descent at 16 px, where engines round them in their own ways.
 * All 0 where the browser has no such font.
 */
export type FontMeasures = readonly [number, number, number, number];
/** Size at which heights are measured, in px. */
export const HEIGHT_AT_PX = 16;

/** Families that engines choose by themselves. */
export const GENERIC_FAMILIES: ReadonlySet<string> = new Set(
  "serif sans-serif monospace cursive fantasy system-ui ui-serif ui-sans-serif ui-monospace ui-rounded".split(
    " ",
  ),
);

/** What engines give fields and buttons of their own accord, as far as neighbours or contents can tell. */
export const LOOKS: readonly string[] =
  "font-family font-size line-height margin-top margin-right margin-bottom margin-left vertical-align".split(
    " ",
  );

/**
 * The border box that an element is laid out with, in CSS px: what it has on the screen, unless a transform makes that
 * another one.
 * @param rect its box on the screen
 * @param style its computed style
 * @param isTurned whether a transform turns or scales it, or what is around it
 */
export function layoutBox(
  el: Element,
  rect: Pick<DOMRect, "width" | "height">,
  style: CSSStyleDeclaration,
  isTurned: boolean,
): { width: number; height: number } {
  const { offsetWidth, offsetHeight } = el as HTMLElement;
  const isPlain =
    !isTurned && Math.abs(rect.width - offsetWidth) <= 1 && Math.abs(rect.height - offsetHeight) <= 1;
  if (isPlain || offsetWidth === undefined) return { width: rect.width, height: rect.height };
  const px = (...names: string[]): number =>
    names.reduce((sum, name) => sum + (Number.parseFloat(style.getPropertyValue(name)) || 0), 0);
  const isWhole = style.boxSizing === "border-box";
  const around = (one: string, other: string): number =>
    isWhole ? 0 : px(`padding-${one}`, `padding-${other}`, `border-${one}-width`, `border-${other}-width`);
  return {
    width: px("width") + around("left", "right"),
    height: px("height") + around("top", "bottom"),
  };
}

/** The first box of an element that has any extent, where engines give others for what is broken in between. */
export function firstBox(el: Element): DOMRect | undefined {
  const boxes = [...el.getClientRects()];
  return boxes.find(({ width, height }) => width > 0 && height > 0) ?? boxes[0];
}

/** Where an element's own text lies. */
export interface TextExtent {
  readonly lines: number;
  /** Of all its lines together, in CSS px. */
  readonly width: number;
}

/** Measures texts of one element, in their order, with a range of their document; no lines where none of them is rendered. */
export function textExtent(range: Range, texts: Iterable<Node>): TextExtent {
  let lines = 0;
  let width = 0;
  let [top, bottom] = [0, 0];
  for (const text of texts) {
    range.selectNodeContents(text);
    for (const rect of range.getClientRects()) {
      if (rect.width === 0) continue;
      // Parts in other fonts lie a little higher or lower on the same line.
      const middle = rect.top + rect.height / 2;
      if (lines === 0 || middle < top || middle > bottom) lines++;
      ({ top, bottom } = rect);
      width += rect.width;
    }
  }
  return { lines, width };
}

const SAMPLES = ["Hamburgefonstiv 0123456789 WiM.,;", "illumination, fjord & why"] as const;
const ABSENT: FontMeasures = [0, 0, 0, 0];

type TextContext = Pick<CanvasRenderingContext2D, "font" | "measureText">;

/**
 * Measures the font of a name or generic family, written as in a computed style.
 * @param rest what follows it in a list: engines that lack a generic family take that
 */
export function measureFont(context: TextContext, name: string, rest: readonly string[] = []): FontMeasures {
  if (GENERIC_FAMILIES.has(name)) return measure(context, [name, ...rest].join());
  const found = measure(context, name);
  return isAbsent((families) => String(measure(context, families)), name) ? ABSENT : found;
}

function measure(context: TextContext, families: string): FontMeasures {
  context.font = `100px ${families}`;
  const [first = 0, second = 0] = SAMPLES.map((text) => context.measureText(text).width);
  context.font = `${HEIGHT_AT_PX}px ${families}`;
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText("");
  return [first, second, fontBoundingBoxAscent, fontBoundingBoxDescent];
}

/** The names of a list of fonts, each as it is written. */
export function fontNames(families: string): string[] {
  return families.match(/"[^"]*"|'[^']*'|[^,\s][^,]*/g) ?? [];
}
