// The agent's pointer over the picture: told at most once a frame, the last position always (A7).
import type { Held } from "./input/modifiers.ts";
import type { Place } from "./input/outbox.ts";
import type { Aim } from "./input/tool.ts";

/** Where the pointer is, and which keys are held with it. */
export type Pointed = Place & Held;

export interface PointerOptions {
  overlay: HTMLElement;
  /** What is under a place of the overlay. */
  aim(place: Place): Aim | null;
  move(aim: Aim, held: Held): void;
  leave(): void;
}

export class PointerTracker {
  private readonly options: PointerOptions;
  private last: Pointed | null = null;
  private frame = 0;
  private over = false;
  private on = false;

  constructor(options: PointerOptions) {
    this.options = options;
    const { overlay } = options;
    overlay.addEventListener("pointermove", this.onMove);
    overlay.addEventListener("pointerleave", this.onLeave);
  }

  /** Whether the mode shows a pointer at all. */
  enable(on: boolean): void {
    if (this.on === on) return;
    this.on = on;
    if (!on) this.gone();
    else if (this.last) this.schedule();
  }

  /** Where the pointer rests; null where it is not over the picture. */
  get place(): Place | null {
    return this.last;
  }

  /** The page moved under a resting pointer: say anew what it points at. */
  refresh(): void {
    if (this.on && this.last) this.schedule();
  }

  /** Says the last position now, before something that happens there. */
  flush(): void {
    if (!this.frame) return;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.tell();
  }

  destroy(): void {
    const { overlay } = this.options;
    overlay.removeEventListener("pointermove", this.onMove);
    overlay.removeEventListener("pointerleave", this.onLeave);
    cancelAnimationFrame(this.frame);
  }

  private readonly onMove = (event: PointerEvent): void => {
    const { clientX: x, clientY: y, shiftKey, ctrlKey, altKey, metaKey } = event;
    this.last = { x, y, shiftKey, ctrlKey, altKey, metaKey };
    if (this.on) this.schedule();
  };

  private readonly onLeave = (): void => {
    this.last = null;
    this.gone();
  };

  private schedule(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.tell();
    });
  }

  private tell(): void {
    const aim = this.last && this.options.aim(this.last);
    if (!aim || !this.last) return this.gone();
    this.over = true;
    this.options.move(aim, this.last);
  }

  private gone(): void {
    if (!this.over) return;
    this.over = false;
    this.options.leave();
  }
}
