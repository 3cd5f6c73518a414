/** Why sessions end, as the server names it, in the order of lists. */
export const END_REASONS = [
  "ended",
  "declined",
  "expired",
  "withdrawn",
  "lost",
  "chat_ended",
  "failed",
  "unreachable_ui",
] as const;

export type EndReason = (typeof END_REASONS)[number];
