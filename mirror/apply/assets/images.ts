import { AssetState } from "../../capture/assets/ops.ts";
import { BROKEN, placeholderImage } from "./placeholder-image.ts";
import type { AssetStore } from "./store.ts";

/** An image as the customer sees it. */
export interface ImageFacts {
  readonly ref: string;
  readonly name: string;
  /** Natural size in CSS px, density taken into account. */
  readonly width: number;
  readonly height: number;
  readonly state: number;
}

/** Images this far outside the viewport are asked for, in parts of it. */
const NEAR = "100%";
/** Densities that pages name, the usual one first. */
const USUAL_DENSITIES = [1, 2, 3, 1.5, 1.25, 1.75, 2.5, 4];

/** Gives the replica's images what the customer's show, at their natural size from the first moment. */
export class Images {
  readonly #store: AssetStore;
  readonly #facts = new WeakMap<Element, ImageFacts>();
  /** Sources that say how large images are: browsers ask the one from which the file comes. */
  readonly #sources = new WeakMap<Element, HTMLSourceElement>();
  #observers = new WeakMap<Document, IntersectionObserver>();

  constructor(store: AssetStore) {
    this.#store = store;
  }

  show(image: HTMLImageElement, facts: ImageFacts): void {
    this.#facts.set(image, facts);
    if (facts.state === AssetState.Empty) return this.#clear(image);
    const here = facts.ref ? this.#store.address(facts.ref) : undefined;
    if (here !== undefined) return void this.#fill(image, facts, here);
    if (facts.state === AssetState.Broken) return this.#set(image, BROKEN);
    const { width, height } = facts;
    const missing = facts.ref === "" ? "" : this.#store.missing(facts.ref);
    // What replaces an image of the same size on its way stays until the new one is here, as in the page.
    if (facts.state === AssetState.Loading) return this.#reserve(image);
    this.#set(image, placeholderImage(width, height, missing));
    if (facts.ref !== "" && missing === undefined) this.#observer(image.ownerDocument)?.observe(image);
  }

  /** The source whose size an image has from now on. */
  choose(image: Element, source: HTMLSourceElement | undefined): void {
    const before = this.#sources.get(image);
    if (before === source) return;
    before?.removeAttribute("srcset");
    if (source) this.#sources.set(image, source);
    else this.#sources.delete(image);
  }

  forget(image: Element): void {
    this.#facts.delete(image);
    this.#observers.get(image.ownerDocument)?.unobserve(image);
  }

  /** None in a document that is not shown. */
  #observer(document: Document): IntersectionObserver | undefined {
    const known = this.#observers.get(document);
    const window = document.defaultView as (Window & typeof globalThis) | null;
    if (known || !window) return known;
    const made = new window.IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) this.#near(target, made);
      },
      { root: document, rootMargin: NEAR },
    );
    this.#observers.set(document, made);
    return made;
  }

  #near(image: Element, observer: IntersectionObserver): void {
    observer.unobserve(image);
    const facts = this.#facts.get(image);
    if (!facts) return;
    const again = (): void => {
      if (this.#facts.get(image) === facts) this.show(image as HTMLImageElement, facts);
    };
    const here = this.#store.want(facts.ref, again);
    if (here !== undefined) again();
  }

  async #fill(image: HTMLImageElement, facts: ImageFacts, address: string): Promise<void> {
    const type = this.#store.type(facts.ref);
    // The name behind the hash tells people who look into the replica what it is; in SVG a hash has a meaning.
    const name = facts.name.replace(/[\s,]/g, "_"); // which end an address in a list
    const named = name && !type.includes("svg") ? `${address}#/${name}` : address;
    const density = type.includes("svg") ? 1 : await densityOf(image.ownerDocument, address, facts.width);
    if (this.#facts.get(image) !== facts) return;
    if (density === 1) return this.#set(image, named);
    if (image.localName === "input") return this.#set(image, named);
    const srcset = `${named} ${density}x`;
    this.#sources.get(image)?.setAttribute("srcset", srcset);
    image.srcset = srcset;
    image.removeAttribute("src");
  }

  /** An image on its way has the room that its attributes and styles say, and does not show its text yet. */
  #reserve(image: HTMLImageElement): void {
    if (!image.hasAttribute("src") && !image.hasAttribute("srcset")) this.#set(image, placeholderImage(0, 0));
  }

  #clear(image: HTMLImageElement): void {
    this.#sources.get(image)?.removeAttribute("srcset");
    for (const name of ["src", "srcset"]) image.removeAttribute(name);
  }

  #set(image: HTMLImageElement, address: string): void {
    // In a list of addresses a comma at the end, as in BROKEN, would be no part of one.
    this.#sources.get(image)?.setAttribute("srcset", `${address} 1x`);
    if (image.hasAttribute("srcset")) image.removeAttribute("srcset");
    if (image.getAttribute("src") !== address) image.setAttribute("src", address);
  }
}

/** Pixels of the file per CSS px of the natural width the customer's browser gave it. */
async function densityOf(document: Document, address: string, width: number): Promise<number> {
  if (width === 0) return 1;
  const file = document.createElement("img");
  file.src = address;
  try {
    await file.decode();
  } catch {
    // EncodingError: it can't be shown here; the element will say so by itself.
    return 1;
  }
  // What the customer's browser tells is rounded.
  const usual = USUAL_DENSITIES.find((density) => Math.abs(file.naturalWidth / density - width) <= 0.5);
  return usual ?? file.naturalWidth / width;
}
