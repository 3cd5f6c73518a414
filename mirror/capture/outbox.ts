import { deflate } from "../codec/compress.ts";
import { FLAG_DEFLATED } from "../codec/sections.ts";

/** Bodies below this gain little from compression and would wait for it. */
const COMPRESS_FROM = 1_024;
/** An urgent body from this length on, in bytes, is on its way longer than the few milliseconds that a compressor takes. */
const COMPRESS_URGENT_FROM = 16 * 1_024;

/** Packs bodies into payloads and hands them on in order. */
export class Outbox<Info> {
  readonly #send: (payload: Uint8Array, info: Info) => void;
  #queue: { body: Uint8Array; info: Info; ready: Uint8Array | null }[] = [];
  #generation = 0;

  constructor(send: (payload: Uint8Array, info: Info) => void) {
    this.#send = send;
  }

  /** Takes one body; `urgent`: not compressed unless it is long, so that it can go in this very turn. */
  push(body: Uint8Array, info: Info, urgent: boolean): void {
    const from = urgent ? COMPRESS_URGENT_FROM : COMPRESS_FROM;
    const deflates = body.length >= from && typeof CompressionStream === "function";
    if (!deflates) {
      const ready = pack(0, body);
      if (this.#queue.length === 0) return this.#send(ready, info);
      this.#queue.push({ body, info, ready });
      return;
    }
    const item = { body, info, ready: null as Uint8Array | null };
    this.#queue.push(item);
    const generation = this.#generation;
    const done = (ready: Uint8Array): void => {
      if (generation !== this.#generation) return;
      item.ready = ready;
      this.#drain();
    };
    deflate(body).then(
      (packed) => done(packed.length < body.length ? pack(FLAG_DEFLATED, packed) : pack(0, body)),
      () => done(pack(0, body)), // no compressor: as it is
    );
  }

  /** Forgets what has not been handed on. */
  clear(): void {
    this.#generation++;
    this.#queue = [];
  }

  #drain(): void {
    for (let first = this.#queue[0]; first?.ready; first = this.#queue[0]) {
      this.#queue.shift();
      this.#send(first.ready, first.info);
    }
  }
}

function pack(flags: number, body: Uint8Array): Uint8Array {
  const payload = new Uint8Array(body.length + 1);
  payload[0] = flags;
  payload.set(body, 1);
  return payload;
}
