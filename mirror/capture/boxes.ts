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

/** Areas that policy hides: told as boxes of the same place and size. Reads layout: after the paint only. */
export function settleBoxes(host: CaptureHost, states: States, boxes: Iterable<Sent>): void {
  for (const sent of boxes) states.set(sent, StateKind.Box, styleOf(host, sent.node as Element), null);
}

function styleOf(host: CaptureHost, el: Element): string {
  const style = host.window.getComputedStyle(el);
  const box = host.natives.rect(el);
  const rules = PROPERTIES.map((name) => {
    const value = style.getPropertyValue(name);
    return `${name}:${name === "display" && value === "inline" ? "inline-block" : value}`;
  });
  return `${rules.join(";")};box-sizing:border-box;width:${box.width}px;height:${box.height}px`;
}
