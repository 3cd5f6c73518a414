import { plainFamily } from "../../codec/faces.ts";
import { type FontMeasures, GENERIC_FAMILIES, HEIGHT_AT_PX, measureFont } from "../../codec/measures.ts";
import { deviceFamily } from "../styles/index.ts";
import { FAMILIES } from "./families.ts";

type FrameWindow = Window & typeof globalThis;
type TextContext = Pick<CanvasRenderingContext2D, "font" | "measureText">;

/** Fonts whose widths differ by less, as a share, are the same one: engines round a little differently. */
const SAME = 0.003;

/** Ascents and descents that differ by less are the same, in px at the size at which they are measured. */
const HEIGHT_SAME = 0.5;

/** One of a family's faces, with what engines call them. */
const FACES = [
  { weight: "400", style: "normal", names: ["", " Regular"] },
  { weight: "700", style: "normal", names: [" Bold"] },
  { weight: "400", style: "italic", names: [" Italic", " Oblique"] },
  { weight: "700", style: "italic", names: [" Bold Italic", " Bold Oblique"] },
] as const;

/** A source that never becomes a font. */
const NO_FONT = 'url("data:font/woff2,")';

interface Substitute {
  /** Name for which the customer's font stands. */
  readonly family: string;
  /** Family on this device, null where the customer has none of that name. */
  readonly local: string | null;
  readonly descriptors: FontFaceDescriptors;
}

/**
 * The customer's fonts on this device. Where a name means another font here, one that measures the same stands for it,
 * or the nearest one, stretched: lines are to break where they break for the customer.
 */
export class DeviceFonts {
  readonly #changed: () => void;
  readonly #faces = new Map<FrameWindow, Map<string, FontFace[]>>();
  readonly #substitutes = new Map<string, Substitute>();
  readonly #measured = new Map<string, FontMeasures>();

  /** `changed` hears of each font that has come. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What the customer's browser measures for a name. */
  tell(name: string, measures: FontMeasures, context: TextContext): void {
    const substitute = this.#substituteFor(name, measures, context);
    if (substitute) this.#substitutes.set(name, substitute);
  }

  /** Gives a document the fonts that stand for the customer's. */
  supply(window: FrameWindow): void {
    const faces = this.#faces.get(window) ?? new Map<string, FontFace[]>();
    this.#faces.set(window, faces);
    for (const [name, substitute] of this.#substitutes) {
      if (faces.has(name)) continue;
      const made: FontFace[] = [];
      faces.set(name, made);
      for (const face of FACES) this.#add(window, substitute, face, made);
    }
  }

  /** A window is gone, with its document. */
  forget(window: FrameWindow): void {
    this.#faces.delete(window);
  }

  reset(): void {
    for (const [window, faces] of this.#faces) {
      for (const face of [...faces.values()].flat()) window.document.fonts.delete(face);
    }
    this.#faces.clear();
    this.#substitutes.clear();
  }

  /** A face is added once it is there: one that fails would stand in the way of the others. */
  #add(
    window: FrameWindow,
    { family, local, descriptors }: Substitute,
    { weight, style, names }: (typeof FACES)[number],
    made: FontFace[],
  ): void {
    const source = local
      ? names
          .map(
            (name) =>
              `local("${local}${name}"),local("${local.replaceAll(" ", "")}${name.trim() && "-"}${name.replaceAll(" ", "")}")`,
          )
          .join()
      : NO_FONT;
    const face = new window.FontFace(family, source, { ...descriptors, weight, style });
    made.push(face);
    const add = (): void => {
      if (this.#faces.get(window)?.get(family) === made || made.includes(face))
        window.document.fonts.add(face);
      this.#changed();
    };
    if (!local) return add();
    face.load().then(add, () => {
      // This device has no such face: the engine slants or thickens another one.
    });
  }

  #substituteFor(name: string, told: FontMeasures, context: TextContext): Substitute | undefined {
    const isGeneric = GENERIC_FAMILIES.has(name);
    const family = isGeneric ? deviceFamily(name) : plainFamily(name);
    const own = measureFont(context, name);
    if (difference(own, told) < SAME && isAsHigh(own, told)) return undefined;
    if (told[0] === 0) return { family, local: null, descriptors: {} };
    let best: { local: string; measures: FontMeasures } | undefined;
    for (const local of FAMILIES) {
      const measures = this.#measure(local, context);
      if (measures[0] === 0) continue;
      if (!best || difference(measures, told) < difference(best.measures, told)) best = { local, measures };
    }
    if (!best) return undefined;
    return { family, local: best.local, descriptors: stretched(best.measures, told) };
  }

  #measure(local: string, context: TextContext): FontMeasures {
    const known = this.#measured.get(local);
    if (known) return known;
    const measures = measureFont(context, `"${local}"`);
    this.#measured.set(local, measures);
    return measures;
  }
}

/** The larger of the differences of two widths, as a share; 1 where only one of the fonts exists. */
function difference(a: FontMeasures, b: FontMeasures): number {
  const shares = [0, 1].map((i) => Math.abs((a[i] ?? 0) - (b[i] ?? 0)) / Math.max(a[i] ?? 0, b[i] ?? 0, 1));
  return Math.max(...shares);
}

/** Whether lines of the two are about as high: engines take different tables of a font at their word. */
function isAsHigh(own: FontMeasures, told: FontMeasures): boolean {
  return [2, 3].every((i) => Math.abs((own[i] ?? 0) - (told[i] ?? 0)) < HEIGHT_SAME);
}

/** What makes a font as wide and as high as another. */
function stretched(own: FontMeasures, told: FontMeasures): FontFaceDescriptors {
  const isAsWide = difference(own, told) < SAME;
  if (isAsWide && isAsHigh(own, told)) return {};
  const share = isAsWide ? 1 : (told[0] + told[1]) / (own[0] + own[1]);
  const percent = (n: number): string => `${n.toFixed(2)}%`;
  return {
    sizeAdjust: percent(100 * share),
    // Both are scaled with the rest.
    ascentOverride: percent((100 * told[2]) / HEIGHT_AT_PX / share),
    descentOverride: percent((100 * told[3]) / HEIGHT_AT_PX / share),
    lineGapOverride: "0%",
  } as FontFaceDescriptors;
}
