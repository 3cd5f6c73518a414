import { SILENCE_TYPE, silence, silenceHead } from "./silence.ts";
import { type VideoSize, WEBM_TYPE, webmFrames, webmHead } from "./webm.ts";

/** What a stream is made for, in px of the video and seconds; sound alone has neither width nor height. */
export interface StreamFacts extends VideoSize {
  readonly duration: number;
  readonly hasSound: boolean;
}

/** Makes the bytes that play nothing from one second to another, for one buffer of a stream. */
interface Filler {
  readonly buffer: SourceBuffer;
  readonly bytes: (from: number, to: number) => Uint8Array<ArrayBuffer>;
}

/** What a media element of the replica plays: frames that can be seen through, and silence. */
export interface NothingStream {
  readonly facts: StreamFacts;
  /** Loads what lies between two seconds. */
  fill(from: number, to: number): Promise<void>;
}

/**
 * Gives an element a stream.
 * @throws where the engine has no media sources, or none of these types, or no encoder
 */
export async function openStream(el: HTMLMediaElement, facts: StreamFacts): Promise<NothingStream> {
  const frame = facts.width > 0 ? await clearFrame(facts) : undefined;
  const source = new MediaSource();
  const address = URL.createObjectURL(source);
  const opened = new Promise((done) => source.addEventListener("sourceopen", done, { once: true }));
  el.src = address;
  await opened;
  URL.revokeObjectURL(address);
  const fillers: Filler[] = [];
  if (frame)
    fillers.push({
      buffer: source.addSourceBuffer(WEBM_TYPE),
      bytes: (from, to) => webmFrames(frame, from, to),
    });
  if (facts.hasSound) fillers.push({ buffer: source.addSourceBuffer(SILENCE_TYPE), bytes: silence });
  for (const { buffer, bytes } of fillers) {
    await append(buffer, bytes === silence ? silenceHead() : webmHead(facts));
  }
  source.duration = facts.duration;
  const fill = async (from: number, to: number): Promise<void> => {
    for (const { buffer, bytes } of fillers) await append(buffer, bytes(from, to));
  };
  return { facts, fill };
}

function append(buffer: SourceBuffer, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const done = new Promise((ended) => buffer.addEventListener("updateend", ended, { once: true }));
  buffer.appendBuffer(bytes);
  return done;
}

/** A frame whose every value is 0: black as a picture, nothing as what a picture covers. */
async function clearFrame({ width, height }: VideoSize): Promise<Uint8Array> {
  const light = width * height;
  const colour = Math.ceil(width / 2) * Math.ceil(height / 2) * 2;
  const NO_COLOUR = 128;
  const values = new Uint8Array(light + colour).fill(NO_COLOUR, light);
  const frame = new VideoFrame(values, {
    format: "I420",
    codedWidth: width,
    codedHeight: height,
    timestamp: 0,
  });
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
