import {
  BinaryAsset,
  BinaryMirror,
  type Envelope,
  EnvelopeVersion,
  FlagKeyEnd,
  FlagKeyPart,
  FlagKeyStart,
  FlagMore,
  MaxFrame,
} from "./generated.ts";

/** The longest header in bytes: three single bytes and four numbers of at most five. */
export const MAX_ENVELOPE = 23;

/** The shortest header in bytes: three single bytes and four numbers of one. */
const MIN_ENVELOPE = 7;

/** A number of 32 bits takes at most this many bytes as unsigned LEB128. */
const MAX_NUMBER_BYTES = 5;

/** Bytes that are no frame of this protocol. */
export class EnvelopeError extends Error {
  override name = "EnvelopeError";
}

/** Writes header and payload into one new frame. The payload is copied. */
export function encodeFrame(envelope: Envelope, payload: Uint8Array): Uint8Array {
  const header = new Uint8Array(MAX_ENVELOPE);
  header[0] = EnvelopeVersion;
  header[1] = envelope.Kind;
  header[2] = envelope.Flags;
  let at = 3;
  for (const value of [envelope.Stream, envelope.Epoch, envelope.Seq, envelope.Fence]) {
    at = putNumber(header, at, value);
  }
  const frame = new Uint8Array(at + payload.length);
  frame.set(header.subarray(0, at));
  frame.set(payload, at);
  return frame;
}

/**
 * Reads a frame's header. The payload shares the frame's memory.
 * Throws EnvelopeError where the bytes are no frame of this protocol.
 */
export function decodeFrame(frame: Uint8Array): { envelope: Envelope; payload: Uint8Array } {
  if (frame.length < MIN_ENVELOPE) throw new EnvelopeError(`only ${frame.length} bytes`);
  if (frame[0] !== EnvelopeVersion) throw new EnvelopeError(`version ${frame[0]}`);
  const numbers: number[] = [];
  let at = 3;
  for (let i = 0; i < 4; i++) {
    const read = getNumber(frame, at);
    numbers.push(read.value);
    at = read.next;
  }
  const [Stream = 0, Epoch = 0, Seq = 0, Fence = 0] = numbers;
  const envelope = { Kind: frame[1] ?? 0, Flags: frame[2] ?? 0, Stream, Epoch, Seq, Fence };
  return { envelope, payload: frame.subarray(at) };
}

/**
 * Cuts a payload into frames of at most MaxFrame bytes (W7). Every frame has its own number, counted
 * up from the envelope's; all but the last carry FlagMore, and that too where the envelope does: its payload
 * goes on. Of a keyframe's flags, the start stays with the first frame and the end with the last.
 */
export function splitFrames(
  envelope: Envelope,
  payload: Uint8Array,
  room = MaxFrame - MAX_ENVELOPE,
): Uint8Array[] {
  const frames: Uint8Array[] = [];
  const count = Math.max(1, Math.ceil(payload.length / room));
  for (let i = 0; i < count; i++) {
    const piece = payload.subarray(i * room, (i + 1) * room);
    const Flags = pieceFlags(envelope.Flags, i === 0, i === count - 1);
    frames.push(encodeFrame({ ...envelope, Flags, Seq: (envelope.Seq + i) >>> 0 }, piece));
  }
  return frames;
}

/** Whether the kind is one that this build knows; others are ignored. */
export function knownBinary(kind: number): boolean {
  return kind === BinaryMirror || kind === BinaryAsset;
}

function pieceFlags(flags: number, first: boolean, last: boolean): number {
  const ofKeyframe = (flags & (FlagKeyStart | FlagKeyPart | FlagKeyEnd)) !== 0;
  let out = flags;
  if (!first) out &= ~FlagKeyStart;
  if (!last) {
    out &= ~FlagKeyEnd;
    if (ofKeyframe) out |= FlagKeyPart;
    out |= FlagMore;
  } else if (!first && (flags & FlagKeyStart) !== 0 && (flags & FlagKeyEnd) === 0) {
    out |= FlagKeyPart;
  }
  return out;
}

function putNumber(bytes: Uint8Array, at: number, value: number): number {
  let rest = value >>> 0;
  while (rest >= 0x80) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}

function getNumber(bytes: Uint8Array, from: number): { value: number; next: number } {
  let value = 0;
  for (let i = 0; i < MAX_NUMBER_BYTES; i++) {
    const byte = bytes[from + i];
    if (byte === undefined) throw new EnvelopeError("header cut short");
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) {
      if (value > 0xffffffff) throw new EnvelopeError("number over 32 bits");
      return { value, next: from + i + 1 };
    }
  }
  throw new EnvelopeError("number too long");
}
