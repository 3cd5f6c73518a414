import type { CaptureHost } from "../host.ts";

/** Boxes of objects, which follow anything: the window's size, a rule for it, what is around them. */
export type ObjectBoxes = ReturnType<typeof createObjectBoxes>;

/** @param resized hears of elements that have another size than before */
export function createObjectBoxes(host: CaptureHost, resized: (el: Element) => void) {
  let observer: ResizeObserver | undefined;

  return { add, remove, stop };

  function add(el: Element): void {
    observer ??= new host.window.ResizeObserver((entries) => {
      for (const { target } of entries) resized(target);
    });
    observer.observe(el, { box: "border-box" });
  }

  function remove(el: Element): void {
    observer?.unobserve(el);
  }

  function stop(): void {
    observer?.disconnect();
  }
}
