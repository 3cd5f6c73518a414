import type { StateKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Sent } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** What of an element no mutation shows, as the replica was last told; a change is sent once. */
export type States = ReturnType<typeof createStates>;

export function createStates() {
  /** What is to be sent; `masked` texts stay out of the string tables. */
  const dueStates = new Map<Sent, Map<StateKind, { value: string; masked: boolean }>>();

  return {
    get any(): boolean {
      return dueStates.size > 0;
    },
    set,
    forget,
    write,
    reset,
  };

  /** The element's state is `value` now; `assumed` is what a replica shows that was never told. */
  function set(sent: Sent, kind: StateKind, value: string, assumed: string | null, masked = false): void {
    if ((sent.told?.get(kind) ?? assumed) === value) return;
    sent.told ??= new Map();
    sent.told.set(kind, value);
    const due = dueStates.get(sent);
    if (due) due.set(kind, { value, masked });
    else dueStates.set(sent, new Map([[kind, { value, masked }]]));
  }

  /** The replica may have lost this state (its options were replaced): the next `set` is sent whatever it is. */
  function forget(sent: Sent): void {
    sent.told?.clear();
  }

  /** Body of the State section. */
  function write(w: Writer, walker: Walker): void {
    walker.section();
    for (const [sent, states] of dueStates) {
      if (!sent.alive) continue;
      for (const [kind, { value, masked }] of states) {
        w.uint(kind);
        walker.ref(sent.id);
        if (masked) w.text(value);
        else w.words(value);
      }
    }
    w.uint(0);
    dueStates.clear();
  }

  function reset(): void {
    dueStates.clear();
  }
}
