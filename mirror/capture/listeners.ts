import type { Natives } from "./natives.ts";

interface Entry {
  readonly type: string;
  readonly fn: (e: Event) => void;
}

const OPTIONS: AddEventListenerOptions = { capture: true, passive: true };

/** All listeners of the capture, by target, so that each can be ended with its target and set again. */
export class Listeners {
  readonly #natives: Natives;
  readonly #report: (error: unknown) => void;
  readonly #entries = new Map<EventTarget, Entry[]>();

  constructor(natives: Natives, report: (error: unknown) => void) {
    this.#natives = natives;
    this.#report = report;
  }

  /** A capturing, passive listener whose faults stay ours. */
  on(target: EventTarget, type: string, fn: (e: Event) => void): void {
    const guarded = (e: Event): void => {
      try {
        fn(e);
      } catch (error) {
        this.#report(error);
      }
    };
    const entries = this.#entries.get(target);
    if (entries) entries.push({ type, fn: guarded });
    else this.#entries.set(target, [{ type, fn: guarded }]);
    this.#natives.listen(target, type, guarded, OPTIONS);
  }

  /** document.open() takes all listeners away; setting one that is still there has no effect. */
  again(target: EventTarget): void {
    for (const { type, fn } of this.#entries.get(target) ?? [])
      this.#natives.listen(target, type, fn, OPTIONS);
  }

  off(target: EventTarget): void {
    for (const { type, fn } of this.#entries.get(target) ?? [])
      this.#natives.unlisten(target, type, fn, OPTIONS);
    this.#entries.delete(target);
  }

  stop(): void {
    for (const target of [...this.#entries.keys()]) this.off(target);
  }
}
