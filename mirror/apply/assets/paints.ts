import type { AssetStore } from "./store.ts";

/** Properties that a worklet may paint, by what keyframes call them. */
const PAINTED: ReadonlyMap<string, string> = new Map([
  ["background-image", "backgroundImage"],
  ["mask-image", "maskImage"],
  ["border-image-source", "borderImageSource"],
]);

/** Shows what the customer's paint worklets have drawn, as pictures: no worklet runs in the replica. */
export class Paints {
  readonly #store: AssetStore;
  readonly #shown = new WeakMap<Element, Map<string, { ref: string; animation: Animation }>>();

  constructor(store: AssetStore) {
    this.#store = store;
  }

  show(el: Element, property: string, ratio: number, ref: string): void {
    const key = PAINTED.get(property);
    if (!key) return;
    const shown = (): void => {
      const address = this.#store.address(ref);
      if (address !== undefined) this.#set(el, key, `image-set(url("${address}") ${ratio}x)`, ref);
    };
    if (this.#store.want(ref, shown) !== undefined) shown();
  }

  /** An animation that stands still leaves the element's own style to the page. */
  #set(el: Element, key: string, value: string, ref: string): void {
    const animation = el.animate({ [key]: [value, value] }, { duration: 1, fill: "both" });
    animation.pause();
    const all = this.#shown.get(el) ?? new Map<string, { ref: string; animation: Animation }>();
    const before = all.get(key);
    before?.animation.cancel();
    if (before) this.#store.release(before.ref);
    this.#shown.set(el, all.set(key, { ref, animation }));
  }
}
