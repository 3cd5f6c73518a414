import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  Assembler,
  decodeFrame,
  type Envelope,
  EnvelopeError,
  encodeFrame,
  MAX_ENVELOPE,
  splitFrames,
} from "../src/index.ts";

interface Vectors {
  frames: { name: string; frame: string; envelope: Envelope; payload: string }[];
  malformed: { name: string; frame: string }[];
  split: {
    name: string;
    flags: number;
    room: number;
    length: number;
    pieces: { flags: number; length: number }[];
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL("../../vectors/envelope.json", import.meta.url), "utf8"),
) as Vectors;

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (data: Uint8Array) => Buffer.from(data).toString("hex");
const plain = (over: Partial<Envelope>): Envelope => ({
  Kind: 1,
  Flags: 0,
  Stream: 4,
  Epoch: 2,
  Seq: 10,
  Fence: 1,
  ...over,
});

describe("envelope", () => {
  it.each(vectors.frames)("reads and writes: $name", ({ frame, envelope, payload }) => {
    const read = decodeFrame(bytes(frame));
    expect(read.envelope).toEqual(envelope);
    expect(hex(read.payload)).toBe(payload);
    expect(hex(encodeFrame(envelope, bytes(payload)))).toBe(frame);
  });

  it.each(vectors.malformed)("refuses: $name", ({ frame }) => {
    expect(() => decodeFrame(bytes(frame))).toThrow(EnvelopeError);
  });

  it("has no header longer than MAX_ENVELOPE", () => {
    const most = 0xffffffff;
    const frame = encodeFrame(plain({ Stream: most, Epoch: most, Seq: most, Fence: most }), new Uint8Array());
    expect(frame.length).toBe(MAX_ENVELOPE);
  });
});

describe("split payloads (W7)", () => {
  it.each(vectors.split)("cuts and joins: $name", ({ flags, room, length, pieces }) => {
    const payload = Uint8Array.from({ length }, (_, i) => i);
    const frames = splitFrames(plain({ Flags: flags }), payload, room).map(decodeFrame);
    expect(frames.map((f) => ({ flags: f.envelope.Flags, length: f.payload.length }))).toEqual(pieces);
    expect(frames.map((f) => f.envelope.Seq)).toEqual(pieces.map((_, i) => 10 + i));

    const assembler = new Assembler();
    const whole = frames.map((f) => assembler.take(f.envelope, f.payload)).filter((m) => m !== undefined);
    expect(whole).toHaveLength(1);
    expect(whole[0]?.payload).toEqual(payload);
    expect(whole[0]?.first).toBe(10);
    expect(whole[0]?.envelope.Seq).toBe(10 + pieces.length - 1);
  });

  it("drops a payload with a hole and shows the gap in the numbers", () => {
    const assembler = new Assembler();
    const frames = splitFrames(plain({}), new Uint8Array(9), 3).map(decodeFrame);
    const [a, , c] = frames as [(typeof frames)[0], unknown, (typeof frames)[0]];
    expect(assembler.take(a.envelope, a.payload)).toBeUndefined();
    expect(assembler.take(c.envelope, c.payload)?.first).toBe(12);
  });

  it("keeps streams and kinds apart", () => {
    const assembler = new Assembler();
    const [one, two] = splitFrames(plain({}), new Uint8Array(4), 2).map(decodeFrame);
    const other = splitFrames(plain({ Stream: 5 }), new Uint8Array(1)).map(decodeFrame)[0];
    if (!one || !two || !other) throw new Error("no frames");
    assembler.take(one.envelope, one.payload);
    expect(assembler.take(other.envelope, other.payload)?.payload).toHaveLength(1);
    expect(assembler.take(two.envelope, two.payload)?.payload).toHaveLength(4);
  });

  it("refuses to hold more than its limit", () => {
    const assembler = new Assembler(5);
    const [a, b] = splitFrames(plain({}), new Uint8Array(8), 4).map(decodeFrame);
    if (!a || !b) throw new Error("no frames");
    assembler.take(a.envelope, a.payload);
    expect(() => assembler.take(b.envelope, b.payload)).toThrow(RangeError);
  });
});
