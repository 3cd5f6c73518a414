// The mirror's stream into the replica: socket → gate → replica, with acknowledgements, resources and the request
// for a keyframe where something is missing.
import { createReplica, type Environment, type Replica, type ReplicaStats } from "@samepage/mirror/apply";
import {
  AssetWant,
  type AssetWantBody,
  BinaryAsset,
  type BinaryMessage,
  BinaryMirror,
  type Envelope,
  FlagKeyStart,
  FlagMore,
  type Link,
  MirrorAck,
  type MirrorAckBody,
  MirrorBlank,
  MirrorKeyframe,
  type MirrorRefBody,
} from "@samepage/wire";
import { parseAsset } from "./asset-frame.ts";
import { completesPicture, Gate } from "./gate.ts";

/** Acknowledging more often than this says nothing new to the pace, in milliseconds. */
const ACK_EVERY = 16;

export interface FeedEvents {
  viewport(viewport: Environment): void;
  /** A payload is in the picture; `whole` where the picture is complete with it. */
  received(whole: boolean): void;
  /** What has been received is shown. */
  shown(stats: ReplicaStats): void;
  /** A keyframe begins: ids of nodes begin anew; `another`: of a stream that was not shown before. */
  renewed(another: boolean): void;
  /** Everything was forgotten, as a stricter rule wants (W21). */
  blanked(): void;
}

export interface FeedOptions {
  readonly link: Pick<Link, "send" | "onMessage" | "onBinary">;
  readonly frame: HTMLIFrameElement;
  readonly events: FeedEvents;
}

export class Feed {
  readonly replica: Replica;
  readonly #options: FeedOptions;
  readonly #gate = new Gate();
  /** What the picture is of. */
  #stream = 0;
  #epoch = 0;
  /** What came last. */
  #came = { stream: 0, epoch: 0, seq: 0 };
  #stats = { checked: 0, drift: 0, stuck: false };
  /** What the owner was told of the drift check. */
  #reported = { checked: 0, drift: 0 };
  #ackTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
    const { link, frame, events } = options;
    this.replica = createReplica({
      frame,
      wantAsset: (ref) => link.send<AssetWantBody>({ kind: AssetWant, refs: [ref] }),
      needKeyframe: (why) => this.#askKeyframe(why),
      onViewport: (viewport) => events.viewport(viewport),
      onStats: (stats) => {
        const isStuckNow = stats.stuck && !this.#stats.stuck;
        this.#stats = stats;
        events.shown(stats);
        if (isStuckNow) this.#tellSoon(); // no frame may follow
      },
    });
    link.onMessage<MirrorRefBody>(MirrorBlank, (body) => this.#blank(body));
    link.onBinary((message) => this.#binary(message));
  }

  /** Counts keyframes of the page; ids of nodes mean something within one. */
  get epoch(): number {
    return this.#epoch;
  }

  destroy(): void {
    clearTimeout(this.#ackTimer);
    this.replica.destroy();
  }

  #blank(body: MirrorRefBody): void {
    this.#gate.forget(body.epoch);
    this.replica.blank();
    this.#options.events.blanked();
  }

  #binary({ envelope, first, payload }: BinaryMessage): void {
    if (envelope.Kind === BinaryAsset) return this.#asset(payload);
    if (envelope.Kind !== BinaryMirror) return; // W1: a later version's kind
    const verdict = this.#gate.judge({
      flags: envelope.Flags & ~FlagMore,
      stream: envelope.Stream,
      epoch: envelope.Epoch,
      first,
      last: envelope.Seq,
      fence: envelope.Fence,
    });
    if (verdict === "gap") return this.replica.missed("a frame is missing");
    if (verdict === "drop") return;
    this.replica.apply(payload, {
      begins: () => this.#begins(envelope),
      ends: () => this.#options.events.received(completesPicture(envelope.Flags)),
    });
    this.#acknowledge(envelope);
  }

  /** The picture is of this frame now, until then of those before it. */
  #begins({ Stream, Epoch, Flags }: Envelope): void {
    const another = this.#stream !== 0 && Stream !== this.#stream;
    this.#stream = Stream;
    this.#epoch = Epoch;
    if (Flags & FlagKeyStart) this.#options.events.renewed(another);
  }

  #asset(payload: Uint8Array): void {
    const asset = parseAsset(payload);
    if (asset) this.replica.asset(asset.ref, asset.type, asset.bytes);
  }

  /** Tells the owner how far the picture is, at most once a frame. */
  #acknowledge({ Stream, Epoch, Seq }: Envelope): void {
    this.#came = { stream: Stream, epoch: Epoch, seq: Seq };
    this.#tellSoon();
  }

  #tellSoon(): void {
    this.#ackTimer ??= setTimeout(() => {
      this.#ackTimer = undefined;
      const { checked, drift, stuck } = this.#stats;
      const [compared, drifted] = [checked - this.#reported.checked, drift - this.#reported.drift];
      this.#reported = { checked, drift };
      this.#options.link.send<MirrorAckBody>({
        kind: MirrorAck,
        ...this.#came,
        ...(compared > 0 ? { checked: compared, drifted } : {}),
        ...(stuck ? { stuck } : {}),
      });
    }, ACK_EVERY);
  }

  #askKeyframe(reason: string): void {
    const { stream, epoch } = this.#came;
    this.#gate.forget(epoch);
    const ref = { kind: MirrorKeyframe, stream, epoch, reason };
    this.#options.link.send<MirrorRefBody>(ref);
  }
}
