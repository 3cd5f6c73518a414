import type { StateKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Sent } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** A kind's mark among what is due is the bit of its number; this many bits above it stands that its value is masked. */
const MASKED_SHIFT = 15;

/** What of an element no mutation shows, as the replica was last told; a change is sent once. */
export type States = ReturnType<typeof createStates>;

export function createStates() {
  /** Kinds to be sent, as bits; masked texts stay out of the string tables. */
  const due = new Map<Sent, number>();

  return {
    get any(): boolean {
      return due.size > 0;
    },
    set,
    forget,
    write,
    reset,
  };

  /** The element's state is `value` now; `assumed` is what a replica shows that was never told. */
  function set(sent: Sent, kind: StateKind, value: string, assumed: string | null, masked = false): void {
    if ((sent.told?.[kind] ?? assumed) === value) return;
    sent.told ??= [];
    sent.told[kind] = value;
    const others = (due.get(sent) ?? 0) & ~(1 << (kind + MASKED_SHIFT));
    due.set(sent, others | (1 << kind) | (masked ? 1 << (kind + MASKED_SHIFT) : 0));
  }

  /** The replica may have lost this state (its options were replaced): the next `set` is sent whatever it is. */
  function forget(sent: Sent): void {
    sent.told = null;
  }

  /** Body of the State section. */
  function write(w: Writer, walker: Walker): void {
    walker.section();
    for (const [sent, kinds] of due) {
      for (let kind = 1; kind <= MASKED_SHIFT; kind++) {
        const value = sent.told?.[kind];
        if (!((kinds >> kind) & 1) || value === undefined || !sent.alive) continue;
        w.uint(kind);
        walker.ref(sent.id);
        if ((kinds >> (kind + MASKED_SHIFT)) & 1) w.text(value);
        else w.words(value);
      }
    }
    w.uint(0);
    due.clear();
  }

  function reset(): void {
    due.clear();
  }
}
