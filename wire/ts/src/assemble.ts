import { type Envelope, FlagKeyEnd, FlagKeyPart, FlagMore } from "./generated.ts";

/**
 * The most that the pieces of one payload may hold together, in bytes. The largest honest payload is
 * a picture or a font of some megabytes; beyond this it is a fault or an attack.
 */
export const MAX_PAYLOAD = 32 << 20;

/** A whole payload. Its envelope has the flags of all pieces joined and the number of the last one. */
export interface BinaryMessage {
  envelope: Envelope;
  /** Number of the first piece: equal to envelope.Seq where there was only one. */
  first: number;
  payload: Uint8Array;
}

interface Pending {
  envelope: Envelope;
  first: number;
  pieces: Uint8Array[];
  size: number;
}

/**
 * Joins the frames of split payloads again (W7). A payload with a hole is dropped whole: its reader
 * sees the gap in the numbers and asks for a keyframe.
 */
export class Assembler {
  #pending = new Map<string, Pending>();
  #limit: number;

  constructor(limit = MAX_PAYLOAD) {
    this.#limit = limit;
  }

  /** Takes one frame and returns the payload that it completes, if it does. */
  take(envelope: Envelope, payload: Uint8Array): BinaryMessage | undefined {
    const key = `${envelope.Kind}/${envelope.Stream}`;
    const before = this.#pending.get(key);
    this.#pending.delete(key);
    const goesOn = before && follows(before.envelope, envelope);
    const more = (envelope.Flags & FlagMore) !== 0;
    if (!goesOn && !more) return { envelope, first: envelope.Seq, payload };
    const joined: Pending = goesOn ? before : { envelope, first: envelope.Seq, pieces: [], size: 0 };
    joined.pieces.push(payload);
    joined.size += payload.length;
    if (joined.size > this.#limit) throw new RangeError(`payload over ${this.#limit} bytes`);
    joined.envelope = { ...envelope, Flags: joinFlags(joined.envelope.Flags, envelope.Flags) };
    if (!more) return { envelope: joined.envelope, first: joined.first, payload: concat(joined) };
    this.#pending.set(key, joined);
    return undefined;
  }

  /** Forgets what is not whole: the connection is a new one. */
  reset(): void {
    this.#pending.clear();
  }
}

function follows(before: Envelope, next: Envelope): boolean {
  return next.Seq === (before.Seq + 1) >>> 0 && next.Epoch === before.Epoch && next.Fence === before.Fence;
}

function joinFlags(a: number, b: number): number {
  const both = (a | b) & ~FlagMore;
  return (both & FlagKeyEnd) !== 0 ? both & ~FlagKeyPart : both;
}

function concat(pending: Pending): Uint8Array {
  const whole = new Uint8Array(pending.size);
  let at = 0;
  for (const piece of pending.pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
