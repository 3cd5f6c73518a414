// The hand of those who only look or point: nothing happens, and never without a word.
import type { Reason } from "../words/index.ts";
import type { Place } from "./outbox.ts";
import type { Tool } from "./tool.ts";

export interface LookOptions {
  /** Why a press does nothing now. */
  why(): Reason;
  refuse(reason: Reason, place: Place): void;
}

export class LookTool implements Tool {
  readonly cursor = "crosshair";
  readonly #options: LookOptions;

  constructor(options: LookOptions) {
    this.#options = options;
  }

  down(event: PointerEvent): boolean {
    this.#options.refuse(this.#options.why(), { x: event.clientX, y: event.clientY });
    return false;
  }

  wheel(event: WheelEvent): void {
    this.#options.refuse("wheel_mode", { x: event.clientX, y: event.clientY });
  }

  move(): void {}
  up(): void {}
  cancel(): void {}
}
