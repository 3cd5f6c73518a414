import { isTextName, NAMED_TEXT, PLAIN_TEXTS_REF } from "../capture/assets/named-text.ts";
import { inflate } from "../codec/compress.ts";
import { LIMITS } from "../codec/limits.ts";
import { Reader, StringTable } from "../codec/reader.ts";
import { Section } from "../codec/sections.ts";

/** The picture stays as it is for so long while a text that the next one relies on is on its way, in ms. */
const HOLD_MS = 3_000;
/** UTF-16 units of texts that are kept; beyond, those that came first go. */
const KEPT_UNITS = 16 * 1024 * 1024;
/** Names before one payload. */
const NAMES_MAX = 1_024;

/**
 * Texts of style sheets by the names that the stream has for them, kept over keyframes and page loads. A payload waits
 * for those that it relies on, so that no page is seen without its sheets.
 */
export class NamedTexts {
  readonly #want: (ref: string) => void;
  #texts = new Map<string, string>();
  #units = 0;
  /** What is asked for or on its way, with what ends the wait for it. */
  #awaited = new Map<string, { readonly here: Promise<void>; end(): void }>();
  #generation = 0;

  constructor(want: (ref: string) => void) {
    this.#want = want;
  }

  get(name: string): string | undefined {
    return this.#texts.get(name);
  }

  /** The sections of a payload's body, at once or when the texts before them are here, or can't be had. */
  ready(body: Uint8Array): Uint8Array | Promise<Uint8Array> {
    if (body[0] !== Section.Texts) return body;
    const r = new Reader(body, new StringTable());
    r.uint();
    const names = Array.from({ length: r.count(NAMES_MAX) }, () => r.str());
    const sections = r.bytes();
    const missing = names.filter((name) => isTextName(name) && !this.#texts.has(name));
    return missing.length === 0 ? sections : this.#hold(missing, sections);
  }

  /** Whether a resource is a text that is told by name: it is kept then. */
  supply(ref: string, type: string, bytes: Uint8Array): boolean {
    if (!isTextName(ref)) return false;
    if (type === NAMED_TEXT) void this.#unpack(ref, bytes, this.#generation);
    else this.#giveUp([ref]);
    return true;
  }

  /** Forgets all texts; nothing waits for one any more. */
  forget(): void {
    this.#generation++;
    this.#texts.clear();
    this.#units = 0;
    for (const name of [...this.#awaited.keys()]) this.#end(name);
  }

  async #hold(missing: readonly string[], sections: Uint8Array): Promise<Uint8Array> {
    const late = setTimeout(() => this.#giveUp(missing), HOLD_MS);
    await Promise.all(missing.map((name) => this.#arrival(name, true)));
    clearTimeout(late);
    return sections;
  }

  #arrival(name: string, asks: boolean): Promise<void> {
    const known = this.#awaited.get(name);
    if (known) return known.here;
    let end = (): void => undefined;
    const here = new Promise<void>((done) => {
      end = done;
    });
    this.#awaited.set(name, { here, end });
    if (asks) this.#want(name);
    return here;
  }

  async #unpack(name: string, bytes: Uint8Array, generation: number): Promise<void> {
    void this.#arrival(name, false);
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await inflate(bytes, LIMITS.stringBytes));
      if (generation === this.#generation) this.#keep(name, text);
    } catch {
      // DecodeError or TypeError: no text. What relies on it is told in another way.
      if (generation === this.#generation) this.#giveUp([name]);
    }
    if (generation === this.#generation) this.#end(name);
  }

  #keep(name: string, text: string): void {
    if (this.#texts.has(name)) return;
    this.#texts.set(name, text);
    this.#units += text.length;
    for (const [oldest, old] of this.#texts) {
      if (this.#units <= KEPT_UNITS || oldest === name) break;
      this.#texts.delete(oldest);
      this.#units -= old.length;
    }
  }

  /** The next keyframe is to hold its texts itself. What waits goes on, finds them missing and asks for that keyframe. */
  #giveUp(names: readonly string[]): void {
    const lost = names.filter((name) => this.#awaited.has(name) && !this.#texts.has(name));
    if (lost.length === 0) return;
    this.#want(PLAIN_TEXTS_REF);
    for (const name of lost) this.#end(name);
  }

  #end(name: string): void {
    this.#awaited.get(name)?.end();
    this.#awaited.delete(name);
  }
}
