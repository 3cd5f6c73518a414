import { MEDIA_STATES } from "../../capture/assets/ops.ts";
import type { Reader } from "../../codec/reader.ts";

/** What the customer's media queries count otherwise than the replica's frame would. */
export interface MediaLengths {
  /** What `em` means, in px; null: what it means in this browser. */
  readonly em: number | null;
  /** How much narrower than the customer's window the document is, in px: media queries count their scroll bar. */
  readonly narrower: number;
}

/** Media queries count what the replica's frame would. */
export const OWN_MEDIA: MediaLengths = { em: null, narrower: 0 };

/** What the style applier takes from the replica that hosts it. */
export interface StyleApplyHost {
  /** The replica's top document. */
  readonly document: Document;
  /** The customer's engine or system is another than this one. */
  readonly foreign: boolean;
  /** What media queries count otherwise than the document does. */
  readonly media: () => MediaLengths;
  /** Whether the customer's browser does not show a font that it has; by its key (`faceKey`). */
  isLate(key: string): boolean;
  /** The text of a name that the stream has told. */
  text(name: string): string | undefined;
  /** A sheet says how selected text is drawn. */
  drawsSelection(): void;
  /** The node with this id of the stream: an element, a document or a shadow root. */
  node(id: number): Node | undefined;
  /** The `blob:` address of a resource when it is here. */
  address(ref: string): string | undefined;
  /** The same, but asks for one that is not here; `arrived` is called when it is. */
  want(ref: string, arrived: () => void): string | undefined;
}

/** What the replica calls. */
export interface StyleApplying {
  /** Reads one body of the Sheets section. */
  apply(r: Reader): void;
  /** Puts sheets in the order of their owners, which may have moved. */
  settle(): void;
  /** After each payload: rules that matched nothing may match now. */
  changed(): void;
  /** A style attribute as the replica may show it: addresses replaced, customer's scheme chosen. */
  inline(text: string, nodeId: number, el: Element): string;
  /** A keyframe begins: forgets all sheets. */
  reset(): void;
  destroy(): void;
}

/**
 * Attributes the replica never takes over under their own name, since they load or navigate. It sets
 * RENAMED_PREFIX + local name with the value of the stream instead (for `xlink:href` too), and attribute selectors
 * and attr() are rewritten to match. What it shows in their place (a `blob:` address, `javascript:;`) is its own.
 */
export const RENAMED_ATTRIBUTES: ReadonlySet<string> = new Set([
  "src",
  "srcset",
  "sizes",
  "poster",
  "data",
  "background",
  "action",
  "formaction",
  "ping",
  "download",
  "target",
  "formtarget",
  "href",
  "autofocus",
  "srcdoc",
  "imagesrcset",
  "loading",
  "crossorigin",
  "autoplay",
  "sandbox",
  "is",
]);
export const RENAMED_PREFIX = "sp-a-";

/** States outside the tree: the core sets them as attributes named STATE_PREFIX + name, e.g. `sp-focus-visible`. */
export const MIRRORED_STATES = [
  "hover",
  "active",
  "focus",
  "focus-visible",
  "focus-within",
  "target",
  "user-invalid",
  "user-valid",
  "fullscreen",
  "autofill",
  "picture-in-picture",
  ...MEDIA_STATES,
] as const;
export const STATE_PREFIX = "sp-";
