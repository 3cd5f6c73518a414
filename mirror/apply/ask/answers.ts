import type { Box } from "../../annotate/geometry.ts";
import type { FieldCaret } from "../field-selection.ts";
import type { Band, Comparison, ElementPoint } from "../index.ts";
import type { Nodes } from "../nodes.ts";
import type { Seen } from "../own-layout.ts";
import { pointAt } from "../point.ts";
import { anchorOf } from "./anchor.ts";
import { type Caret, caretAt, caretIn } from "./caret.ts";
import { fieldOf, type PickerField } from "./field.ts";
import { placeOf } from "./place.ts";
import { nameOf, type Spoken, spokenOf } from "./speak.ts";
import { type Stop, stopsOf } from "./stops.ts";

/** Types of input that are not written into. */
const NOT_WRITTEN = new Set("button submit reset image checkbox radio file hidden color range".split(" "));

const EDITED = '[contenteditable=""],[contenteditable="true"],[contenteditable="plaintext-only"]';

/** What the viewer asks of the replica; never changes anything of it. */
export class Answers {
  readonly #nodes: Nodes;
  readonly #document: () => Document | null;

  constructor(nodes: Nodes, document: () => Document | null) {
    this.#nodes = nodes;
    this.#document = document;
  }

  at(x: number, y: number): ElementPoint | null {
    const doc = this.#document();
    return doc && pointAt(this.#nodes, doc, x, y);
  }

  box(node: number): DOMRect | null {
    const el = this.#element(node);
    return el && placeOf(this.#nodes, el);
  }

  anchor(bounds: Box): number {
    const doc = this.#document();
    return doc ? anchorOf(this.#nodes, doc, bounds) : 0;
  }

  field(node: number): PickerField | null {
    const el = this.#element(node);
    return el && fieldOf(this.#nodes, el, (field) => nameOf(field));
  }

  isEditable(node: number): boolean {
    const el = this.#element(node);
    if (!el) return false;
    if (el.localName === "input") return !NOT_WRITTEN.has((el as HTMLInputElement).type);
    return el.localName === "textarea" || el.closest(EDITED) !== null;
  }

  /** Where the customer writes: in a field, or in an element that can be edited and has the focus. */
  caret(inField: FieldCaret | null, focused: Element | null): Caret | null {
    const doc = this.#document();
    if (!doc) return null;
    if (inField) return caretIn(this.#nodes, doc, inField);
    const edited = focused?.closest(EDITED);
    return edited ? caretAt(this.#nodes, doc, edited) : null;
  }

  spoken(node: number): Spoken | null {
    const el = this.#element(node);
    return el && spokenOf(el);
  }

  stops(): readonly Stop[] {
    const doc = this.#document();
    return doc ? stopsOf(this.#nodes, doc) : [];
  }

  comparison(seen: Seen): Comparison {
    return {
      presence: (node) => {
        const el = this.#element(node);
        return el ? seen.of(el) : "seen";
      },
      bands: () =>
        bandsOf(seen.readable.map((el) => ({ box: placeOf(this.#nodes, el), seen: seen.of(el) === "seen" }))),
      veils: () =>
        seen.absent
          .filter((el) => el.isConnected)
          .map((el) => placeOf(this.#nodes, el))
          .filter(({ width, height }) => width > 0 && height > 0),
    };
  }

  #element(node: number): Element | null {
    const found = this.#nodes.get(node);
    return found?.nodeType === 1 ? (found as Element) : null;
  }
}

/** Strips that hold what is seen; a strip ends where something that is not seen lies below it. */
function bandsOf(readable: readonly { box: Box; seen: boolean }[]): Band[] {
  const bands: { top: number; bottom: number }[] = [];
  let open = false;
  for (const { box, seen } of [...readable].sort((a, b) => a.box.top - b.box.top)) {
    if (box.height === 0) continue;
    const last = bands.at(-1);
    const bottom = box.top + box.height;
    if (!seen) open &&= last !== undefined && box.top < last.bottom;
    else if (open && last) last.bottom = Math.max(last.bottom, bottom);
    else {
      bands.push({ top: box.top, bottom });
      open = true;
    }
  }
  return bands;
}
