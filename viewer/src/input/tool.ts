import type { ElementPoint, Presence } from "@samepage/mirror/apply";
import type { Place } from "./outbox.ts";

/** What the pointer is on. */
export interface Aim {
  readonly point: ElementPoint;
  readonly place: Place;
  /** Where that is for the customer; "seen" in their own layout. */
  readonly presence: Presence;
}

/** What is held in the hand over the picture: decides what pointer and wheel do. */
export interface Tool {
  /** CSS cursor over the picture. */
  readonly cursor: string;
  /** True: the pointer is followed until it is let go. */
  down(event: PointerEvent): boolean;
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
  /** The press is taken back: the browser has taken the pointer, or the tool is laid down. */
  cancel(): void;
  wheel(event: WheelEvent): void;
}
