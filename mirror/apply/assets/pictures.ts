import { placeholderImage } from "./placeholder-image.ts";
import type { AssetStore } from "./store.ts";

/** Shows on canvases and videos the pictures that the customer's end took of them. */
export class Pictures {
  readonly #store: AssetStore;
  readonly #wanted = new WeakMap<Element, string>();
  /** The picture an element shows; older ones are not needed any more. */
  readonly #shown = new WeakMap<Element, string>();
  readonly #contents = new WeakMap<Element, Animation>();

  readonly #isClear: (el: Element) => boolean;

  /** @param isClear what is behind a video is seen: it needs no poster */
  constructor(store: AssetStore, isClear: (el: Element) => boolean) {
    this.#store = store;
    this.#isClear = isClear;
  }

  show(el: Element, ref: string): void {
    this.#wanted.set(el, ref);
    if (ref === "") return this.#blank(el);
    if (this.#shown.get(el) === ref) return;
    if (!this.#shown.has(el)) this.#blank(el);
    const shown = (): void => {
      if (this.#wanted.get(el) === ref) void this.#show(el, ref);
      else if (isPushed(ref)) this.#store.release(ref);
    };
    const here = this.#store.want(ref, shown);
    if (here !== undefined) shown();
  }

  #blank(el: Element): void {
    this.#shown.delete(el);
    if (el.localName === "video") {
      this.#contents.get(el)?.cancel();
      return el.removeAttribute("poster");
    }
    const { width, height } = el as HTMLCanvasElement;
    this.#setContent(el, placeholderImage(width, height));
  }

  async #show(el: Element, ref: string): Promise<void> {
    const address = this.#store.address(ref);
    if (address === undefined) return;
    const drawn = await this.#drawn(el, address, ref);
    if (!drawn) return;
    if (el.localName === "video") this.#setBehind(el as HTMLVideoElement, address);
    else this.#draw(el as HTMLCanvasElement, drawn, address);
    const before = this.#shown.get(el);
    if (before !== undefined && isPushed(before) && before !== ref) this.#store.release(before);
    this.#shown.set(el, ref);
  }

  /** A picture, unless it can't be decoded or a newer one came meanwhile. */
  async #drawn(el: Element, address: string, ref: string): Promise<HTMLImageElement | undefined> {
    const picture = el.ownerDocument.createElement("img");
    picture.src = address;
    try {
      await picture.decode();
    } catch {
      // EncodingError: a picture that can't be shown leaves the one before.
      return undefined;
    }
    return this.#wanted.get(el) === ref ? picture : undefined;
  }

  #draw(canvas: HTMLCanvasElement, picture: HTMLImageElement, address: string): void {
    const context = canvas.getContext("2d");
    context?.clearRect(0, 0, canvas.width, canvas.height);
    context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    this.#setContent(canvas, address);
  }

  /** A video without a source shows its poster; one with a source, in the same place, what is behind its frames. */
  #setBehind(video: HTMLVideoElement, address: string): void {
    if (!this.#isClear(video)) video.setAttribute("poster", address);
    const window = video.ownerDocument.defaultView;
    if (!window) return;
    const { objectFit, objectPosition } = window.getComputedStyle(video);
    const { videoWidth, videoHeight } = video;
    const sizes: Record<string, string> = {
      fill: "100% 100%",
      cover: "cover",
      none: `${videoWidth}px ${videoHeight}px`,
    };
    this.#hold(video, {
      backgroundImage: `url("${address}")`,
      backgroundSize: sizes[objectFit] ?? "contain",
      backgroundPosition: objectPosition,
      backgroundRepeat: "no-repeat",
      backgroundOrigin: "content-box",
      backgroundClip: "content-box",
    });
  }

  /**
   * Engines lay a canvas out as plain inline content where scripts are off, as in the replica. With an image as its
   * content it is a replaced element again. An animation that stands still leaves its style attribute to the page.
   */
  #setContent(el: Element, address: string): void {
    this.#hold(el, { content: `url("${address}")` });
  }

  #hold(el: Element, style: Keyframe): void {
    const animation = el.animate([style, style], { duration: 1, fill: "both" });
    animation.pause();
    this.#contents.get(el)?.cancel();
    this.#contents.set(el, animation);
  }
}

/** Pictures of what moves come unasked; who has joined since asks for the last of them. */
function isPushed(ref: string): boolean {
  return ref.startsWith("p");
}
