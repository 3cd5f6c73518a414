import { inflate } from "../codec/compress.ts";
import { DecodeError } from "../codec/error.ts";
import { FLAG_DEFLATED, FLAG_GOES_ON } from "../codec/sections.ts";
import type { Turn } from "./index.ts";
import type { NamedTexts } from "./named-texts.ts";

/** Payloads waiting for one that is being inflated or for its texts; more means that the replica cannot keep up. */
const QUEUE_MAX = 4_096;

/** Of a payload that nobody follows. */
const NO_TURN: Turn = { begins: () => undefined, ends: () => undefined };

interface Waiting {
  readonly body: Uint8Array | Promise<Uint8Array>;
  readonly goesOn: boolean;
  readonly turn: Turn;
}

/** Brings payloads to the replica in order, each when it is inflated and the texts that it relies on are here. */
export class Payloads {
  readonly #texts: NamedTexts;
  readonly #show: (body: Uint8Array, goesOn: boolean) => void;
  readonly #fault: (error: unknown) => void;
  #queue: Waiting[] = [];
  #draining = false;
  #generation = 0;

  /**
   * @param show takes the sections of one payload, and whether the change goes on in the next
   * @param fault hears of payloads that can't be read, and that too many wait
   */
  constructor(
    texts: NamedTexts,
    show: (body: Uint8Array, goesOn: boolean) => void,
    fault: (error: unknown) => void,
  ) {
    this.#texts = texts;
    this.#show = show;
    this.#fault = fault;
  }

  add(payload: Uint8Array, turn: Turn = NO_TURN): void {
    if (this.#queue.length >= QUEUE_MAX) return this.#fault("too many payloads wait");
    try {
      const flags = payload[0] ?? 0;
      const body = this.#unpacked(flags, payload.subarray(1));
      const goesOn = (flags & FLAG_GOES_ON) !== 0;
      if (!(body instanceof Promise) && !this.#draining) return this.#take(body, goesOn, turn);
      // Told when its turn comes; until then nobody else is to take it for a fault that was missed.
      if (body instanceof Promise) body.catch(() => undefined);
      this.#queue.push({ body, goesOn, turn });
      void this.#drain();
    } catch (error) {
      this.#fault(error);
    }
  }

  /** One did not come: a fault when its turn would have been. */
  miss(why: string): void {
    const body = Promise.reject(new DecodeError(why));
    body.catch(() => undefined);
    this.#queue.push({ body, goesOn: false, turn: NO_TURN });
    void this.#drain();
  }

  /** Forgets what waits. */
  clear(): void {
    this.#generation++;
    this.#queue = [];
  }

  #unpacked(flags: number, body: Uint8Array): Uint8Array | Promise<Uint8Array> {
    return flags & FLAG_DEFLATED
      ? inflate(body).then((inflated) => this.#texts.ready(inflated))
      : this.#texts.ready(body);
  }

  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    const generation = this.#generation;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      let body: Uint8Array | undefined;
      try {
        body = await next.body;
      } catch (error) {
        if (generation === this.#generation) this.#fault(error);
      }
      if (generation !== this.#generation) break;
      if (body) this.#take(body, next.goesOn, next.turn);
    }
    this.#draining = false;
    if (this.#queue.length > 0) void this.#drain();
  }

  #take(body: Uint8Array, goesOn: boolean, turn: Turn): void {
    turn.begins();
    this.#show(body, goesOn);
    turn.ends();
  }
}
