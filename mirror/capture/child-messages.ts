import type { Policy } from "./mask/index.ts";

/**
 * Said by a page that is shared to the window of a frame, and again by the frame with a port for all that follows
 * (M3). Both ends hold the other's origin against their site's list first.
 */
export interface FrameOffer {
  readonly samepage: "frame";
  /** Made by the page for this frame: an answer without it is nobody's. */
  readonly nonce: string;
}

/** What the page around says to the script in a frame. */
export type ToChild =
  /** Mirror from the beginning, under these rules; what was told before is void. */
  | { readonly is: "start"; readonly round: number; readonly policy: Policy }
  /** Tell nothing, until the next start. */
  | { readonly is: "rest" }
  /** So many payloads of the round are on their way. */
  | { readonly is: "ack"; readonly count: number }
  | { readonly is: "want"; readonly ref: string }
  /** The session is over, or the frame is not the page's any more. */
  | { readonly is: "stop" };

/** What the script in a frame says to the page around. */
export type FromChild =
  | { readonly is: "payload"; readonly round: number; readonly payload: Uint8Array<ArrayBuffer> }
  | {
      readonly is: "asset";
      readonly round: number;
      readonly ref: string;
      readonly type: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  /** Nothing of the frame may be shown: its document goes, or its rules exclude it. */
  | { readonly is: "gone"; readonly round: number };

/** Most bytes of one payload or resource of a frame: more than a frame of a page ever has to say at once. */
const BYTES_MAX = 4 * 1024 * 1024;

/** A message of a frame, null where it is none. A frame is another's page: nothing of it is taken on trust. */
export function messageOf(data: unknown): FromChild | null {
  const said = data as { [K in "is" | "round" | "payload" | "ref" | "type" | "bytes"]?: unknown } | null;
  const { is, round, payload, ref, type, bytes } = said ?? {};
  if (!Number.isSafeInteger(round)) return null;
  if (is === "gone") return { is, round: round as number };
  if (is === "payload" && areBytes(payload) && payload.length > 1)
    return { is, round: round as number, payload };
  if (is !== "asset" || !areBytes(bytes) || !isShort(ref, /^[\w.~-]{1,64}$/)) return null;
  return isShort(type, /^[ -~]{1,64}$/) ? { is, round: round as number, ref, type, bytes } : null;
}

function areBytes(value: unknown): value is Uint8Array<ArrayBuffer> {
  return value instanceof Uint8Array && value.length <= BYTES_MAX;
}

function isShort(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && pattern.test(value);
}
