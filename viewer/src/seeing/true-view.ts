// True View off: the same page in the pane's own size with the agent's own scroll, compared with what the customer
// has on the screen (A14).
import { type Box, outset } from "@samepage/mirror/annotate";
import type { Comparison, Environment, Presence, Replica } from "@samepage/mirror/apply";
import type { Stage } from "../stage.ts";

/** The page is compared again this long after it changed, in milliseconds: it costs two layouts. */
const COMPARE_AFTER = 200;
/** On pages where that takes long it is done more seldom: this part of the time at most. */
const COMPARE_SHARE = 0.1;

export interface TrueViewOptions {
  readonly stage: Stage;
  readonly replica: Replica;
  /** The picture's layout differs from the customer's, or does no more. */
  differs(on: boolean): void;
  /** What is drawn over the picture must be drawn again. */
  changed(): void;
}

export class TrueView {
  readonly #options: TrueViewOptions;
  #on = true;
  #viewport: Environment | null = null;
  #comparison: Comparison | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How long the last comparison took, in milliseconds. */
  #took = 0;

  constructor(options: TrueViewOptions) {
    this.#options = options;
  }

  /** Whether the picture is as the customer has it. */
  get on(): boolean {
    return this.#on;
  }

  /** On: as the customer has it. */
  set(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    this.#options.stage.layOut(!on);
    this.#lay();
    this.#options.differs(!on);
  }

  /** The customer's viewport. */
  resized(viewport: Environment): void {
    this.#viewport = viewport;
    this.#options.stage.resize(viewport);
    this.moved();
  }

  /** The pane has another size. */
  paned(): void {
    if (!this.#on) this.#lay();
  }

  /** The customer went to another page. */
  paged(): void {
    this.#comparison = null;
    this.#options.replica.startOver();
  }

  /** The page or its scroll changed. */
  moved(): void {
    if (this.#on) return this.#options.changed();
    this.#timer ??= setTimeout(() => this.#compare(), Math.max(COMPARE_AFTER, this.#took / COMPARE_SHARE));
  }

  /** Compares now if anything has changed since: before a press, which must know. */
  settle(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#compare();
  }

  presence(node: number): Presence {
    return this.#comparison?.presence(node) ?? "seen";
  }

  /** Scrolls the agent's own layout; false in the customer's. */
  scroll(x: number, y: number, dx: number, dy: number): boolean {
    if (this.#on) return false;
    this.#options.replica.scrollOwn(x, y, dx, dy);
    this.#options.changed();
    return true;
  }

  /** What the customer sees of the picture, where that is not all of it: True View off, or a pinch (M5). */
  seen(): readonly Box[] {
    if (this.#on) return this.#pinched();
    const width = this.#options.stage.pane.width;
    const bands = this.#comparison?.bands() ?? [];
    return bands.map(({ top, bottom }) => outset({ left: 0, top, width, height: bottom - top }, -1));
  }

  /** What is shown here and is not on the customer's screen at all. */
  veils(): readonly Box[] {
    return this.#comparison?.veils() ?? [];
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  #lay(): void {
    this.#comparison = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#options.replica.layOut(this.#on ? null : this.#options.stage.pane);
    this.moved();
    this.#options.changed();
  }

  #compare(): void {
    this.#timer = undefined;
    const from = performance.now();
    this.#comparison = this.#options.replica.compare();
    this.#took = performance.now() - from;
    this.#options.changed();
  }

  #pinched(): readonly Box[] {
    const visual = this.#viewport?.visual;
    if (!this.#viewport || !visual || visual.scale <= 1) return [];
    const { width, height } = this.#viewport;
    return [{ left: visual.x, top: visual.y, width: width / visual.scale, height: height / visual.scale }];
  }
}
