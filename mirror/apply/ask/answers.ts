import type { Box } from "../../annotate/geometry.ts";
import type { Band, Comparison, ElementPoint } from "../index.ts";
import type { Nodes } from "../nodes.ts";
import type { Seen } from "../own-layout.ts";
import { pointAt } from "../point.ts";
import { anchorOf } from "./anchor.ts";
import { fieldOf, type PickerField } from "./field.ts";
import { placeOf } from "./place.ts";
import { nameOf, type Spoken, spokenOf } from "./speak.ts";
import { type Stop, stopsOf } from "./stops.ts";

/** Types of input that are not written into. */
const NOT_WRITTEN = new Set("button submit reset image checkbox radio file hidden color range".split(" "));

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
    if (el.localName === "textarea") return true;
    return (
      el.closest('[contenteditable=""],[contenteditable="true"],[contenteditable="plaintext-only"]') !== null
    );
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
      bands: () => bandsOf(seen.readable.map((el) => placeOf(this.#nodes, el))),
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

/** Things nearer than this belong to one strip, in CSS px. */
const STRIP_GAP = 56;

/** The strips that hold all of some boxes. */
function bandsOf(boxes: readonly Box[]): Band[] {
  const bands: { top: number; bottom: number }[] = [];
  for (const { top, height } of [...boxes].sort((a, b) => a.top - b.top)) {
    if (height === 0) continue;
    const last = bands.at(-1);
    if (last && top <= last.bottom + STRIP_GAP) last.bottom = Math.max(last.bottom, top + height);
    else bands.push({ top, bottom: top + height });
  }
  return bands;
}
