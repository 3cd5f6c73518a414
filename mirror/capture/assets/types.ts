import type { Writer } from "../../codec/writer.ts";
import type { PageWindow } from "../host.ts";
import type { SentText } from "../styles/index.ts";
import type { LinkedTexts } from "../styles/linked.ts";
import type { NamedTextHooks, NamedTexts } from "./named-texts.ts";

/** What the asset capture asks of the rest of the capture. */
export interface AssetHooks extends NamedTextHooks {
  /** Resources that the owner of the session has, by their hashes; without it all are sent each time. */
  readonly heldBytes: readonly string[] | undefined;
  /** What the owner has offers proved by; without it nothing is offered. */
  readonly challenge: string | undefined;
  /** A style text of the stream, by the numbers of its document and of itself. */
  sentText(document: number, id: number): SentText | undefined;
  /** Hands a resource to the transport. One that can't be had has the type MISSING and its host's name as bytes. */
  send(ref: string, type: string, bytes: Uint8Array): void;
}

/** What the mirror's core calls for images, canvases, videos and everything else that has bytes of its own. */
export interface AssetCapturing {
  /** A document or shadow root is mirrored: images inside tell their loading there only. */
  rootAdded(root: Document | ShadowRoot): void;
  rootRemoved(root: Document | ShadowRoot): void;
  /** An element was sent, or one of its attributes has changed; true where it shows a resource. */
  added(el: Element, tag: string, attributes?: readonly string[]): boolean;
  removed(el: Element): void;
  hasChanges(): boolean;
  /** Body of the Assets section: which element shows which resource, in which natural size. After the tree. */
  keyframe(w: Writer): void;
  flush(w: Writer): void;
  /** The replica wants this resource. Only what the stream has named is ever answered. */
  wanted(ref: string): void;
  /** A stricter rule holds: what was sent so far is void. */
  purged(): void;
  /** Reads the linked sheets of a window's document. */
  linked(window: PageWindow): LinkedTexts;
  /** Texts of style sheets that are told by name. */
  readonly texts: NamedTexts;
  stop(): void;
}
