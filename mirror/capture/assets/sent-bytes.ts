import { hashOf } from "./hash.ts";

/** Type of the answer for bytes that the owner has: in their place comes their SHA-256. */
export const SAME = "x-samepage/same";

/** Knows which resources the owner of the session has got, so that each content is sent once. */
export type SentBytes = ReturnType<typeof createSentBytes>;

/** @param held what the owner had before: `h` and a SHA-256 in base64url; without it all is sent each time */
export function createSentBytes(held: readonly string[] | undefined) {
  const sent = new Set(held);

  return { hashIfSent, clear: (): void => sent.clear() };

  /** Hash of bytes that were sent before; undefined for all others, which count as sent from now on. */
  async function hashIfSent(bytes: Uint8Array): Promise<Uint8Array | undefined> {
    if (!held) return undefined;
    try {
      const hash = await hashOf(bytes);
      const name = `h${hash.letters}`;
      if (sent.has(name)) return hash.bytes;
      sent.add(name);
    } catch {
      // TypeError: no hashes outside secure contexts.
    }
    return undefined;
  }
}
