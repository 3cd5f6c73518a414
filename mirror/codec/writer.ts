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
export type Writer = ReturnType<typeof createWriter>;

export function createWriter() {
  let buffer = new Uint8Array(FIRST_BYTES);
  let used = 0;
  const encoder = new TextEncoder();
  const refs = new Map<string, number>();
  const slots: string[] = [];
  let nextSlot = 0;
  const seen = new Set<string>();
  reset();

  return {
    /** Bytes written since the last `take()`. */
    get length(): number {
      return used;
    },
    reset,
    take,
    rewind,
    uint,
    int,
    bool,
    f32,
    bytes,
    str,
    words,
    text,
  };

  /** Forgets the session's strings, as the reader does at a Reset section. */
  function reset(): void {
    refs.clear();
    slots.length = 0;
    nextSlot = 0;
    seen.clear();
    for (let i = 0; i < DICTIONARY.length; i++) refs.set(DICTIONARY[i] as string, i + StringForm.FirstRef);
  }

  /** The bytes written so far; the writer starts an empty body. */
  function take(): Uint8Array {
    const out = buffer.slice(0, used);
    used = 0;
    return out;
  }

  /** Takes back what was written since `length` was this; no string may have been kept since. */
  function rewind(length: number): void {
    used = length;
  }

  /** An integer from 0 to 2^53 - 1. */
  function uint(n: number): void {
    if (used + 8 > buffer.length) grow(8);
    while (n >= 0x80) {
      buffer[used++] = (n % 0x80) | 0x80;
      n = n < 0x80000000 ? n >>> 7 : Math.floor(n / 0x80);
    }
    buffer[used++] = n;
  }

  /** A signed integer, small magnitudes in few bytes (zigzag). */
  function int(n: number): void {
    uint(n < 0 ? -n * 2 - 1 : n * 2);
  }

  function bool(b: boolean): void {
    uint(b ? 1 : 0);
  }

  function f32(n: number): void {
    grow(4);
    new DataView(buffer.buffer).setFloat32(used, n, true);
    used += 4;
  }

  function bytes(data: Uint8Array): void {
    uint(data.length);
    grow(data.length);
    buffer.set(data, used);
    used += data.length;
  }

  /** A name or value likely to come again: through the string tables when it is short. */
  function str(s: string): void {
    const ref = refs.get(s);
    if (ref !== undefined) return uint(ref);
    if (s.length > TABLE_STRING_MAX) return text(s);
    uint(StringForm.LiteralKept);
    raw(s);
    keep(s);
  }

  /** A page's text: enters the table only when it is short and seen a second time. */
  function words(s: string): void {
    const ref = refs.get(s);
    if (ref !== undefined) return uint(ref);
    if (s.length <= WORDS_MAX) {
      if (seen.delete(s)) {
        uint(StringForm.LiteralKept);
        raw(s);
        return keep(s);
      }
      if (seen.size >= SEEN_MAX) seen.clear();
      seen.add(s);
    }
    text(s);
  }

  /** A string that never enters a table: long text, and all that is masked. */
  function text(s: string): void {
    uint(StringForm.Literal);
    raw(s);
  }

  function keep(s: string): void {
    const slot = nextSlot;
    const old = slots[slot];
    if (old !== undefined) refs.delete(old);
    slots[slot] = s;
    refs.set(s, slot + DICTIONARY.length + StringForm.FirstRef);
    nextSlot = (slot + 1) % TABLE_SLOTS;
  }

  function raw(s: string): void {
    const n = s.length;
    if (n <= SHORT_STRING && ascii(s, n)) return;
    // UTF-8 needs at most 3 bytes for a UTF-16 unit.
    grow(n * 3 + 8);
    if (n * 3 < 0x80) {
      const { written } = encoder.encodeInto(s, buffer.subarray(used + 1));
      buffer[used] = written;
      used += written + 1;
      return;
    }
    const encoded = encoder.encode(s);
    bytes(encoded);
  }

  function ascii(s: string, n: number): boolean {
    if (used + n + 1 > buffer.length) grow(n + 1);
    const start = used + 1;
    for (let i = 0; i < n; i++) {
      const c = s.charCodeAt(i);
      if (c >= 0x80) return false;
      buffer[start + i] = c;
    }
    buffer[start - 1] = n;
    used = start + n;
    return true;
  }

  function grow(more: number): void {
    const need = used + more;
    if (need <= buffer.length) return;
    const grown = new Uint8Array(Math.max(need, buffer.length * 2));
    grown.set(buffer.subarray(0, used));
    buffer = grown;
  }
}
