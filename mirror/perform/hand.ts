import type { At, Modifiers } from "@samepage/wire";
import type { Aim, Spot } from "./aim.ts";
import type { Clicking } from "./clicking.ts";
import type { Fire } from "./fire.ts";
import type { Focus } from "./focus.ts";
import { Grip } from "./grip.ts";
import { type Ground, type Point, viewOf } from "./ground.ts";
import type { Outcome } from "./outcome.ts";

/** A press of one button of the pointer. */
export interface Press {
  readonly button: number;
  /** 2 for the second of a double click. */
  readonly count: number;
  readonly modifiers: Modifiers | undefined;
}

/** The parts that a hand acts through. */
export interface HandParts {
  readonly ground: Ground;
  readonly aim: Aim;
  readonly fire: Fire;
  readonly focus: Focus;
  readonly clicking: Clicking;
}

/** What the mouse and the finger of an agent have in common. */
export abstract class Hand {
  protected readonly parts: HandParts;
  /** The element that has captured the pointer. */
  protected readonly grip = new Grip();

  constructor(parts: HandParts) {
    this.parts = parts;
  }

  /** Whether it holds something down. */
  abstract get isDown(): boolean;
  abstract press(spot: Spot, press: Press): void;
  abstract move(at: At, modifiers: Modifiers | undefined): Outcome;
  abstract release(at: At, modifiers: Modifiers | undefined): Outcome;
  /** Ends a press without a click. */
  abstract cancel(): void;
  /** The pointer has left the page. */
  abstract leave(): void;

  /** Where a press comes up, null outside the page; one that would miss what was pressed is cancelled, and throws. */
  protected end(moved: boolean, at: At): Spot | null {
    const { aim } = this.parts;
    try {
      return moved ? aim.anywhere(aim.point(at)) : aim.spot(at);
    } catch (error) {
      this.cancel();
      throw error;
    }
  }

  /** Sends events with our pointer known to the page, so that it can capture it. */
  protected guarded(target: Element, run: () => void): void {
    this.grip.during(viewOf(target), run);
  }
}

/** CSS pixels from one point to another. */
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
