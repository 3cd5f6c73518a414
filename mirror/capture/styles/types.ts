import type { Writer } from "../../codec/writer.ts";

/** Natives and services that the style capture takes from its host (mirror/capture/host.ts). */
export interface StyleHost {
  readonly window: Window & typeof globalThis;
  readonly mask: { css(text: string, owner: Node): string };
  /** Ids of nodes, documents and shadow roots as the stream names them; 0 for a node that was not sent. */
  readonly ids: { of(node: Node): number };
  /** Something became dirty: a flush is due. */
  wake(): void;
  /**
   * Replaces parts of a property's descriptor until the capture stops. `make` gets the descriptor found and
   * returns what differs; nothing happens where the owner has no such own property.
   */
  patch(owner: object, key: string, make: (found: PropertyDescriptor) => PropertyDescriptor): void;
  onStop(undo: () => void): void;
}

/** What the mirror's core calls. One capture serves one document with its shadow roots. */
export interface StyleCapturing {
  /** A document or shadow root is mirrored from now on: its adopted sheets are. */
  rootAdded(root: Document | ShadowRoot): void;
  rootRemoved(root: Document | ShadowRoot): void;
  /**
   * For every `<style>`, SVG `<style>` and `<link>` that is mirrored (`isStyleOwner`). The core sends the element
   * without children; `ownerChanged` is for its attributes and the text inside.
   */
  ownerAdded(el: Element): void;
  ownerChanged(el: Element): void;
  ownerRemoved(el: Element): void;
  /** Resolves when the texts of linked sheets are at hand or known not to come; never rejects. */
  ready(): Promise<void>;
  /** Looks at what no hook can show (held declarations and arrays); cheap, at each flush. */
  poll(): void;
  hasChanges(): boolean;
  /** Body of the Sheets section with everything there is; forgets what was sent before. */
  keyframe(w: Writer): void;
  /** Body of the Sheets section with what has changed since the last one. Called after the tree was written. */
  flush(w: Writer): void;
  stop(): void;
}
