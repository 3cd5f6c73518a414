import { type MediaFacts, webmFrame, webmHead, webmType } from "./webm.ts";

/** What the customer's controls say of a video or of sound. */
export interface PlayerFacts extends MediaFacts {
  /** Seconds that are loaded, from the beginning of their run to its end. */
  readonly from: number;
  readonly to: number;
  readonly muted: boolean;
}

/** What a video of the replica plays: nothing but black, of the right length. Sound has no frame. */
interface Player {
  readonly facts: PlayerFacts;
  readonly buffer: SourceBuffer;
  readonly frame: Uint8Array | undefined;
  readonly to: number;
}

/** Larger videos keep their controls disabled: a frame of theirs is not worth its memory. Px a side. */
const SIDE_MAX = 4_096;
/** A week: longer ones are streams without end, which show no length. */
const SECONDS_MAX = 604_800;

/**
 * Gives videos with controls a source of the same length, as loaded as the customer's: browsers disable the controls of
 * a video that has none. What it shows is the picture on top of it. Sound is treated alike.
 */
export class Players {
  readonly #players = new WeakMap<HTMLMediaElement, Player>();
  /** Each change waits for the one before. */
  readonly #turns = new WeakMap<HTMLMediaElement, Promise<void>>();

  show(video: HTMLMediaElement, facts: PlayerFacts): void {
    video.muted = facts.muted;
    const before = this.#turns.get(video) ?? Promise.resolve();
    // An engine without encoder or media sources, or one that refuses them: the controls stay disabled.
    const turn = before.then(() => this.#show(video, facts)).catch(() => undefined);
    this.#turns.set(video, turn);
  }

  async #show(video: HTMLMediaElement, facts: PlayerFacts): Promise<void> {
    const known = this.#players.get(video);
    const { duration, width, height, from, to } = facts;
    if (!isShowable(facts)) return;
    const isSame =
      known?.facts.duration === duration && known.facts.width === width && known.facts.height === height;
    const player = isSame ? known : await open(video, facts);
    if (player.frame && to > player.to)
      await append(player.buffer, webmFrame(player.frame, isSame ? player.to : from, to));
    this.#players.set(video, { ...player, facts, to: Math.max(player.to, to) });
  }
}

function isShowable({ width, height, duration, from, to }: PlayerFacts): boolean {
  const hasSize = width === 0 || (height > 0 && Math.max(width, height) <= SIDE_MAX);
  return hasSize && duration > 0 && duration <= SECONDS_MAX && from >= 0 && to <= duration + 1;
}

async function open(video: HTMLMediaElement, facts: PlayerFacts): Promise<Player> {
  const frame = facts.width > 0 ? await blackFrame(facts) : undefined;
  const source = new MediaSource();
  const address = URL.createObjectURL(source);
  const opened = new Promise((done) => source.addEventListener("sourceopen", done, { once: true }));
  video.src = address;
  await opened;
  URL.revokeObjectURL(address);
  const buffer = source.addSourceBuffer(webmType(facts));
  await append(buffer, webmHead(facts));
  return { facts, buffer, frame, to: 0 };
}

function append(buffer: SourceBuffer, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const done = new Promise((ended) => buffer.addEventListener("updateend", ended, { once: true }));
  buffer.appendBuffer(bytes);
  return done;
}

async function blackFrame({ width, height }: MediaFacts): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.fillRect(0, 0, width, height);
  const frame = new VideoFrame(canvas, { timestamp: 0 });
  try {
    return await new Promise((done, failed) => {
      const output = (chunk: EncodedVideoChunk): void => {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        done(bytes);
      };
      const encoder = new VideoEncoder({ output, error: failed });
      encoder.configure({ codec: "vp8", width, height });
      encoder.encode(frame, { keyFrame: true });
      encoder.flush().then(() => encoder.close(), failed);
    });
  } finally {
    frame.close();
  }
}
