import { MeasureOp, SIZE_UNIT, textExtent } from "../../codec/measures.ts";
import type { CaptureHost } from "../host.ts";
import type { Sent } from "../tree.ts";

interface Told {
  readonly sent: Sent;
  readonly value: readonly [number, number];
}

/** Where texts break, and how wide they are. */
export type Texts = ReturnType<typeof createTexts>;

/** @param note takes what may be told of an element */
export function createTexts(
  host: CaptureHost,
  note: (sent: Sent, op: number, value: readonly [number, number]) => void,
) {
  const { natives } = host;
  const range = host.window.document.createRange();
  /** What was measured of the inline elements in one, until the block around them is looked at. */
  let flowing = new WeakMap<Sent, Told[]>();

  return { look, reset };

  /**
   * Measures an element's own text. How the text of an inline element breaks follows from all that is in its block: it
   * is told with the block, when that one may be known.
   */
  function look(sent: Sent, isInline: boolean, mayTell: boolean): void {
    const found = flowing.get(sent) ?? [];
    flowing.delete(sent);
    const own = measure(sent);
    if (own) found.push(own);
    if (isInline && sent.parent) flowing.set(sent.parent, [...(flowing.get(sent.parent) ?? []), ...found]);
    else if (mayTell) for (const { sent: one, value } of found) note(one, MeasureOp.Text, value);
  }

  function measure(sent: Sent): Told | undefined {
    const texts: Node[] = [];
    for (let child = sent.last; child; child = child.prev) {
      if (natives.nodeType(child.node) === 3) texts.push(child.node);
    }
    if (texts.length === 0) return undefined;
    const { lines, width } = textExtent(range, texts.reverse());
    return lines > 0 ? { sent, value: [lines, Math.round(width / SIZE_UNIT)] } : undefined;
  }

  function reset(): void {
    flowing = new WeakMap();
  }
}
