import type { cardSpans, digitSpans, HELD_DIGITS, ibanSpans, onlyDigits } from "./digits.ts";
import type { Control } from "./fields.ts";

/** A field this short may be one part of a split number. */
const PART_CHARS = 6;
/** How far up a part's wrappers are climbed. */
const WRAPPERS = 3;
const PARTS =
  "input:not([type=hidden],[type=checkbox],[type=radio],[type=button],[type=submit],[type=reset],[type=image],[type=file],[type=range],[type=color])";
/** Most parts that are looked at on either side. */
const MAX_PARTS = 24;

/** What finds digits in a text. */
export interface Digits {
  readonly cardSpans: typeof cardSpans;
  readonly ibanSpans: typeof ibanSpans;
  readonly digitSpans: typeof digitSpans;
  readonly onlyDigits: typeof onlyDigits;
  readonly HELD_DIGITS: typeof HELD_DIGITS;
}

/** Finds the fields that are held for the digits in them. */
export function heldFieldsBy({ digitSpans, onlyDigits, HELD_DIGITS }: Digits) {
  return heldFields;

  /**
   * The fields, this one among them, whose values make one run of four or more digits; empty when there is no such run.
   * A split number (one box a digit, four boxes of four) counts as one: neighbours are fields in one container, each
   * alone in its wrapper, or short fields following each other.
   */
  function heldFields(el: Control, value: string): readonly Control[] {
    if (digitSpans(value).length) return [el];
    if (onlyDigits(value) <= 0) return [];
    const fields = [el];
    let digits = onlyDigits(value);
    for (const part of neighbours(el)) {
      const count = onlyDigits(part.value);
      if (count <= 0) continue;
      digits += count;
      fields.push(part);
    }
    return digits >= HELD_DIGITS ? fields : [];
  }

  /** Fields around this one that hold nothing but digits, nearest first, up to one that holds something else. */
  function neighbours(el: Control): Control[] {
    const container = containerOf(el);
    if (!container) return [];
    const all = [...container.querySelectorAll<HTMLInputElement>(PARTS)].filter((other) =>
      belongsTo(el, other),
    );
    const at = all.indexOf(el as HTMLInputElement);
    const found: Control[] = [];
    for (const direction of [-1, 1]) {
      for (let i = at + direction; i >= 0 && i < all.length && found.length < MAX_PARTS; i += direction) {
        const other = all[i];
        if (!other || onlyDigits(other.value) < 0) break;
        found.push(other);
      }
    }
    return found;
  }
}

/** A field so short may be one part of a number. */
export const isPart = (el: Control): boolean =>
  "maxLength" in el && el.maxLength > 0 && el.maxLength <= PART_CHARS;

function belongsTo(el: Control, other: Control): boolean {
  return unit(el).parentNode === unit(other).parentNode || (isPart(el) && isPart(other));
}

/** The outermost wrapper that holds nothing but this field. */
function unit(el: Element): Element {
  let at = el;
  for (let i = 0; i < WRAPPERS; i++) {
    const wrapper = at.parentElement;
    if (wrapper?.childElementCount !== 1 || wrapper.textContent.trim()) break;
    at = wrapper;
  }
  return at;
}

function containerOf(el: Control): Element | null {
  let at: Element | null = unit(el).parentElement;
  if (!isPart(el)) return at;
  for (
    let i = 0;
    i < WRAPPERS && at?.parentElement && at.localName !== "form" && at.localName !== "fieldset";
    i++
  )
    at = at.parentElement;
  return at;
}
