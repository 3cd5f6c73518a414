import { StateKind } from "../codec/sections.ts";
import type { CaptureHost } from "./host.ts";
import type { States } from "./states.ts";
import type { Sent } from "./tree.ts";

/** Computed properties that place a box among others; its content is not mirrored. */
const PLACING =
  "display position float clear top right bottom left margin-top margin-right margin-bottom margin-left flex-grow " +
  "flex-shrink flex-basis align-self justify-self order grid-row-start grid-row-end grid-column-start " +
  "grid-column-end z-index transform vertical-align visibility";
const PROPERTIES = PLACING.split(" ");

/** Areas that policy hides: told as boxes of the same place and size. */
export class Boxes {
  readonly #host: CaptureHost;
  readonly #states: States;
  readonly #boxes = new Set<Sent>();

  constructor(host: CaptureHost, states: States) {
    this.#host = host;
    this.#states = states;
  }

  /** Boxes follow the layout, which changes with anything. */
  get any(): boolean {
    return this.#boxes.size > 0;
  }

  added(sent: Sent): boolean {
    this.#boxes.add(sent);
    this.#host.wakeLater();
    return true;
  }

  removed(sent: Sent): void {
    this.#boxes.delete(sent);
  }

  /** Reads layout: after the paint only. */
  settle(): void {
    for (const sent of this.#boxes)
      this.#states.set(sent, StateKind.Box, this.#style(sent.node as Element), null);
  }

  reset(): void {
    this.#boxes.clear();
  }

  #style(el: Element): string {
    const style = this.#host.window.getComputedStyle(el);
    const box = this.#host.natives.rect(el);
    const rules = PROPERTIES.map((name) => {
      const value = style.getPropertyValue(name);
      return `${name}:${name === "display" && value === "inline" ? "inline-block" : value}`;
    });
    return `${rules.join(";")};box-sizing:border-box;width:${box.width}px;height:${box.height}px`;
  }
}
