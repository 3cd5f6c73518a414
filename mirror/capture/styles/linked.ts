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
export type LinkedTexts = ReturnType<typeof createLinkedTexts>;

/** @param prepare called with each text before it is known; resolves when it may be told */
export function createLinkedTexts(window: PageWindow, prepare: (text: string) => Promise<void>) {
  const reads = new Map<string, Promise<LinkedText | undefined>>();
  const knownTexts = new Map<string, LinkedText>();
  const abort = new AbortController();

  return { known, read, stop };

  /** What a read has already found. */
  function known(address: string): LinkedText | undefined {
    return knownTexts.get(address);
  }

  function read(address: string, crossOrigin: string | null): Promise<LinkedText | undefined> {
    const known = reads.get(address);
    if (known) return known;
    const reading = fetch(address, crossOrigin).catch(() => undefined);
    reads.set(address, reading);
    return reading;
  }

  function stop(): void {
    abort.abort();
    reads.clear();
  }

  async function fetch(address: string, crossOrigin: string | null): Promise<LinkedText | undefined> {
    const own = new URL(address, window.location.href).origin === window.location.origin;
    const signal = AbortSignal.any
      ? AbortSignal.any([abort.signal, AbortSignal.timeout(READ_MS)])
      : abort.signal;
    const response = await window.fetch(address, {
      cache: "force-cache",
      credentials: own || crossOrigin === "use-credentials" ? "include" : "omit",
      signal,
    });
    if (!response.ok) return undefined;
    const bytes = await response.arrayBuffer();
    const text = decode(bytes, response.headers.get("content-type"));
    await prepare(text);
    const found = { text, base: response.url || address };
    knownTexts.set(address, found);
    return found;
  }

  /** The encoding is the header's, else the sheet's own `@charset`, else the document's. */
  function decode(bytes: ArrayBuffer, type: string | null): string {
    const start = String.fromCharCode(...new Uint8Array(bytes.slice(0, 100)));
    const label =
      /charset=["']?([-\w]+)/i.exec(type ?? "")?.[1] ??
      /^@charset "([-\w]+)";/.exec(start)?.[1] ??
      window.document.characterSet;
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      // RangeError: no such encoding; engines then take UTF-8.
      return new TextDecoder().decode(bytes);
    }
  }
}
