import { Assembler, type BinaryMessage } from "./assemble.ts";
import { BadFrame } from "./bad-frame.ts";
import { decodeFrame, knownBinary } from "./envelope.ts";

/** Reads binary frames of one connection: the agent's end has one, the customer's gets no such frames. */
export class FrameReader {
  #assembler = new Assembler();

  /** The payload that the frame completes, if it does; frames of unknown kinds are ignored. Throws BadFrame. */
  take(frame: Uint8Array): BinaryMessage | undefined {
    try {
      const { envelope, payload } = decodeFrame(frame);
      return knownBinary(envelope.Kind) ? this.#assembler.take(envelope, payload) : undefined;
    } catch (error) {
      throw new BadFrame(String(error));
    }
  }

  /** Forgets what is not whole: the connection is a new one. */
  reset(): void {
    this.#assembler.reset();
  }
}
