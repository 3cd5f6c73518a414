/** Samples of a second, in the silence that is made here. */
const HERTZ = 8_000;
/** Samples of one block: as many as a block can have, nearly. */
const BLOCK = 32_768;
const BITS = 16;

/** The type of what is made here, as media sources take it: FLAC, which says eight seconds of nothing in a few bytes. */
export const SILENCE_TYPE = 'audio/mp4; codecs="flac"';

type Bytes = readonly number[];

/** No turn, no stretch: what a header of MP4 has for pictures. */
const MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].flatMap(u32);
const NOTHING = (count: number): number[] => Array.from({ length: count }, () => 0);
const ONLY_TRACK = u32(1);
/** Kind of a FLAC block that describes the stream, and that it is the last of its kind. */
const STREAM_INFO = 0x80;
const STREAM_INFO_BYTES = 34;
/** Behind the flags of a run of samples stand the offset of their data, their durations and their sizes. */
const RUN_FLAGS = 0x1 | 0x100 | 0x200;
/** The data of a fragment is found from where the fragment begins. */
const BASE_IS_FRAGMENT = 0x20000;

/** What a stream of silence begins with. */
export function silenceHead(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...box("ftyp", ascii("isom"), u32(0), ascii("isomiso5")),
    ...box("moov", movieHeader(), track(), box("mvex", fullBox("trex", 0, ONLY_TRACK, u32(1), NOTHING(12)))),
  ]);
}

/** Silence from one second to another. */
export function silence(from: number, to: number): Uint8Array<ArrayBuffer> {
  const start = Math.round(from * HERTZ);
  const lengths: number[] = [];
  for (let rest = Math.round(to * HERTZ) - start; rest > 0; rest -= BLOCK)
    lengths.push(Math.min(BLOCK, rest));
  const blocks = lengths.map(silentBlock);
  const samples = lengths.flatMap((length, i) => [...u32(length), ...u32(blocks[i]?.length ?? 0)]);
  const fragment = (offset: number): number[] =>
    box(
      "moof",
      fullBox("mfhd", 0, u32(1)),
      box(
        "traf",
        fullBox("tfhd", BASE_IS_FRAGMENT, ONLY_TRACK),
        fullBox("tfdt", 0, u32(start)),
        fullBox("trun", RUN_FLAGS, u32(lengths.length), u32(offset), samples),
      ),
    );
  const dataAt = fragment(0).length + 8;
  return Uint8Array.from([...fragment(dataAt), ...box("mdat", blocks.flat())]);
}

/** Volume full, and the next track's number. */
const movieHeader = (): number[] =>
  fullBox(
    "mvhd",
    0,
    NOTHING(8),
    u32(HERTZ),
    u32(0),
    u32(0x10000),
    [1, 0],
    NOTHING(10),
    MATRIX,
    NOTHING(24),
    u32(2),
  );

function track(): number[] {
  const IS_USED = 3;
  return box(
    "trak",
    fullBox(
      "tkhd",
      IS_USED,
      NOTHING(8),
      ONLY_TRACK,
      NOTHING(16),
      NOTHING(4),
      [1, 0, 0, 0],
      MATRIX,
      NOTHING(8),
    ),
    box(
      "mdia",
      // its language is not said: "und"
      fullBox("mdhd", 0, NOTHING(8), u32(HERTZ), u32(0), [0x55, 0xc4, 0, 0]),
      fullBox("hdlr", 0, NOTHING(4), ascii("soun"), NOTHING(13)),
      box(
        "minf",
        fullBox("smhd", 0, NOTHING(4)),
        box("dinf", fullBox("dref", 0, u32(1), fullBox("url ", 1))),
        box(
          "stbl",
          fullBox("stsd", 0, u32(1), sampleEntry()),
          fullBox("stts", 0, NOTHING(4)),
          fullBox("stsc", 0, NOTHING(4)),
          fullBox("stsz", 0, NOTHING(8)),
          fullBox("stco", 0, NOTHING(4)),
        ),
      ),
    ),
  );
}

/** One channel. */
function sampleEntry(): number[] {
  const stream = fullBox("dfLa", 0, [STREAM_INFO, 0, 0, STREAM_INFO_BYTES], streamInfo());
  const format = [...u16(1), ...u16(BITS), ...NOTHING(4), ...u16(HERTZ), ...u16(0)];
  return box("fLaC", NOTHING(6), u16(1), NOTHING(8), format, stream);
}

/** Sizes of blocks and frames, then 20 bits of the rate, 3 of channels - 1, 5 of bits - 1; length and sum unknown. */
function streamInfo(): number[] {
  const rateAndBits = HERTZ * 2 ** 12 + (BITS - 1) * 2 ** 4;
  const info = [...u16(BITS), ...u16(BLOCK), ...NOTHING(6), ...u32(rateAndBits)];
  return [...info, ...NOTHING(STREAM_INFO_BYTES - info.length)];
}

/** A frame of FLAC all of whose samples are the constant 0; its length is written out. */
function silentBlock(samples: number): number[] {
  const RATE_AND_LENGTH = 0x74; // 8 kHz; the length follows in two bytes
  const MONO_16_BIT = 0x08;
  const head = [0xff, 0xf8, RATE_AND_LENGTH, MONO_16_BIT, 0, ...u16(samples - 1)];
  const frame = [...head, remainder(head, 8, 0x07), 0, 0, 0];
  return [...frame, ...u16(remainder(frame, 16, 0x8005))];
}

/** Cyclic redundancy check of so many bits. */
function remainder(bytes: Bytes, bits: number, polynomial: number): number {
  const top = 2 ** (bits - 1);
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte * 2 ** (bits - 8);
    for (let i = 0; i < 8; i++) rest = ((rest << 1) ^ (rest & top ? polynomial : 0)) & (2 * top - 1);
  }
  return rest;
}

function box(type: string, ...content: readonly Bytes[]): number[] {
  const body = content.flat();
  return [...u32(body.length + 8), ...ascii(type), ...body];
}

/** A box of version 0 with flags. */
function fullBox(type: string, flags: number, ...content: readonly Bytes[]): number[] {
  return box(type, u32(flags), ...content);
}

function u32(n: number): number[] {
  return [n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff];
}

function u16(n: number): number[] {
  return [(n >>> 8) & 0xff, n & 0xff];
}

function ascii(text: string): number[] {
  return [...text].map((c) => c.charCodeAt(0));
}
