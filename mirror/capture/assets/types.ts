import type { Writer } from "../../codec/writer.ts";

/** Services that the asset capture takes from its host. */
export interface AssetHost {
  readonly window: Window & typeof globalThis;
  readonly mask: {
    classify(el: Element): "clear" | "masked" | "hidden";
    attr(el: Element, name: string, value: string): string | null;
    url(address: string): string;
  };
  readonly ids: { of(node: Node): number };
  /** The text a style reference points into, as it was sent, with the base of its addresses. */
  cssText(ref: string): { text: string; base: string } | undefined;
  /** Hands a resource to the transport. A refused one has the type `MISSING` and the host's name as its text. */
  sendAsset(ref: string, type: string, bytes: Uint8Array): void;
  wake(): void;
  patch(owner: object, key: string, make: (found: PropertyDescriptor) => PropertyDescriptor): void;
  onStop(undo: () => void): void;
}

/** What the mirror's core calls for images, canvases, videos and everything else that has bytes of its own. */
export interface AssetCapturing {
  /** For every mirrored element for which `mayHaveAsset(el)` holds, also after one of its attributes changed. */
  elementAdded(el: Element): void;
  elementRemoved(el: Element): void;
  hasChanges(): boolean;
  /** Body of the Assets section: which element shows which resource, in which natural size. */
  keyframe(w: Writer): void;
  flush(w: Writer): void;
  /** The replica wants this resource. Only what the stream has named is ever answered. */
  wanted(ref: string): void;
  /** Sends nothing until resumed (the link is busy with the page itself). */
  hold(held: boolean): void;
  stop(): void;
}

/** Type of the answer when a resource can't be had; the bytes are the host's name in UTF-8. */
export const MISSING = "x-samepage/missing";
