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
} as const;

/** Sizes travel in this part of a CSS px. */
export const SIZE_UNIT = 1 / 64;

/** Widths of two texts, ascent and descent, of the font at 100 px; all 0 where the browser has no such font. */
export type FontMeasures = readonly [number, number, number, number];

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

const SAMPLES = ["Hamburgefonstiv 0123456789 WiM.,;", "illumination, fjord & why"] as const;
const ABSENT: FontMeasures = [0, 0, 0, 0];

type TextContext = Pick<CanvasRenderingContext2D, "font" | "measureText">;

/** Measures the font of a name or generic family, written as in a computed style. */
export function measureFont(context: TextContext, name: string): FontMeasures {
  const found = measure(context, name);
  if (GENERIC_FAMILIES.has(name)) return found;
  // An absent font leaves the next of the list in its place.
  const isAbsent = ["monospace", "serif"].every(
    (next) => String(measure(context, `${name},${next}`)) === String(measure(context, next)),
  );
  return isAbsent ? ABSENT : found;
}

function measure(context: TextContext, families: string): FontMeasures {
  context.font = `100px ${families}`;
  const [first, second] = SAMPLES.map((text) => context.measureText(text));
  return [
    first?.width ?? 0,
    second?.width ?? 0,
    first?.fontBoundingBoxAscent ?? 0,
    first?.fontBoundingBoxDescent ?? 0,
  ];
}

/** The names of a list of fonts, each as it is written. */
export function fontNames(families: string): string[] {
  return families.match(/"[^"]*"|'[^']*'|[^,\s][^,]*/g) ?? [];
}
