/** A hash of bytes, and how it is written. */
export interface Hash {
  readonly bytes: Uint8Array;
  /** In base64url. */
  readonly letters: string;
}

/** SHA-256; rejects outside secure contexts. */
export async function hashOf(bytes: Uint8Array): Promise<Hash> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  const letters = { "+": "-", "/": "_", "=": "" };
  const text = btoa(String.fromCharCode(...hash));
  return { bytes: hash, letters: text.replace(/[+/=]/g, (sign) => letters[sign as "+"]) };
}
