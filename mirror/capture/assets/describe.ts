import type { Masking } from "../mask/types.ts";
import { AssetState } from "./ops.ts";

/** What an element shows now. */
export interface ShownImage {
  /** "" where nothing may be told. */
  readonly address: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly state: number;
}

/** An image element as the customer's browser has it: the source it chose, its natural size, whether it is there. */
export function describeImage(el: HTMLImageElement | HTMLInputElement, mask: Masking): ShownImage {
  const image = el as HTMLImageElement;
  const isInput = el.localName === "input";
  // An empty source would be resolved to the page's own address.
  const src = el.getAttribute("src")?.trim() ? el.src : "";
  const address = isInput ? src : image.currentSrc || src;
  const clear = mask.classify(el) === "clear";
  const state = stateOf(image, isInput, address);
  return {
    address: clear ? address : "",
    name: clear ? nameOf(address, mask) : "",
    width: image.naturalWidth ?? 0,
    height: image.naturalHeight ?? 0,
    state,
  };
}

function stateOf(image: HTMLImageElement, isInput: boolean, address: string): number {
  if (!address) return AssetState.Empty;
  if (isInput) return AssetState.Shown;
  if (!image.complete) return AssetState.Loading;
  // An SVG without a size of its own is shown, too, with a natural width of 0 in some engines.
  return image.naturalWidth > 0 || image.naturalHeight > 0 || isDrawable(image)
    ? AssetState.Shown
    : AssetState.Broken;
}

/** Whether an image without a natural size is there: one px of two for a px has none, a broken image can't be drawn. */
function isDrawable(image: HTMLImageElement): boolean {
  try {
    image.ownerDocument.createElement("canvas").getContext("2d")?.drawImage(image, 0, 0);
    return true;
  } catch {
    return false; // InvalidStateError
  }
}

/** Last part of an address as it may be told, so that people who look into the replica see what a resource is. */
function nameOf(address: string, mask: Masking): string {
  if (!/^https?:/.test(address)) return "";
  const told = mask.url(address).replace(/[?#].*$/s, "");
  return told.slice(told.lastIndexOf("/") + 1);
}
