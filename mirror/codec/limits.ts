/** Bounds of the decoder: a payload beyond any of them is refused as a whole (DESIGN §7). */
export const LIMITS = {
  /** Bytes of one payload after decompression. Frames are split well below it. */
  payloadBytes: 64 * 1024 * 1024,
  /** UTF-8 bytes of one string: a large style sheet or text. */
  stringBytes: 16 * 1024 * 1024,
  /** Nodes alive in a replica. */
  nodes: 2_000_000,
  /** Depth of a node under its document; beyond it browsers' own recursion is at risk. */
  depth: 2_000,
  attributes: 1_024,
  /** Items of any other list. */
  list: 1_000_000,
} as const;

/** UTF-16 units of the longest string that enters the session's string table. */
export const TABLE_STRING_MAX = 256;
/** Strings the session's table holds; the oldest place is used again when it is full. */
export const TABLE_SLOTS = 8_192;
/** UTF-16 units of the longest text that enters the table, and only when it is seen again. */
export const WORDS_MAX = 32;
