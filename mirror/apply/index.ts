import type { Box } from "../annotate/geometry.ts";
import type { Caret } from "./ask/caret.ts";
import type { PickerField } from "./ask/field.ts";
import type { Spoken } from "./ask/speak.ts";
import type { Stop } from "./ask/stops.ts";
import type { PagePoint } from "./interaction.ts";
import type { Presence, Size } from "./own-layout.ts";
import { Replica as Core } from "./replica.ts";
import type { Environment } from "./surroundings.ts";

export { PAYLOAD_VERSION } from "../codec/sections.ts";
export type { Caret } from "./ask/caret.ts";
export type { Choice, PickerField, PickerType } from "./ask/field.ts";
export type { Spoken, SpokenState } from "./ask/speak.ts";
export { isInteractive } from "./ask/speak.ts";
export type { Stop } from "./ask/stops.ts";
export type { PagePoint } from "./interaction.ts";
export type { Presence, Size } from "./own-layout.ts";
export type { Environment } from "./surroundings.ts";

/** Figures of the replica, for the console and the metrics. */
export interface ReplicaStats {
  readonly nodes: number;
  readonly frames: number;
  readonly bytes: number;
  /** Nodes that the drift check has compared so far, and those of them that differed (M12). */
  readonly checked: number;
  readonly drift: number;
  /** Keyframes did not help: none is asked for any more, and the picture stays as it is until one comes by itself. */
  readonly stuck: boolean;
}

export interface ReplicaOptions {
  /** `sandbox="allow-same-origin"`, inert, with an address and a CSP header of its own (DESIGN §7). */
  readonly frame: HTMLIFrameElement;
  /** Replicas around this one, of whose page the frame has its size and colours. Default 0: the frame is the viewer's. */
  readonly depth?: number;
  /** The replica shows a resource it has not got. */
  wantAsset(ref: string): void;
  /** The stream cannot be followed any further without a keyframe. What comes back with each is asked for a few times only. */
  needKeyframe(why: string): void;
  onViewport(viewport: Environment): void;
  onStats(stats: ReplicaStats): void;
  /** The customer's pointer moved, in CSS px of their viewport: what is around a frame is told so. */
  onPointer?(x: number, y: number): void;
}

/** A place relative to an element: fractions of its box. */
export interface ElementPoint {
  readonly node: number;
  readonly rx: number;
  readonly ry: number;
}

/** Hears of one payload, which may wait for those before it and for texts that it relies on. */
export interface Turn {
  /** It is shown next: what is asked of the replica from now on is about its picture. */
  begins(): void;
  /** It has been shown, or could not be. */
  ends(): void;
}

export interface Replica {
  apply(payload: Uint8Array, turn?: Turn): void;
  /** A payload did not come: none can be followed until the next keyframe, which is asked for. */
  missed(why: string): void;
  asset(ref: string, type: string, bytes: Uint8Array): void;
  /** Empties the picture at once (purge); the next payload must start a keyframe. */
  blank(): void;
  /** What is at a point of the page; in a frame of another origin, the frame. */
  nodeIdAt(x: number, y: number): ElementPoint | null;
  /** Box of a node in the frame's viewport, also inside inner frames; null where the replica has none. */
  boxOf(node: number): DOMRect | null;
  /** The element that a drawing within these bounds is about, 0 where there is no page. */
  anchorOf(bounds: Box): number;
  /** The picker's field that a node is or is inside of. */
  fieldOf(node: number): PickerField | null;
  /** Selects whose list the customer has open: a browser draws it outside the page. */
  openLists(): readonly number[];
  /** Where the customer's pointer is, where that is known and on this picture, which may be laid out otherwise. */
  pointer(): PagePoint | null;
  /** Where the customer's next letter would come, where that is known and seen. */
  caret(): Caret | null;
  /** Whether keys that are pressed at a node write into it. */
  isEditable(node: number): boolean;
  spoken(node: number): Spoken | null;
  /** Where the keyboard stops, in the order of reading (A21). */
  stops(): readonly Stop[];
  /** Lays the page out at another size, scrolled on its own; null: as the customer has it (A14). */
  layOut(size: Size | null): void;
  /** Scrolls the own layout at a place; false where nothing there scrolls any further, or the layout is not its own. */
  scrollOwn(x: number, y: number, dx: number, dy: number): boolean;
  /** The customer went to another page: its own layout begins at the top, and nothing is known against its stream. */
  startOver(): void;
  /** Compares the own layout with the customer's; costs two layouts. Null while it is not on. */
  compare(): Comparison | null;
  viewport(): { width: number; height: number; scrollX: number; scrollY: number; dpr: number };
  destroy(): void;
}

/** What the customer has on the screen of a page that is laid out otherwise here; boxes in the frame's viewport now. */
export interface Comparison {
  presence(node: number): Presence;
  /** Upper and lower ends of what the customer sees, in CSS px of the frame's viewport, from top to bottom. */
  bands(): readonly Band[];
  /** What is shown here and is not there for the customer at all. */
  veils(): readonly Box[];
}

/** A strip across the page, in CSS px of the frame's viewport. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** Builds the replica of a page inside a frame. */
export function createReplica(options: ReplicaOptions): Replica {
  return new Core(options);
}
