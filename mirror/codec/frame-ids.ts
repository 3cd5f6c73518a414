/** Ids from here on are of nodes inside frames of another origin (codec/README.md, rule P9). */
const FIRST = 2 ** 31;
/** Ids a frame's own nodes may have, to be named by the page around. */
const IDS = 2 ** 22;
/** Rounds that are told apart; what an id is compared with is the newest round of its remainder. */
const ROUNDS = 2 ** 9;

/** A node inside a frame of another origin. */
export interface FrameNode {
  /** The frame's round, as far as an id tells it. */
  readonly round: number;
  /** Its id in the frame. */
  readonly node: number;
}

/** The number under which the page around knows a node of a frame, 0 where it cannot be named. */
export function idInFrame(round: number, node: number): number {
  return node > 0 && node < IDS ? FIRST + shortRound(round) * IDS + node : 0;
}

/** What an id says of a frame's node; null for ids of the page itself. */
export function frameNodeOf(id: number): FrameNode | null {
  if (id < FIRST) return null;
  return { round: Math.floor((id - FIRST) / IDS), node: id % IDS };
}

/** A round as ids tell it. */
export function shortRound(round: number): number {
  return round % ROUNDS;
}
