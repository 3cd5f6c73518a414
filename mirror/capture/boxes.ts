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
export type Boxes = ReturnType<typeof createBoxes>;

export function createBoxes(host: CaptureHost, states: States) {
  const boxes = new Set<Sent>();

  return {
    /** Boxes follow the layout, which changes with anything. */
    get any(): boolean {
      return boxes.size > 0;
    },
    added,
    removed,
    settle,
    reset,
  };

  function added(sent: Sent): boolean {
    boxes.add(sent);
    host.wakeLater();
    return true;
  }

  function removed(sent: Sent): void {
    boxes.delete(sent);
  }

  /** Reads layout: after the paint only. */
  function settle(): void {
    for (const sent of boxes) states.set(sent, StateKind.Box, style(sent.node as Element), null);
  }

  function reset(): void {
    boxes.clear();
  }

  function style(el: Element): string {
    const style = host.window.getComputedStyle(el);
    const box = host.natives.rect(el);
    const rules = PROPERTIES.map((name) => {
      const value = style.getPropertyValue(name);
      return `${name}:${name === "display" && value === "inline" ? "inline-block" : value}`;
    });
    return `${rules.join(";")};box-sizing:border-box;width:${box.width}px;height:${box.height}px`;
  }
}
