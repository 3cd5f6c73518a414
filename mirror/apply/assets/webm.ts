/** Width and height of a video, in px of its own. */
export interface VideoSize {
  readonly width: number;
  readonly height: number;
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
const TRACKS = [0x16, 0x54, 0xae, 0x6b];
const TRACK = [0xae];
const TRACK_NUMBER = [0xd7];
const TRACK_ID = [0x73, 0xc5];
const TRACK_TYPE = [0x83];
const CODEC = [0x86];
const VIDEO = [0xe0];
const ALPHA_MODE = [0x53, 0xc0];
const WIDTH = [0xb0];
const HEIGHT = [0xba];
const CLUSTER = [0x1f, 0x43, 0xb6, 0x75];
const CLUSTER_TIME = [0xe7];
const BLOCK_GROUP = [0xa0];
const BLOCK = [0xa1];
const BLOCK_DURATION = [0x9b];
const ADDITIONS = [0x75, 0xa1];
const ADDITION = [0xa6];
const ADDITION_ID = [0xee];
const ADDITIONAL = [0xa5];

/** Nanoseconds of a tick, and ticks of a second. */
const TICK_NS = 1_000_000;
const TICKS = 1_000;

/** A player that has few frames to show does not go on: there are so many at least, and each stands for 5 s at most. */
const FRAMES_MIN = 8;
const FRAME_TICKS = 5 * TICKS;

/** The type of what is made here, as media sources take it. */
export const WEBM_TYPE = 'video/webm; codecs="vp8"';

/** What a WebM stream of one video begins with, whose frames can be seen through. */
export function webmHead({ width, height }: VideoSize): Uint8Array<ArrayBuffer> {
  const video = element(
    VIDEO,
    element(WIDTH, whole(width)),
    element(HEIGHT, whole(height)),
    element(ALPHA_MODE, [1]),
  );
  return Uint8Array.from([
    ...element(
      EBML,
      element(DOC_TYPE, ascii("webm")),
      element(DOC_VERSION, [4]),
      element(DOC_READ_VERSION, [2]),
    ),
    ...SEGMENT,
    ...element(INFO, element(TICK, whole(TICK_NS))),
    ...element(
      TRACKS,
      element(
        TRACK,
        element(TRACK_NUMBER, [1]),
        element(TRACK_ID, [1]),
        element(TRACK_TYPE, [1]),
        element(CODEC, ascii("V_VP8")),
        video,
      ),
    ),
  ]);
}

/** One frame over and over, from one second to another: what is seen of it and, once more, how little it covers. */
export function webmFrames(frame: Uint8Array, from: number, to: number): Uint8Array<ArrayBuffer> {
  const clusters: number[] = [];
  const first = Math.round(from * TICKS);
  const end = Math.round(to * TICKS);
  const step = Math.min(FRAME_TICKS, Math.ceil((end - first) / FRAMES_MIN));
  for (let start = first; start < end; start += step) {
    const length = Math.min(step, end - start);
    const group = element(
      BLOCK_GROUP,
      element(BLOCK, [0x81, 0, 0, 0], [...frame]),
      element(BLOCK_DURATION, whole(length)),
      element(ADDITIONS, element(ADDITION, element(ADDITION_ID, [1]), element(ADDITIONAL, [...frame]))),
    );
    for (const byte of element(CLUSTER, element(CLUSTER_TIME, whole(start)), group)) clusters.push(byte);
  }
  return Uint8Array.from(clusters);
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

function ascii(text: string): number[] {
  return [...text].map((c) => c.charCodeAt(0));
}
