import type { FieldParts } from "../field-parts.ts";
import type { Natives } from "../natives.ts";
import { digitSpans, HELD_DIGITS, onlyDigits } from "./digits.ts";
import type { Control, Fields } from "./fields.ts";
import type { FieldKind } from "./policy.ts";

/** What fields are for, once that is known. */
export type FieldGate = ReturnType<typeof createFieldGate>;

/** @param judged hears of the fields that were taken for secret ones; null: what knows better can't be had now */
export function createFieldGate(
  natives: Natives,
  parts: FieldParts,
  judged: (fields: Iterable<Element> | null) => void,
) {
  const met = new Set<Element>();
  const passwords: Element[] = [];
  let known: Fields | undefined;
  parts.onArrival((chunk) => {
    if (!chunk) return judged(null);
    known = chunk.createFields(natives, { digitSpans, onlyDigits, HELD_DIGITS });
    for (const el of passwords) known.wasPassword(el);
    judged(met);
    met.clear();
  });

  return {
    /** A field, what repeats one, or editable text is judged: again when it is known what it is. */
    meet(el: Element): void {
      if (known) return;
      met.add(el);
      parts.need();
    },
    /** Null while it is not known. */
    kind: (el: Control): FieldKind | null => known?.kind(el) ?? null,
    wasPassword(el: Element): void {
      if (known) known.wasPassword(el);
      else passwords.push(el);
    },
    takesText: (el: Control): boolean => known?.takesText(el) === true,
    /** The fields whose values make one long number with this one's. */
    heldFields: (el: Control, value: string): readonly Control[] => known?.heldFields(el, value) ?? [],
    /** Whether the field is so short that it may be a part of a number. */
    isPart: (el: Control): boolean => known?.isPart(el) !== false,
    /** Whether the words name a secret; they may while it is not known. */
    namesSecret: (words: string): boolean => known?.namesSecret(words) !== false,
  };
}
