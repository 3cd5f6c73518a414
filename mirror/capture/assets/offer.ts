import type { Hash } from "./hash.ts";

/** Type of the answer for bytes that anybody could fetch: SHA-256 and proof come in their place. */
export const OFFER = "x-samepage/offer";
/**
 * Bytes from which a resource is offered before it is sent. A shorter one is sent in 0.1 s over a line of 1.3 Mbit/s,
 * about what the question and its answer take.
 */
export const OFFER_FROM = 16 * 1024;

/** The offer of bytes: their hash, and their HMAC under the owner's challenge, which only who has them can make. */
export async function offerOf(bytes: Uint8Array, hash: Hash, challenge: string): Promise<Uint8Array> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const secret = new TextEncoder().encode(challenge);
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  const proof = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes as Uint8Array<ArrayBuffer>));
  const offer = new Uint8Array(hash.bytes.length + proof.length);
  offer.set(hash.bytes);
  offer.set(proof, hash.bytes.length);
  return offer;
}
