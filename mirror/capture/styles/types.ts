import type { Writer } from "../../codec/writer.ts";

/** A place in a text that was sent, where an address stands. */
export interface CssPlace {
  readonly text: string;
  readonly offset: number;
  /** What the address is relative to. */
  readonly base: string;
}

/** Names of texts that the replica may have already (codec/README.md, H1). */
export interface TextNames {
  /** Resolves when a text has a name, or can't have one. */
  prepare(text: string): Promise<void>;
  /** Name of a text that is told now, "" where it has none: it travels in the stream then. */
  nameOf(text: string): string;
}

/** What the mirror's core calls. One capture serves all documents and shadow roots it reaches. */
export interface StyleCapturing {
  /** Reads the texts of the sheets that are there; settles when they can be told. */
  prepare(): Promise<unknown>;
  /** A document or shadow root is mirrored from now on: its adopted sheets are. */
  rootAdded(root: Document | ShadowRoot): void;
  rootRemoved(root: Document | ShadowRoot): void;
  /**
   * For every `<style>`, SVG `<style>` and `<link>` that is mirrored (`isStyleOwner`), and when its attributes or the
   * text inside have changed. The core sends the element without children.
   */
  ownerChanged(el: Element): void;
  ownerRemoved(el: Element): void;
  /** Looks at what no hook can show (held declarations and arrays); cheap, at each flush. */
  poll(): void;
  hasChanges(): boolean;
  /** Body of the Sheets section with everything there is; forgets what was sent before. */
  keyframe(w: Writer): void;
  /** Body of the Sheets section with what has changed since the last one. Called after the tree was written. */
  flush(w: Writer): void;
  /** Resolves a reference `TEXT.OFFSET` that the replica made of an address in a text of the stream. */
  cssPlace(ref: string): CssPlace | undefined;
  stop(): void;
}
