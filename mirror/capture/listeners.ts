import type { Natives } from "./natives.ts";

interface Entry {
  readonly type: string;
  readonly fn: (e: Event) => void;
}

const OPTIONS: AddEventListenerOptions = { capture: true, passive: true };

/** All listeners of the capture, by target, so that each can be ended with its target and set again. */
export type Listeners = ReturnType<typeof createListeners>;

export function createListeners(natives: Natives, report: (error: unknown) => void) {
  const entriesByTarget = new Map<EventTarget, Entry[]>();

  return { on, again, off, stop };

  /** A capturing, passive listener whose faults stay ours. */
  function on(target: EventTarget, type: string, fn: (e: Event) => void): void {
    const guarded = (e: Event): void => {
      try {
        fn(e);
      } catch (error) {
        report(error);
      }
    };
    const entries = entriesByTarget.get(target);
    if (entries) entries.push({ type, fn: guarded });
    else entriesByTarget.set(target, [{ type, fn: guarded }]);
    natives.listen(target, type, guarded, OPTIONS);
  }

  /** document.open() takes all listeners away; setting one that is still there has no effect. */
  function again(target: EventTarget): void {
    for (const { type, fn } of entriesByTarget.get(target) ?? []) natives.listen(target, type, fn, OPTIONS);
  }

  function off(target: EventTarget): void {
    const entries = entriesByTarget.get(target) ?? [];
    entriesByTarget.delete(target);
    try {
      for (const { type, fn } of entries) natives.unlisten(target, type, fn, OPTIONS);
    } catch {
      // a frame's window that is of another origin now: its listeners went with its document
    }
  }

  function stop(): void {
    for (const target of [...entriesByTarget.keys()]) off(target);
  }
}
