import { hashOf } from "./hash.ts";
import { OFFER, OFFER_FROM, offerOf } from "./offer.ts";
import type { AssetBytes } from "./read.ts";

/** Type of the answer for bytes that the owner has: in their place comes their SHA-256. */
export const SAME = "x-samepage/same";

/** Knows which resources the owner of the session has got, so that each content is sent once. */
export type SentBytes = ReturnType<typeof createSentBytes>;

/** What says, instead of a resource's bytes, which they are. */
export interface Stand {
  readonly type: typeof SAME | typeof OFFER;
  readonly bytes: Uint8Array;
}

/**
 * @param held what the owner had before: `h` and a SHA-256 in base64url; without it all is sent each time
 * @param challenge proves to the owner that who offers bytes has them; without it none are offered
 */
export function createSentBytes(held: readonly string[] | undefined, challenge: string | undefined) {
  const sent = new Set(held);

  return { standFor, clear: (): void => sent.clear() };

  /**
   * What to send in the place of bytes that the owner has, or may have from others' sessions; undefined where the
   * bytes themselves have to be sent. Either way they count as sent from now on.
   */
  async function standFor({ bytes, isForAll }: AssetBytes): Promise<Stand | undefined> {
    if (!held) return undefined;
    try {
      const hash = await hashOf(bytes);
      const name = `h${hash.letters}`;
      if (sent.has(name)) return { type: SAME, bytes: hash.bytes };
      const isOffered = challenge && isForAll && bytes.length >= OFFER_FROM;
      const offer = isOffered ? await offerOf(bytes, hash, challenge) : undefined;
      sent.add(name);
      return offer && { type: OFFER, bytes: offer };
    } catch {
      // TypeError: no hashes outside secure contexts.
      return undefined;
    }
  }
}
