// From a place of the viewer's window to an element of the customer's page, and where that is for the customer.
import type { FromViewer } from "@samepage/wire";
import type { Feed } from "../feed.ts";
import type { Place } from "../input/outbox.ts";
import type { Aim } from "../input/tool.ts";
import type { Stage } from "../stage.ts";
import type { TrueView } from "./true-view.ts";

/** Part of an element's box at which the keyboard presses: its middle. */
const MIDDLE = 0.5;

export class Aiming {
  readonly #stage: Stage;
  readonly #feed: Feed;
  readonly #trueView: TrueView;
  readonly #tell: (message: FromViewer) => void;
  #isOutside = false;
  #outside = 0;

  constructor(stage: Stage, feed: Feed, trueView: TrueView, tell: (message: FromViewer) => void) {
    this.#stage = stage;
    this.#feed = feed;
    this.#trueView = trueView;
    this.#tell = tell;
  }

  /** What is at a place; null outside of the picture. */
  at({ x, y }: Place): Aim | null {
    const spot = this.#stage.toFrame(x, y);
    const point = spot && this.#feed.replica.nodeIdAt(spot.x, spot.y);
    return point && { point, place: { x, y }, presence: this.#trueView.presence(point.node) };
  }

  /** The middle of an element; null where it has no box. It may lie beyond the edges of the customer's screen. */
  middleOf(node: number): Aim | null {
    const box = this.#feed.replica.boxOf(node);
    if (!box || box.width === 0 || box.height === 0) return null;
    const [x, y] = [box.left + box.width * MIDDLE, box.top + box.height * MIDDLE];
    const { width, height } = this.#feed.replica.viewport();
    const off = this.#trueView.on && (x < 0 || y < 0 || x > width || y > height);
    const presence = off ? "outside" : this.#trueView.presence(node);
    return { point: { node, rx: MIDDLE, ry: MIDDLE }, place: this.#stage.fromFrame(x, y), presence };
  }

  /** The element outside the customer's view that was pointed at last, 0 for none: the way to a button leads past others. */
  get outside(): number {
    return this.#outside;
  }

  /** Notes what the agent points at: the console offers to bring it into view. */
  pointedAt(aim: Aim | null): void {
    const before = this.#isOutside;
    this.#isOutside = aim?.presence === "outside";
    if (aim && this.#isOutside) this.#outside = aim.point.node;
    if (before !== this.#isOutside) this.#tell({ type: "outside", on: this.#isOutside });
  }

  /** A keyframe has given all elements new numbers. */
  renewed(): void {
    this.pointedAt(null);
    this.#outside = 0;
  }
}
