import { DICTIONARY } from "./dictionary.ts";
import { DecodeError } from "./error.ts";
import { LIMITS, TABLE_SLOTS, TABLE_STRING_MAX } from "./limits.ts";
import { StringForm } from "./writer.ts";

/** Up to here characters put together one by one beat TextDecoder's call overhead. */
const SHORT_STRING = 32;

/** The session's strings on the reading side; lives as long as an epoch and is shared by its readers. */
export class StringTable {
  // A byte order mark inside a page's text is text.
  readonly decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #slots: string[] = [];
  #next = 0;

  reset(): void {
    this.#slots = [];
    this.#next = 0;
  }

  keep(s: string): void {
    if (s.length > TABLE_STRING_MAX) throw new DecodeError("a kept string is too long");
    this.#slots[this.#next] = s;
    this.#next = (this.#next + 1) % TABLE_SLOTS;
  }

  get(ref: number): string {
    const s = ref < DICTIONARY.length ? DICTIONARY[ref] : this.#slots[ref - DICTIONARY.length];
    if (s === undefined) throw new DecodeError(`no string ${ref}`);
    return s;
  }
}

/** Reads the body of one payload; throws DecodeError on anything out of bounds. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #strings: StringTable;
  #at = 0;

  constructor(bytes: Uint8Array, strings: StringTable) {
    if (bytes.length > LIMITS.payloadBytes) throw new DecodeError("payload too long");
    this.#bytes = bytes;
    this.#strings = strings;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Forgets the session's strings (at a Reset section). */
  resetStrings(): void {
    this.#strings.reset();
  }

  uint(): number {
    const first = this.#bytes[this.#at];
    if (first === undefined || first >= 0x80) return this.#longUint();
    this.#at++;
    return first;
  }

  #longUint(): number {
    let n = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new DecodeError("payload ends inside a number");
      n += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (n > Number.MAX_SAFE_INTEGER) break;
        return n;
      }
      scale *= 0x80;
    }
    throw new DecodeError("number too large");
  }

  int(): number {
    const n = this.uint();
    return n % 2 === 0 ? n / 2 : -(n + 1) / 2;
  }

  bool(): boolean {
    const n = this.uint();
    if (n > 1) throw new DecodeError("not a boolean");
    return n === 1;
  }

  /** A list's length, bounded. */
  count(max: number = LIMITS.list): number {
    const n = this.uint();
    if (n > max) throw new DecodeError(`list of ${n} items`);
    return n;
  }

  f32(): number {
    const start = this.#advance(4);
    const n = new DataView(this.#bytes.buffer, this.#bytes.byteOffset).getFloat32(start, true);
    if (!Number.isFinite(n)) throw new DecodeError("not a finite number");
    return n;
  }

  bytes(): Uint8Array {
    const n = this.uint();
    const start = this.#advance(n);
    return this.#bytes.slice(start, start + n);
  }

  /** The counterpart of the writer's `str`, `words` and `text`. */
  str(): string {
    const form = this.uint();
    if (form >= StringForm.FirstRef) return this.#strings.get(form - StringForm.FirstRef);
    const s = this.#raw();
    if (form === StringForm.LiteralKept) this.#strings.keep(s);
    return s;
  }

  #raw(): string {
    const n = this.uint();
    if (n > LIMITS.stringBytes) throw new DecodeError("string too long");
    const start = this.#advance(n);
    const short = n <= SHORT_STRING ? this.#ascii(start, n) : undefined;
    if (short !== undefined) return short;
    try {
      return this.#strings.decoder.decode(this.#bytes.subarray(start, start + n));
    } catch (cause) {
      throw new DecodeError("string is not UTF-8", { cause });
    }
  }

  #ascii(start: number, n: number): string | undefined {
    let s = "";
    for (let i = 0; i < n; i++) {
      const byte = this.#bytes[start + i] as number;
      if (byte >= 0x80) return undefined;
      s += String.fromCharCode(byte);
    }
    return s;
  }

  #advance(n: number): number {
    const start = this.#at;
    if (n > this.#bytes.length - start) throw new DecodeError("payload ends inside an item");
    this.#at = start + n;
    return start;
  }
}
