import { DecodeError } from "../codec/error.ts";
import type { Reader } from "../codec/reader.ts";
import { offsetInto } from "./ask/place.ts";
import type { Replica, ReplicaOptions } from "./index.ts";
import type { Nodes } from "./nodes.ts";
import { Repairs } from "./repairs.ts";

/** Frames of another origin that a page may show at a time, */
const FRAMES_MAX = 64;
/** and how deep in one another. */
const DEPTH_MAX = 4;

interface ChildFrame {
  readonly el: HTMLIFrameElement;
  readonly round: number;
  readonly replica: Replica;
}

/**
 * Frames of another origin that mirror themselves (codec/README.md, P8): each is a replica of its own in its element,
 * with ids, strings and faults of its own.
 */
export class ChildFrames {
  readonly #nodes: Nodes;
  readonly #make: (options: ReplicaOptions) => Replica;
  readonly #around: Pick<ReplicaOptions, "wantAsset" | "onPointer" | "depth">;
  readonly #repairs: Repairs;
  #frames = new Map<HTMLIFrameElement, ChildFrame>();

  /**
   * @param make makes a replica inside an element
   * @param around what frames ask for by the page around, which speaks for them
   */
  constructor(nodes: Nodes, make: (options: ReplicaOptions) => Replica, around: ReplicaOptions) {
    this.#nodes = nodes;
    this.#make = make;
    this.#around = around;
    this.#repairs = new Repairs((why) => around.needKeyframe(why));
  }

  /** Reads a ChildFrames section. */
  apply(r: Reader): void {
    for (let id = r.uint(); id !== 0; id = r.uint()) {
      const el = this.#nodes.element(id);
      if (el.localName !== "iframe") throw new DecodeError("only frames mirror themselves");
      this.#told(el as HTMLIFrameElement, r.uint(), r.bytes());
    }
  }

  /** Whether a resource is a frame's, which gets it. */
  supply(ref: string, type: string, bytes: Uint8Array): boolean {
    const [, round, own] = /^(\d+)~(.+)$/s.exec(ref) ?? [];
    if (!own) return false;
    for (const frame of this.#frames.values())
      if (frame.round === Number(round)) frame.replica.asset(own, type, bytes);
    return true;
  }

  /** After each payload: frames whose element has left take their replica with them. */
  settle(): void {
    for (const { el } of this.#frames.values())
      if (!el.isConnected || this.#nodes.get(this.#nodes.id(el)) !== el) this.#end(el);
  }

  reset(): void {
    for (const el of [...this.#frames.keys()]) this.#end(el);
  }

  #told(el: HTMLIFrameElement, round: number, payload: Uint8Array): void {
    let frame = this.#frames.get(el);
    if (frame && (payload.length === 0 || frame.round !== round)) {
      this.#end(el);
      frame = undefined;
    }
    if (payload.length === 0) return;
    if (!frame) {
      if (this.#frames.size >= FRAMES_MAX) throw new DecodeError("too many frames mirror themselves");
      frame = { el, round, replica: this.#open(el, round) };
      this.#frames.set(el, frame);
    }
    frame.replica.apply(payload);
  }

  #open(el: HTMLIFrameElement, round: number): Replica {
    const depth = (this.#around.depth ?? 0) + 1;
    if (depth > DEPTH_MAX) throw new DecodeError("frames too deep");
    return this.#make({
      frame: el,
      depth,
      wantAsset: (ref) => this.#around.wantAsset(`${round}~${ref}`),
      needKeyframe: (why) => this.#fault(el, round, why),
      onViewport: () => {},
      onStats: () => {},
      onPointer: (x, y) => {
        const [left, top] = offsetInto(this.#nodes, el);
        this.#around.onPointer?.(x + left, y + top);
      },
    });
  }

  /** A frame's fault costs the page nothing but a keyframe now and then: the frame is empty until its next one. */
  #fault(el: HTMLIFrameElement, round: number, why: string): void {
    if (this.#frames.get(el)?.round !== round) return;
    this.#end(el);
    this.#repairs.ask(`in a frame: ${why}`);
  }

  #end(el: HTMLIFrameElement): void {
    const frame = this.#frames.get(el);
    this.#frames.delete(el);
    frame?.replica.destroy();
  }
}
