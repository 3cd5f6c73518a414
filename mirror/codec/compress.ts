import { DecodeError } from "./error.ts";
import { LIMITS } from "./limits.ts";

async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  max: number,
): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  // A fault of the stream also rejects the reads below: it is told there.
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = stream.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > max) throw new DecodeError("payload too long when inflated");
    parts.push(value);
  }
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Deflates one payload. CompressionStream has no flush, so each payload is a stream of its own. */
export function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  return through(bytes, new CompressionStream("deflate-raw"), Infinity);
}

/** Inflates one payload, bounded. */
export async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await through(bytes, new DecompressionStream("deflate-raw"), LIMITS.payloadBytes);
  } catch (cause) {
    if (cause instanceof DecodeError) throw cause;
    throw new DecodeError("payload is not deflate data", { cause });
  }
}
