// The agent's pointer over the picture: told to the customer as an element and a point
// within it, at most once a frame, the last position always (A7).
import type { ElementPoint } from "@samepage/mirror/apply";

export interface PointerOptions {
  overlay: HTMLElement;
  /** Which element of the page is under a point of the overlay. */
  at(clientX: number, clientY: number): ElementPoint | null;
  move(point: ElementPoint): void;
  leave(): void;
}

export class PointerTracker {
  private readonly options: PointerOptions;
  private last: { x: number; y: number } | null = null;
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

  /** The page moved under a resting pointer: say anew what it points at. */
  refresh(): void {
    if (this.on && this.last) this.schedule();
  }

  destroy(): void {
    const { overlay } = this.options;
    overlay.removeEventListener("pointermove", this.onMove);
    overlay.removeEventListener("pointerleave", this.onLeave);
    cancelAnimationFrame(this.frame);
  }

  private readonly onMove = (event: PointerEvent): void => {
    this.last = { x: event.clientX, y: event.clientY };
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
    const point = this.last && this.options.at(this.last.x, this.last.y);
    if (!point) return this.gone();
    this.over = true;
    this.options.move(point);
  }

  private gone(): void {
    if (!this.over) return;
    this.over = false;
    this.options.leave();
  }
}
