/** Type of the answer when the text of a name is wanted; the bytes are its UTF-8, deflate-raw. */
export const NAMED_TEXT = "x-samepage/text";
/** By this reference a replica that can't have a text says that texts are to travel in the stream; it is no resource. */
export const PLAIN_TEXTS_REF = "texts";

/** Whether a reference is the name of a text: `s` and a SHA-256 in base64url. */
export function isTextName(ref: string): boolean {
  return /^s[\w-]{43}$/.test(ref);
}
