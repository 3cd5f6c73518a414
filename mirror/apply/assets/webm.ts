/** What a player is told of a video, in seconds and px of the video; sound alone has neither width nor height. */
export interface MediaFacts {
  readonly width: number;
  readonly height: number;
  readonly duration: number;
}

type Bytes = readonly number[];

const EBML = [0x1a, 0x45, 0xdf, 0xa3];
const DOC_TYPE = [0x42, 0x82];
const DOC_VERSION = [0x42, 0x87];
const DOC_READ_VERSION = [0x42, 0x85];
/** A segment that goes on to the end of the stream. */
const SEGMENT = [0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const INFO = [0x15, 0x49, 0xa9, 0x66];
const TICK = [0x2a, 0xd7, 0xb1];
const DURATION = [0x44, 0x89];
const TRACKS = [0x16, 0x54, 0xae, 0x6b];
const TRACK = [0xae];
const TRACK_NUMBER = [0xd7];
const TRACK_ID = [0x73, 0xc5];
const TRACK_TYPE = [0x83];
const CODEC = [0x86];
const VIDEO = [0xe0];
const CODEC_PRIVATE = [0x63, 0xa2];
const AUDIO = [0xe1];
const SAMPLES = [0xb5];
const CHANNELS = [0x9f];
const WIDTH = [0xb0];
const HEIGHT = [0xba];
const CLUSTER = [0x1f, 0x43, 0xb6, 0x75];
const CLUSTER_TIME = [0xe7];
const BLOCK_GROUP = [0xa0];
const BLOCK = [0xa1];
const BLOCK_DURATION = [0x9b];

/** Nanoseconds of a tick, and ticks of a second. */
const TICK_NS = 1_000_000;
const TICKS = 1_000;

/** What Opus wants to know of a channel of sound at 48 kHz. */
const OPUS_HEAD = [...ascii("OpusHead"), 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0];
const OPUS_HZ = 48_000;

/** The types of what is made here, as media sources take them. */
export const webmType = ({ width }: MediaFacts): string =>
  width > 0 ? 'video/webm; codecs="vp8"' : 'audio/webm; codecs="opus"';

/** What a WebM stream of one track begins with. */
export function webmHead({ width, height, duration }: MediaFacts): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...element(
      EBML,
      element(DOC_TYPE, ascii("webm")),
      element(DOC_VERSION, [4]),
      element(DOC_READ_VERSION, [2]),
    ),
    ...SEGMENT,
    ...element(INFO, element(TICK, whole(TICK_NS)), element(DURATION, double(duration * TICKS))),
    ...element(
      TRACKS,
      element(
        TRACK,
        element(TRACK_NUMBER, [1]),
        element(TRACK_ID, [1]),
        ...(width > 0 ? videoTrack(width, height) : audioTrack()),
      ),
    ),
  ]);
}

const videoTrack = (width: number, height: number): number[][] => [
  element(TRACK_TYPE, [1]),
  element(CODEC, ascii("V_VP8")),
  element(VIDEO, element(WIDTH, whole(width)), element(HEIGHT, whole(height))),
];

const audioTrack = (): number[][] => [
  element(TRACK_TYPE, [2]),
  element(CODEC, ascii("A_OPUS")),
  element(CODEC_PRIVATE, OPUS_HEAD),
  element(AUDIO, element(SAMPLES, double(OPUS_HZ)), element(CHANNELS, [1])),
];

/** One frame, shown from one second to another. */
export function webmFrame(frame: Uint8Array, from: number, to: number): Uint8Array<ArrayBuffer> {
  const start = Math.round(from * TICKS);
  const block = element(BLOCK, [0x81, 0, 0, 0], [...frame]);
  const length = element(BLOCK_DURATION, whole(Math.round(to * TICKS) - start));
  return Uint8Array.from(
    element(CLUSTER, element(CLUSTER_TIME, whole(start)), element(BLOCK_GROUP, block, length)),
  );
}

/** Sizes are written in four bytes always. */
function element(id: Bytes, ...content: readonly Bytes[]): number[] {
  const body = content.flat();
  const { length: n } = body;
  return [...id, 0x10 | (n >>> 24), (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff, ...body];
}

function whole(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256))
    bytes.unshift(rest % 256);
  return bytes;
}

function double(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return [...new Uint8Array(view.buffer)];
}

function ascii(text: string): number[] {
  return [...text].map((c) => c.charCodeAt(0));
}
