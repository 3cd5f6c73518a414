import { DecodeError } from "./error.ts";
import { LIMITS } from "./limits.ts";

/** What comes out of a stream that is given one payload. */
function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  const writer = stream.writable.getWriter();
  // A fault of the stream also rejects whoever reads it: it is told there.
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => undefined);
  writer.close().catch(() => undefined);
  return stream.readable;
}

/**
 * Deflates one payload. CompressionStream has no flush, so each payload is a stream of its own. Read by a reader it is done
 * in the turn that asked, where engines compress at once; a Response would wait for a task of a busy page.
 */
export function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  return collect(through(bytes, new CompressionStream("deflate-raw")));
}

/** Inflates one payload, or what else came deflated, up to a length in bytes. */
export async function inflate(bytes: Uint8Array, max: number = LIMITS.payloadBytes): Promise<Uint8Array> {
  try {
    return await collect(through(bytes, new DecompressionStream("deflate-raw")), (length) => {
      if (length > max) throw new DecodeError("payload too long when inflated");
    });
  } catch (cause) {
    if (cause instanceof DecodeError) throw cause;
    throw new DecodeError("payload is not deflate data", { cause });
  }
}

/** @param grown hears how long it has become; what it throws ends the reading */
async function collect(
  stream: ReadableStream<Uint8Array>,
  grown?: (length: number) => void,
): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    length += value.length;
    grown?.(length);
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
