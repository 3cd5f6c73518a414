import { describe, expect, it } from "vitest";
import { deflate, inflate } from "./compress.ts";
import { DICTIONARY } from "./dictionary.ts";
import { DecodeError } from "./error.ts";
import { TABLE_SLOTS, TABLE_STRING_MAX, WORDS_MAX } from "./limits.ts";
import { Reader, StringTable } from "./reader.ts";
import { createWriter, type Writer } from "./writer.ts";

const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (b) => Number.parseInt(b, 16));

function written(write: (w: Writer) => void): Uint8Array {
  const w = createWriter();
  write(w);
  return w.take();
}

function reading<T>(bytes: Uint8Array, read: (r: Reader) => T): T {
  return read(new Reader(bytes, new StringTable()));
}

describe("N1 numbers", () => {
  const VECTORS: [number, string][] = [
    [0, "00"],
    [127, "7f"],
    [128, "8001"],
    [300, "ac02"],
    [2 ** 31, "8080808008"],
    [2 ** 32 + 1, "8180808010"],
    [Number.MAX_SAFE_INTEGER, "ffffffffffffff0f"],
  ];
  it.each(VECTORS)("uint %d is %s", (n, bytes) => {
    expect(hex(written((w) => w.uint(n)))).toBe(bytes);
    expect(reading(bytesOf(bytes), (r) => r.uint())).toBe(n);
  });

  it.each([0, -1, 1, -64, 64, -(2 ** 40), 2 ** 40])("int %d comes back", (n) => {
    expect(
      reading(
        written((w) => w.int(n)),
        (r) => r.int(),
      ),
    ).toBe(n);
  });

  it.each([
    ["a number without end", "ffffffffffffffff01"],
    ["a number beyond 2^53", "ffffffffffffff7f"],
    ["nothing", ""],
    ["half a number", "80"],
  ])("refuses %s", (_what, bytes) => {
    expect(() => reading(bytesOf(bytes), (r) => r.uint())).toThrow(DecodeError);
  });

  it("refuses booleans beyond 1 and numbers that are not finite", () => {
    expect(() => reading(bytesOf("02"), (r) => r.bool())).toThrow(DecodeError);
    expect(() => reading(bytesOf("0000807f"), (r) => r.f32())).toThrow(DecodeError);
  });
});

describe("S1-S4 strings", () => {
  it("a word of the dictionary takes one or two bytes", () => {
    expect(hex(written((w) => w.str("class")))).toBe("02");
    const last = DICTIONARY.at(-1) as string;
    expect(
      reading(
        written((w) => w.str(last)),
        (r) => r.str(),
      ),
    ).toBe(last);
  });

  it("a kept string is told once", () => {
    const bytes = written((w) => {
      w.str("my-class");
      w.str("my-class");
    });
    expect(hex(bytes)).toBe(
      `0108${hex(new TextEncoder().encode("my-class"))}${hex(written((w) => w.uint(2 + DICTIONARY.length)))}`,
    );
    expect(reading(bytes, (r) => [r.str(), r.str()])).toEqual(["my-class", "my-class"]);
  });

  it("a text is kept when it comes the second time, and only when it is short", () => {
    const long = "x".repeat(WORDS_MAX + 1);
    const texts = ["short", long, "short", long, "short", long];
    const bytes = written((w) => texts.map((text) => w.words(text)));
    expect(reading(bytes, (r) => texts.map(() => r.str()))).toEqual(texts);
    expect(bytes.length).toBeLessThan(3 * (long.length + 3) + 2 * 8 + 3);
  });

  it("what is written as text never enters the table", () => {
    const bytes = written((w) => {
      w.text("masked");
      w.text("masked");
    });
    expect(hex(bytes)).toBe(`0006${hex(new TextEncoder().encode("masked"))}`.repeat(2));
  });

  it("both ends take the slots in turn when the table is full", () => {
    const strings = Array.from({ length: TABLE_SLOTS + 50 }, (_, i) => `s${i}`);
    const again = [...strings.slice(-20), ...strings.slice(0, 20)];
    const bytes = written((w) => [...strings, ...again].map((s) => w.str(s)));
    expect(reading(bytes, (r) => [...strings, ...again].map(() => r.str()))).toEqual([...strings, ...again]);
  });

  it.each(["", "é", "日本語のテキスト", "👩‍👩‍👧 family", "\ufeffmark", "x".repeat(500), "ü".repeat(500)])(
    "%j comes back",
    (text) => {
      expect(
        reading(
          written((w) => w.str(text)),
          (r) => r.str(),
        ),
      ).toBe(text);
      expect(
        reading(
          written((w) => w.words(text)),
          (r) => r.str(),
        ),
      ).toBe(text);
    },
  );

  it.each([
    ["a reference to nothing", hex(written((w) => w.uint(2 + DICTIONARY.length)))],
    ["invalid UTF-8", "0002c328"],
    ["a string longer than its payload", "0005616263"],
    [
      "a kept string beyond the limit",
      `01${hex(written((w) => w.uint(TABLE_STRING_MAX + 1)))}${"61".repeat(TABLE_STRING_MAX + 1)}`,
    ],
  ])("refuses %s", (_what, bytes) => {
    expect(() => reading(bytesOf(bytes), (r) => r.str())).toThrow(DecodeError);
  });
});

describe("F1 compression", () => {
  it("comes back as it was", async () => {
    const body = written((w) => w.text("again and ".repeat(500)));
    const packed = await deflate(body);
    expect(packed.length).toBeLessThan(body.length / 10);
    expect(await inflate(packed)).toEqual(body);
  });

  it("refuses what is not deflate data", async () => {
    await expect(inflate(bytesOf("ffffffff"))).rejects.toThrow(DecodeError);
  });
});

describe("L2 hostile input", () => {
  it("any bytes are read or refused, never anything else", () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed;
    };
    for (let round = 0; round < 3_000; round++) {
      const bytes = Uint8Array.from({ length: random() % 40 }, () => random() % 256);
      const r = new Reader(bytes, new StringTable());
      const reads = [
        () => r.uint(),
        () => r.int(),
        () => r.bool(),
        () => r.str(),
        () => r.bytes(),
        () => r.f32(),
      ];
      try {
        while (!r.done) reads[random() % reads.length]?.();
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
      }
    }
  });
});
