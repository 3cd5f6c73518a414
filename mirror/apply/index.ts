import type { Environment } from "./host.ts";
import { Replica as Core } from "./replica.ts";

export { PAYLOAD_VERSION } from "../codec/sections.ts";
export type { Environment } from "./host.ts";

/** Figures of the replica, for the console and the metrics. */
export interface ReplicaStats {
  readonly nodes: number;
  readonly frames: number;
  readonly bytes: number;
  /** Differences found by the drift check so far. */
  readonly drift: number;
}

export interface ReplicaOptions {
  /** `sandbox="allow-same-origin"`, inert, with an address and a CSP header of its own (DESIGN §7). */
  readonly frame: HTMLIFrameElement;
  /** The replica shows a resource it has not got. */
  wantAsset(ref: string): void;
  /** The stream cannot be followed any further without a keyframe. */
  needKeyframe(why: string): void;
  onViewport(viewport: Environment): void;
  onStats(stats: ReplicaStats): void;
  /** The customer's pointer moved, in CSS px of their viewport. */
  onPointer?(x: number, y: number): void;
}

/** A place relative to an element: fractions of its box. */
export interface ElementPoint {
  readonly node: number;
  readonly rx: number;
  readonly ry: number;
}

export interface Replica {
  apply(payload: Uint8Array): void;
  asset(ref: string, type: string, bytes: Uint8Array): void;
  /** Empties the picture at once (purge); the next payload must start a keyframe. */
  blank(): void;
  nodeIdAt(x: number, y: number): ElementPoint | null;
  /** Box of a node in the frame's viewport, null where the replica has none. */
  boxOf(node: number): DOMRect | null;
  viewport(): { width: number; height: number; scrollX: number; scrollY: number; dpr: number };
  destroy(): void;
}

/** Builds the replica of a page inside a frame. */
export function createReplica(options: ReplicaOptions): Replica {
  return new Core(options);
}
