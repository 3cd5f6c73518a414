// Decides which mirror frames may reach the replica: those of the newest stream and
// fence, without a hole, from a keyframe on (SPEC W5–W8).
import { FlagKeyEnd, FlagKeyPart, FlagKeyStart } from "@samepage/wire";

/** What the gate reads of a payload's envelope. */
export interface FrameHead {
  flags: number;
  stream: number;
  epoch: number;
  /** Number of the payload's first frame. */
  first: number;
  /** Number of its last frame; the same where it was not split. */
  last: number;
  fence: number;
}

/** pass: show it. drop: old or not yet joined. gap: something is missing, ask for a keyframe. */
export type Verdict = "pass" | "drop" | "gap";

export class Gate {
  private stream = -1;
  private fence = 0;
  private next = 0;
  private epoch = 0;
  /** Whether a keyframe has begun, so that what follows makes sense. */
  private joined = false;

  judge(head: FrameHead): Verdict {
    if (head.fence < this.fence) return "drop";
    this.fence = head.fence;
    if (head.stream !== this.stream || head.flags & FlagKeyStart) return this.begin(head);
    if (head.epoch < this.epoch) return "drop";
    if (!this.joined) return "drop";
    if (head.first < this.next) return "drop";
    if (head.first > this.next) {
      this.joined = false;
      return "gap";
    }
    this.next = head.last + 1;
    return "pass";
  }

  /** After a purge: everything older than this epoch is void (W21). */
  forget(epoch: number): void {
    this.joined = false;
    this.epoch = Math.max(this.epoch, epoch);
  }

  private begin(head: FrameHead): Verdict {
    if (head.stream === this.stream && head.epoch < this.epoch) return "drop";
    this.stream = head.stream;
    this.epoch = head.epoch;
    this.joined = (head.flags & FlagKeyStart) !== 0;
    this.next = head.last + 1;
    return this.joined ? "pass" : "gap";
  }
}

/** Whether a picture is whole after a frame with these flags. */
export function completesPicture(flags: number): boolean {
  return (flags & FlagKeyEnd) !== 0 || (flags & (FlagKeyStart | FlagKeyPart)) === 0;
}
