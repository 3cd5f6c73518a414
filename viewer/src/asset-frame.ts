// The payload of a resource frame (SPEC W22): reference, type, bytes.

export interface Asset {
  ref: string;
  type: string;
  bytes: Uint8Array;
}

/** Bounds of the two texts, in bytes; longer ones are not of our making. */
const MAX_REF = 4096;
const MAX_TYPE = 128;

/** Returns null for bytes that are no resource frame. */
export function parseAsset(payload: Uint8Array): Asset | null {
  const text = new TextDecoder();
  let at = 0;
  const length = (max: number): number => {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = payload[at++];
      if (byte === undefined) return -1;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value <= max && at + value <= payload.length ? value : -1;
    }
    return -1;
  };
  const take = (max: number): string | null => {
    const n = length(max);
    if (n < 0) return null;
    at += n;
    return text.decode(payload.subarray(at - n, at));
  };
  const ref = take(MAX_REF);
  const type = ref === null ? null : take(MAX_TYPE);
  if (ref === null || type === null) return null;
  return { ref, type, bytes: payload.subarray(at) };
}
