// What handlers of a console's messages share.
import type { FakeWorld, Said } from "./fake-world.ts";

export type Reply = (body: Said) => void;
export type Handler = (world: FakeWorld, body: Said, reply: Reply) => void;

/** A text field of a message. */
export const text = (body: Said, field: string): string => String(body[field] ?? "");

/** The server's refusal of a message. */
export function problem(body: Said, code: string, message: string, ref: string): Said {
  return { kind: "error", code, message, next: "ask", re: body.kind, ref };
}
