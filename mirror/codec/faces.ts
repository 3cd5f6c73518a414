import { LAST_CODE_POINT, unescaped } from "./css-escapes.ts";

/** The family that a name means, which CSS and `FontFace` give with or without quotes. */
export const plainFamily = (name: string): string => unescaped(name.replace(/^(["'])(.*)\1$/s, "$2"));

/** Whether a family is not drawn: then the next of a list stands in its place, whichever that is. */
export function isAbsent(measured: (families: string) => unknown, family: string): boolean {
  return ["monospace", "serif"].every((next) => measured(`${family},${next}`) === measured(next));
}

type FaceLike = Pick<FontFace, "family" | "style" | "weight" | "stretch" | "unicodeRange">;
type TextContext = Pick<CanvasRenderingContext2D, "font" | "measureText">;

/** What tells a face from the others of a document. @param family its family, where it is not told by its own name */
export function faceKey(face: FaceLike, family = plainFamily(face.family)): string {
  const { style, weight, stretch, unicodeRange } = face;
  const rest = `${style} ${weight} ${stretch}`.replace(/\bauto\b/g, "normal");
  return `${family}|${rest}|${unicodeRange}`.toLowerCase().replace(/\s*,\s*/g, ",");
}

/** Letters that most faces of a text have, and whose widths tell most fonts apart. */
const SAMPLE = "Hamburgefonstiv";

/**
 * Whether text in a face is drawn with it: browsers leave out what came too late (`font-display`), or lacks the letters.
 * @param context of a canvas of the document that has the face
 */
export function isDrawn(context: TextContext, face: FaceLike): boolean {
  const [style = "", weight = ""] = [face.style, face.weight].map((value) =>
    (value.split(" ")[0] ?? "").replace("auto", "normal"),
  );
  const text = sampleOf(face.unicodeRange);
  const width = (families: string): number => {
    context.font = `${style} ${weight} 100px ${families}`;
    return context.measureText(text).width;
  };
  const family = JSON.stringify(plainFamily(face.family));
  return !isAbsent(width, family);
}

function sampleOf(unicodeRange: string): string {
  const ranges = [...unicodeRange.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].map(
    ([, from = "", to = from]) => [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const,
  );
  const has = (code: number): boolean => ranges.some(([from, to]) => code >= from && code <= to);
  if (ranges.length === 0 || [...SAMPLE].every((char) => has(char.charCodeAt(0)))) return SAMPLE;
  return ranges
    .map(([from, to]) => String.fromCodePoint(Math.min((from + to) >> 1, LAST_CODE_POINT)))
    .join("");
}
