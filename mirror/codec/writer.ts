import { DICTIONARY } from "./dictionary.ts";
import { TABLE_SLOTS, TABLE_STRING_MAX, WORDS_MAX } from "./limits.ts";

const FIRST_BYTES = 4_096;
/** Up to here a loop over char codes beats TextEncoder's call overhead. */
const SHORT_STRING = 40;
/** Strings remembered as seen once; forgotten all at once, so that memory is bounded. */
const SEEN_MAX = 16_384;

/** How a string is written: see codec/README.md, rules S1 to S4. */
export const StringForm = { Literal: 0, LiteralKept: 1, FirstRef: 2 } as const;

/**
 * Writes the body of payloads. One writer lives as long as an epoch, since its string table is the session's:
 * what `take()` returns must be decoded in order and completely.
 */
export class Writer {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;
  readonly #encoder = new TextEncoder();
  readonly #refs = new Map<string, number>();
  readonly #slots: string[] = [];
  #nextSlot = 0;
  #seen = new Set<string>();

  constructor() {
    this.reset();
  }

  /** Bytes written since the last `take()`. */
  get length(): number {
    return this.#length;
  }

  /** Forgets the session's strings, as the reader does at a Reset section. */
  reset(): void {
    this.#refs.clear();
    this.#slots.length = 0;
    this.#nextSlot = 0;
    this.#seen.clear();
    for (let i = 0; i < DICTIONARY.length; i++)
      this.#refs.set(DICTIONARY[i] as string, i + StringForm.FirstRef);
  }

  /** The bytes written so far; the writer starts an empty body. */
  take(): Uint8Array {
    const out = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return out;
  }

  /** Takes back what was written since `length` was this; no string may have been kept since. */
  rewind(length: number): void {
    this.#length = length;
  }

  /** An integer from 0 to 2^53 - 1. */
  uint(n: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow(8);
    while (n >= 0x80) {
      this.#bytes[this.#length++] = (n % 0x80) | 0x80;
      n = n < 0x80000000 ? n >>> 7 : Math.floor(n / 0x80);
    }
    this.#bytes[this.#length++] = n;
  }

  /** A signed integer, small magnitudes in few bytes (zigzag). */
  int(n: number): void {
    this.uint(n < 0 ? -n * 2 - 1 : n * 2);
  }

  bool(b: boolean): void {
    this.uint(b ? 1 : 0);
  }

  f32(n: number): void {
    this.#grow(4);
    new DataView(this.#bytes.buffer).setFloat32(this.#length, n, true);
    this.#length += 4;
  }

  bytes(data: Uint8Array): void {
    this.uint(data.length);
    this.#grow(data.length);
    this.#bytes.set(data, this.#length);
    this.#length += data.length;
  }

  /** A name or value likely to come again: through the string tables when it is short. */
  str(s: string): void {
    const ref = this.#refs.get(s);
    if (ref !== undefined) return this.uint(ref);
    if (s.length > TABLE_STRING_MAX) return this.text(s);
    this.uint(StringForm.LiteralKept);
    this.#raw(s);
    this.#keep(s);
  }

  /** A page's text: enters the table only when it is short and seen a second time. */
  words(s: string): void {
    const ref = this.#refs.get(s);
    if (ref !== undefined) return this.uint(ref);
    if (s.length <= WORDS_MAX) {
      if (this.#seen.delete(s)) {
        this.uint(StringForm.LiteralKept);
        this.#raw(s);
        return this.#keep(s);
      }
      if (this.#seen.size >= SEEN_MAX) this.#seen.clear();
      this.#seen.add(s);
    }
    this.text(s);
  }

  /** A string that never enters a table: long text, and all that is masked. */
  text(s: string): void {
    this.uint(StringForm.Literal);
    this.#raw(s);
  }

  #keep(s: string): void {
    const slot = this.#nextSlot;
    const old = this.#slots[slot];
    if (old !== undefined) this.#refs.delete(old);
    this.#slots[slot] = s;
    this.#refs.set(s, slot + DICTIONARY.length + StringForm.FirstRef);
    this.#nextSlot = (slot + 1) % TABLE_SLOTS;
  }

  #raw(s: string): void {
    const n = s.length;
    if (n <= SHORT_STRING && this.#ascii(s, n)) return;
    // UTF-8 needs at most 3 bytes for a UTF-16 unit.
    this.#grow(n * 3 + 8);
    if (n * 3 < 0x80) {
      const { written } = this.#encoder.encodeInto(s, this.#bytes.subarray(this.#length + 1));
      this.#bytes[this.#length] = written;
      this.#length += written + 1;
      return;
    }
    const encoded = this.#encoder.encode(s);
    this.bytes(encoded);
  }

  #ascii(s: string, n: number): boolean {
    if (this.#length + n + 1 > this.#bytes.length) this.#grow(n + 1);
    const start = this.#length + 1;
    for (let i = 0; i < n; i++) {
      const c = s.charCodeAt(i);
      if (c >= 0x80) return false;
      this.#bytes[start + i] = c;
    }
    this.#bytes[start - 1] = n;
    this.#length = start + n;
    return true;
  }

  #grow(more: number): void {
    const need = this.#length + more;
    if (need <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(need, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
