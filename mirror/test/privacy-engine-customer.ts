import { type Capture, type FrameInfo, type Policy, startCapture } from "../capture/index.ts";

/** One message that left the page. */
export interface Left {
  readonly info: FrameInfo | null;
  /** Payload or resource bytes, as Latin-1 characters. */
  readonly bytes: string;
  /** Reference and type of a resource; empty for a payload. */
  readonly head: string;
}

/** The customer's end in a test: keeps what leaves until it is taken. */
export class EngineCustomer {
  readonly capture: Capture;
  #left: Left[] = [];
  #count = 0;

  constructor(policy: Policy, checksDrift: boolean) {
    this.capture = startCapture({
      window,
      policy,
      checksDrift,
      exclude: () => false,
      send: (frame, info) => {
        this.#left.push({ info, bytes: latin(frame), head: "" });
        const arrived = ++this.#count;
        queueMicrotask(() => this.capture.ack(arrived));
      },
      sendAsset: (ref, type, bytes) =>
        this.#left.push({ info: null, bytes: latin(bytes), head: `${ref} ${type}` }),
    });
  }

  take(): Left[] {
    return this.#left.splice(0);
  }
}

function latin(bytes: Uint8Array): string {
  let out = "";
  for (const byte of bytes) out += String.fromCharCode(byte);
  return out;
}

(globalThis as unknown as { EngineCustomer: typeof EngineCustomer }).EngineCustomer = EngineCustomer;
