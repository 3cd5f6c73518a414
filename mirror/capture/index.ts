import type { DeviceViewport } from "../codec/measures.ts";
import { createCapture } from "./capture.ts";
import type {
  ActionKind,
  ActionVerdict,
  HiddenArea,
  PageVerdict,
  Policy,
  PolicyProblem,
} from "./mask/index.ts";

export type { DeviceViewport } from "../codec/measures.ts";
export type {
  ActionKind,
  ActionVerdict,
  HiddenArea,
  PageVerdict,
  Policy,
  PolicyProblem,
} from "./mask/index.ts";

/** Where a frame stands in a keyframe; null for an ordinary change. */
export type KeyframePart = "start" | "part" | "end" | "whole" | null;

export interface FrameInfo {
  readonly keyframe: KeyframePart;
  /** Rises with each purge; frames of older epochs are void. */
  readonly epoch: number;
}

export interface CaptureOptions {
  readonly window: Window;
  /** Privacy rules: without a policy there is no capture. */
  readonly policy: Policy;
  /** Takes a payload; the envelope is the link's. Frames arrive here in order. */
  send(frame: Uint8Array, info: FrameInfo): void;
  /** Takes a resource that `assetWanted` asked for, or the text of a name. */
  sendAsset(ref: string, type: string, bytes: Uint8Array): void;
  /**
   * Names of texts that the owner of the session has; each other is sent once. Without it the stream holds all texts.
   */
  readonly heldTexts?: readonly string[];
  /** SHA-256 of resources that the owner has, as `h` and base64url: each other is sent once. Without it all are sent each time. */
  readonly heldBytes?: readonly string[];
  /** What the owner has offers of what anybody could fetch proved by (W39); without it nothing is offered. */
  readonly challenge?: string | undefined;
  /** Elements of our own interface, never mirrored. */
  exclude(el: Element): boolean;
  /** Hears what may leave the page at all: at first, and when that changes. */
  judged?(verdict: PageVerdict): void;
  /** Hears of rules that this browser cannot read: while there are any, the whole page is masked. */
  faulty?(problems: readonly PolicyProblem[]): void;
  /** Whether an origin is one of the site's: frames of those that carry the page script are mirrored too (M3). Without it none is. */
  listsOrigin?(origin: string): Promise<boolean>;
  /** Measures the window by an element of ours, on phones and tablets. Without it the replica's own measures count. */
  measureDevice?(): DeviceViewport;
  /** Most bytes sent and not acknowledged; more changes wait as dirty marks. Default 1 MB. */
  readonly maxInFlight?: number;
  /** Sends fingerprints of a sample of nodes while the page changes, about every two seconds (M12). Default true. */
  readonly checksDrift?: boolean;
}

export interface Capture {
  readonly payloadVersion: number;
  /** Sends the whole page anew (a joiner or a fault asks). */
  keyframe(): void;
  /** `count` frames have reached the owner since the start. */
  ack(count: number): void;
  pause(): void;
  /** Goes on after pause(), with a keyframe. */
  resume(): void;
  /** A stricter rule: the epoch rises, nothing of the old one is sent any more, a keyframe follows. Returns the epoch. */
  purge(policy?: Policy): number;
  /** The customer hides an element by hand, for as long as it lives, and purges. Returns the epoch. */
  hide(el: Element): number;
  /** What an agent may do with an element, and why not. */
  actionAllowed(el: Element, kind: ActionKind): ActionVerdict;
  assetWanted(ref: string): void;
  /** The element of a node id of the replica, null where it is gone, hidden or our own. */
  locate(nodeId: number): Element | null;
  /** Whether a node id of the replica stands for the box of a hidden area. */
  isHidden(nodeId: number): boolean;
  /** Root of a closed shadow tree that the capture knows, else null. */
  closedRoot(host: Element): ShadowRoot | null;
  /** Whether the text or state of a node may be told as it is. */
  facts(node: Node): boolean;
  /** An attribute as it may be told, null where there is none that may. */
  attribute(el: Element, name: string): string | null;
  /** Node id of the nearest mirrored element, 0 where there is none. */
  idOf(el: Element): number;
  hiddenAreas(): HiddenArea[];
  stop(): void;
}

/** Starts mirroring a page. */
export function startCapture(options: CaptureOptions): Capture {
  return createCapture(options);
}
