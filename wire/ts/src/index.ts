export { Assembler, type BinaryMessage, MAX_PAYLOAD } from "./assemble.ts";
export {
  adviceOf,
  BACKOFF_BASE,
  BACKOFF_CAP,
  BACKOFF_ELSEWHERE,
  backoff,
  type CloseAdvice,
} from "./backoff.ts";
export {
  decodeFrame,
  EnvelopeError,
  encodeFrame,
  knownBinary,
  MAX_ENVELOPE,
  splitFrames,
} from "./envelope.ts";
export { FrameReader } from "./frame-reader.ts";
export * from "./generated.ts";
export { PING_EVERY, PONG_WITHIN } from "./heartbeat.ts";
export {
  type Body,
  Link,
  type LinkOptions,
  type LinkSocket,
  type LinkState,
  PAGEHIDE_REASON,
  WELCOME_WITHIN,
} from "./link.ts";
export { plainJson } from "./plain-json.ts";
export type { CustomersOwn, RefusalReason } from "./refusal.ts";
export * from "./viewer-port.ts";
