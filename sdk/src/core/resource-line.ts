/** What a frame of the mirror waits for at most behind a resource, in bytes: 0.1 s of a line of 1.3 Mbit/s. */
const PIECE_BYTES = 16 * 1024;
/** With more than this waiting in the socket the line is behind, and resources are the first to stop, in bytes. */
const ROOM_BYTES = 32 * 1024;
/** A line that is behind is looked at again after this time, in ms: sockets do not tell. */
const AGAIN_MS = 20;

/** Sends resources one after another and in pieces, so that they take what the mirror leaves of the line. */
export class ResourceLine {
  #send: (piece: Uint8Array, isLast: boolean) => void;
  #waiting: () => number;
  #queue: Uint8Array[] = [];
  #begun = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param waiting bytes that the socket holds */
  constructor(send: (piece: Uint8Array, isLast: boolean) => void, waiting: () => number) {
    this.#send = send;
    this.#waiting = waiting;
  }

  /** Takes a resource; `isUrgent`: the next frame relies on it, so it goes before it. */
  add(payload: Uint8Array, isUrgent: boolean): void {
    if (isUrgent) {
      while (this.#begun) this.#next();
      this.#send(payload, true);
    } else this.#queue.push(payload);
    this.#pump();
  }

  /** Forgets what has not left; what is half sent is never whole. */
  clear(): void {
    this.#queue = [];
    this.#begun = false;
  }

  #pump(): void {
    if (this.#timer !== undefined) return;
    while (this.#queue.length > 0 && this.#waiting() < ROOM_BYTES) this.#next();
    if (this.#queue.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#pump();
    }, AGAIN_MS);
  }

  #next(): void {
    const [first = new Uint8Array()] = this.#queue;
    this.#begun = first.length > PIECE_BYTES;
    if (this.#begun) this.#queue[0] = first.subarray(PIECE_BYTES);
    else this.#queue.shift();
    this.#send(first.subarray(0, PIECE_BYTES), !this.#begun);
  }
}
