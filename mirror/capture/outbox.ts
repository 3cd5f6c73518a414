import { deflate } from "../codec/compress.ts";
import { FLAG_DEFLATED, FLAG_GOES_ON } from "../codec/sections.ts";

/** Bodies below this gain little from compression and would wait for it. */
const COMPRESS_FROM = 1_024;
/** An urgent body from this length on, in bytes, is on its way longer than the few milliseconds that a compressor takes. */
const COMPRESS_URGENT_FROM = 16 * 1_024;

/** Packs bodies into payloads and hands them on in order. */
export type Outbox<Info> = ReturnType<typeof createOutbox<Info>>;

export function createOutbox<Info>(send: (payload: Uint8Array, info: Info) => void) {
  let queue: { body: Uint8Array; info: Info; ready: Uint8Array | null }[] = [];
  let currentGeneration = 0;
  let packed: Promise<unknown> = Promise.resolve();

  return {
    /** Bytes that wait for the compressor, or for what was taken before them. */
    get bytes(): number {
      return queue.reduce((sum, { body }) => sum + body.length, 0);
    },
    /** Settles when the compressor is done with what it was given last. */
    get packed(): Promise<unknown> {
      return packed;
    },
    push,
    clear,
  };

  /**
   * Takes one body; `urgent`: not compressed unless it is long, so that it can go in this very turn; `goesOn`: it shows
   * with the next one only.
   */
  function push(body: Uint8Array, info: Info, urgent: boolean, goesOn: boolean): void {
    const flags = goesOn ? FLAG_GOES_ON : 0;
    const from = urgent ? COMPRESS_URGENT_FROM : COMPRESS_FROM;
    const deflates = body.length >= from && typeof CompressionStream === "function";
    if (!deflates) {
      const ready = pack(flags, body);
      if (queue.length === 0) return send(ready, info);
      queue.push({ body, info, ready });
      return;
    }
    const item = { body, info, ready: null as Uint8Array | null };
    queue.push(item);
    const generation = currentGeneration;
    const done = (ready: Uint8Array): void => {
      if (generation !== currentGeneration) return;
      item.ready = ready;
      drain();
    };
    packed = deflate(body).then(
      (short) => done(short.length < body.length ? pack(flags + FLAG_DEFLATED, short) : pack(flags, body)),
      () => done(pack(flags, body)), // no compressor: as it is
    );
  }

  /** Forgets what has not been handed on. */
  function clear(): void {
    currentGeneration++;
    queue = [];
  }

  function drain(): void {
    for (let first = queue[0]; first?.ready; first = queue[0]) {
      queue.shift();
      send(first.ready, first.info);
    }
  }
}

function pack(flags: number, body: Uint8Array): Uint8Array {
  const payload = new Uint8Array(body.length + 1);
  payload[0] = flags;
  payload.set(body, 1);
  return payload;
}
