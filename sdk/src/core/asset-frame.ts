/** Payload of a resource frame (W22): length and text of the reference, length and text of the type, bytes. */
export function packAsset(ref: string, type: string, bytes: Uint8Array): Uint8Array {
  const texts = [ref, type].map((text) => new TextEncoder().encode(text));
  const head = texts.flatMap((text) => [...uvarint(text.length), ...text]);
  const payload = new Uint8Array(head.length + bytes.length);
  payload.set(head);
  payload.set(bytes, head.length);
  return payload;
}

function uvarint(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...out, rest];
}
