import type { Writer } from "../../codec/writer.ts";
import type { PageWindow } from "../host.ts";
import type { LinkedTexts } from "./linked.ts";

/** A text that was sent. */
export interface SentText {
  readonly text: string;
  /** What addresses in it are relative to. */
  readonly base: string;
}

/** What the chunk of resources knows of texts: to read linked ones, and to name those that the replica may have already (codec/README.md, H1). */
export interface SheetTexts {
  /** Reads linked sheets for a document; undefined where the chunk can't be had. */
  linked(window: PageWindow): Promise<LinkedTexts | undefined>;
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
  /** A text of the stream, by its number. */
  sentText(id: number): SentText | undefined;
  stop(): void;
}
