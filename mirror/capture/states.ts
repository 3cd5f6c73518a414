import type { StateKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Sent } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** What of an element no mutation shows, as the replica was last told; a change is sent once. */
export class States {
  #told = new WeakMap<Sent, Map<StateKind, string>>();
  /** What is to be sent; `masked` texts stay out of the string tables. */
  readonly #due = new Map<Sent, Map<StateKind, { value: string; masked: boolean }>>();

  get any(): boolean {
    return this.#due.size > 0;
  }

  /** The element's state is `value` now; `assumed` is what a replica shows that was never told. */
  set(sent: Sent, kind: StateKind, value: string, assumed: string | null, masked = false): void {
    const told = this.#told.get(sent);
    if ((told?.get(kind) ?? assumed) === value) return;
    if (told) told.set(kind, value);
    else this.#told.set(sent, new Map([[kind, value]]));
    const due = this.#due.get(sent);
    if (due) due.set(kind, { value, masked });
    else this.#due.set(sent, new Map([[kind, { value, masked }]]));
  }

  /** The replica may have lost this state (its options were replaced): the next `set` is sent whatever it is. */
  forget(sent: Sent): void {
    this.#told.set(sent, new Map());
  }

  /** Body of the State section. */
  write(w: Writer, walker: Walker): void {
    walker.section();
    for (const [sent, states] of this.#due) {
      if (!sent.alive) continue;
      for (const [kind, { value, masked }] of states) {
        w.uint(kind);
        walker.ref(sent.id);
        if (masked) w.text(value);
        else w.words(value);
      }
    }
    w.uint(0);
    this.#due.clear();
  }

  reset(): void {
    this.#told = new WeakMap();
    this.#due.clear();
  }
}
