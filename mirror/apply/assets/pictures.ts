import type { AssetStore } from "./store.ts";

/** Shows on canvases and videos the pictures that the customer's end took of them. */
export class Pictures {
  readonly #store: AssetStore;
  readonly #wanted = new WeakMap<Element, string>();
  /** The picture an element shows; older ones are not needed any more. */
  readonly #shown = new WeakMap<Element, string>();

  constructor(store: AssetStore) {
    this.#store = store;
  }

  show(el: Element, ref: string): void {
    this.#wanted.set(el, ref);
    if (ref === "") return el.removeAttribute("poster");
    const shown = (): void => {
      if (this.#wanted.get(el) === ref) void this.#show(el, ref);
      else if (ref.startsWith("p")) this.#store.release(ref);
    };
    // Pictures of what moves (p…) come unasked.
    const here = ref.startsWith("p") ? this.#store.expect(ref, shown) : this.#store.want(ref, shown);
    if (here !== undefined) shown();
  }

  async #show(el: Element, ref: string): Promise<void> {
    const address = this.#store.address(ref);
    if (address === undefined) return;
    if (el.localName === "video") el.setAttribute("poster", address);
    else await draw(el as HTMLCanvasElement, address);
    const before = this.#shown.get(el);
    if (before?.startsWith("p") && before !== ref) this.#store.release(before);
    this.#shown.set(el, ref);
  }
}

async function draw(canvas: HTMLCanvasElement, address: string): Promise<void> {
  const picture = new Image();
  picture.src = address;
  try {
    await picture.decode();
  } catch {
    // EncodingError: a picture that can't be shown leaves the one before.
    return;
  }
  const context = canvas.getContext("2d");
  context?.clearRect(0, 0, canvas.width, canvas.height);
  context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
}
