import type {
  Capture,
  DeviceViewport,
  FrameInfo,
  PageVerdict,
  Policy,
  PolicyProblem,
  startCapture,
} from "@samepage/mirror/capture";
import {
  BinaryAsset,
  BinaryMirror,
  FlagKeyEnd,
  FlagKeyPart,
  FlagKeyStart,
  FlagMore,
  type Link,
  type MirrorAckBody,
  MirrorPurge,
  type MirrorPurgeBody,
  type MirrorStartBody,
} from "@samepage/wire";
import { packAsset } from "./asset-frame.ts";
import { ResourceLine } from "./resource-line.ts";

export interface MirroringOptions {
  link: Pick<Link, "send" | "sendBinary" | "bufferedAmount">;
  start: MirrorStartBody;
  startCapture: typeof startCapture;
  window: Window;
  policy: Policy;
  /** Elements of our own interface. */
  exclude: (el: Element) => boolean;
  /** Measures the window by an element of our own. */
  measureDevice: () => DeviceViewport;
  /** Hears what may leave the page at all: at first, and when that changes. */
  judged: (verdict: PageVerdict) => void;
  /** Hears of rules that this browser cannot read. */
  faulty: (problems: readonly PolicyProblem[]) => void;
  /** The site's origins, as patterns. */
  origins: readonly string[];
}

/** Flags of a frame by its place in a keyframe. */
const FLAGS = {
  start: FlagKeyStart | FlagKeyPart,
  part: FlagKeyPart,
  end: FlagKeyEnd,
  whole: FlagKeyStart | FlagKeyEnd,
} as const;

/**
 * One stream of this page: gives the capture's payloads their envelopes, and the capture the owner's
 * acknowledgements. Every keyframe begins an epoch; frames and resources are numbered apart (W5).
 */
export class Mirroring {
  readonly stream: number;
  #options: MirroringOptions;
  #capture: Capture;
  #epoch: number;
  #nextFrame: number;
  #nextAsset: number;
  #resources: ResourceLine;
  #payloads = 0;
  #unacknowledged: { last: number; count: number }[] = [];
  #stopped = false;

  constructor(options: MirroringOptions) {
    const { start, window, policy, exclude, measureDevice, judged, faulty, origins } = options;
    this.#options = options;
    this.stream = start.stream;
    this.#epoch = start.epoch;
    this.#nextFrame = start.seq;
    this.#nextAsset = start.seq;
    this.#resources = new ResourceLine(
      (piece, isLast) => {
        const flags = isLast ? 0 : FlagMore;
        this.#nextAsset += this.#sendBinary(BinaryAsset, flags, this.#nextAsset, piece);
      },
      () => options.link.bufferedAmount,
    );
    const held = start.held ?? [];
    this.#capture = options.startCapture({
      heldTexts: held,
      heldBytes: held,
      challenge: start.challenge,
      window,
      policy,
      exclude,
      measureDevice,
      judged,
      faulty,
      listsOrigin: async (origin) => (await import("../launch/origins.ts")).listsOrigin(origins, origin),
      send: (payload, info) => this.#send(payload, info),
      sendAsset: (ref, type, bytes) => this.#sendAsset(ref, type, bytes),
    });
  }

  get capture(): Capture {
    return this.#capture;
  }

  /** The owner has taken frames up to a number. */
  acknowledge(body: MirrorAckBody): void {
    if (this.#stopped || body.stream !== this.stream) return;
    let count = 0;
    while (this.#unacknowledged[0] && this.#unacknowledged[0].last <= body.seq) {
      count = this.#unacknowledged.shift()?.count ?? count;
    }
    if (count > 0) this.#capture.ack(count);
  }

  pause(): void {
    if (!this.#stopped) this.#capture.pause();
  }

  resume(): void {
    if (!this.#stopped) this.#capture.resume();
  }

  keyframe(): void {
    if (!this.#stopped) this.#capture.keyframe();
  }

  /** Stricter rules: what was sent under the old ones is void from here on. */
  purge(policy: Policy): void {
    this.#void(() => this.#capture.purge(policy));
  }

  /** The customer hides an element: what was sent of it is void from here on. */
  hide(el: Element): void {
    this.#void(() => this.#capture.hide(el));
  }

  assetsWanted(refs: readonly string[]): void {
    if (this.#stopped) return;
    for (const ref of refs) this.#capture.assetWanted(ref);
  }

  /** The element that a node number of an epoch stands for; null where it is gone, or the number is of an older picture. */
  locate(epoch: number, node: number): Element | null {
    return this.#stopped || epoch !== this.#epoch ? null : this.#capture.locate(node);
  }

  /** Ends the stream at once: nothing is sent after this has returned. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#resources.clear();
    this.#capture.stop();
  }

  #void(renew: () => void): void {
    if (this.#stopped) return;
    this.#resources.clear();
    this.#options.link.send<MirrorPurgeBody>({ kind: MirrorPurge, epoch: this.#epoch + 1 });
    renew();
  }

  #send(payload: Uint8Array, info: FrameInfo): void {
    if (this.#stopped) return;
    if (info.keyframe === "start" || info.keyframe === "whole") this.#epoch++;
    const Flags = info.keyframe ? FLAGS[info.keyframe] : 0;
    this.#nextFrame += this.#sendBinary(BinaryMirror, Flags, this.#nextFrame, payload);
    this.#unacknowledged.push({ last: this.#nextFrame - 1, count: ++this.#payloads });
  }

  #sendAsset(ref: string, type: string, bytes: Uint8Array): void {
    if (this.#stopped) return;
    // The text of a name comes before the frame that tells it.
    this.#resources.add(packAsset(ref, type, bytes), ref.startsWith("s"));
  }

  #sendBinary(Kind: number, Flags: number, Seq: number, payload: Uint8Array): number {
    const { link, start } = this.#options;
    const envelope = { Kind, Flags, Stream: this.stream, Epoch: this.#epoch, Seq, Fence: start.fence };
    return link.sendBinary(envelope, payload);
  }
}
