import type { PageWindow } from "../host.ts";

/** A sheet that is not read after this time is taken from its rules, in ms. */
const READ_MS = 4_000;

/** A linked sheet's text, with the address its own addresses are relative to. */
export interface LinkedText {
  readonly text: string;
  readonly base: string;
}

/**
 * Reads the text of linked sheets from the browser's cache, as authored. Each address is read once; a refused one
 * (other origin without CORS, a page's connect-src) is undefined.
 */
export class LinkedTexts {
  readonly #window: PageWindow;
  readonly #read = new Map<string, Promise<LinkedText | undefined>>();
  readonly #known = new Map<string, LinkedText>();
  readonly #abort = new AbortController();

  constructor(window: PageWindow) {
    this.#window = window;
  }

  /** What a read has already found. */
  known(address: string): LinkedText | undefined {
    return this.#known.get(address);
  }

  read(address: string, crossOrigin: string | null): Promise<LinkedText | undefined> {
    const known = this.#read.get(address);
    if (known) return known;
    const reading = this.#fetch(address, crossOrigin).catch(() => undefined);
    this.#read.set(address, reading);
    return reading;
  }

  stop(): void {
    this.#abort.abort();
    this.#read.clear();
  }

  async #fetch(address: string, crossOrigin: string | null): Promise<LinkedText | undefined> {
    const own = new URL(address, this.#window.location.href).origin === this.#window.location.origin;
    const signal = AbortSignal.any
      ? AbortSignal.any([this.#abort.signal, AbortSignal.timeout(READ_MS)])
      : this.#abort.signal;
    const response = await this.#window.fetch(address, {
      cache: "force-cache",
      credentials: own || crossOrigin === "use-credentials" ? "include" : "omit",
      signal,
    });
    if (!response.ok) return undefined;
    const bytes = await response.arrayBuffer();
    const text = this.#decode(bytes, response.headers.get("content-type"));
    const found = { text, base: response.url || address };
    this.#known.set(address, found);
    return found;
  }

  /** The encoding is the header's, else the sheet's own `@charset`, else the document's. */
  #decode(bytes: ArrayBuffer, type: string | null): string {
    const start = String.fromCharCode(...new Uint8Array(bytes.slice(0, 100)));
    const label =
      /charset=["']?([-\w]+)/i.exec(type ?? "")?.[1] ??
      /^@charset "([-\w]+)";/.exec(start)?.[1] ??
      this.#window.document.characterSet;
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      // RangeError: no such encoding; engines then take UTF-8.
      return new TextDecoder().decode(bytes);
    }
  }
}
