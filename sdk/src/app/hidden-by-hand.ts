import type { startCapture } from "@samepage/mirror/capture";

/** What the customer has hidden by hand (C11): it stays hidden for every capture of this page, one after the other. */
export class HiddenByHand {
  #elements = new Set<WeakRef<Element>>();

  add(el: Element): void {
    this.#elements.add(new WeakRef(el));
  }

  /** Starts captures that hide it before they send anything. */
  heededBy(start: typeof startCapture): typeof startCapture {
    return (options) => {
      const capture = start(options);
      for (const ref of this.#elements) {
        const el = ref.deref();
        if (el) capture.hide(el);
        else this.#elements.delete(ref);
      }
      return capture;
    };
  }
}
