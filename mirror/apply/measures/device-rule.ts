import type { DeviceViewport } from "../../codec/measures.ts";
import { INSET_NAMES, insetName, unitName } from "../styles/index.ts";

/** In CSS px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A viewport is the customer's when it differs by no more, in px: sizes of frames are rounded. */
const VIEWPORT_PX = 1;

/** Media query for the documents that have this viewport, and not for layouts of the agent's own. */
export function isViewport(viewport: Size): string {
  const near = (side: keyof Size): string =>
    `(min-${side}:${viewport[side] - VIEWPORT_PX}px) and (max-${side}:${viewport[side] + VIEWPORT_PX}px)`;
  return `${near("width")} and ${near("height")}`;
}

/** Gives the names that stand in sheets for units of the customer's device what they measure there. */
export function deviceRule({ large, small, insets }: DeviceViewport, viewport: Size): string {
  const told = [
    `${unitName("l")}:${large / 100}px`,
    `${unitName("s")}:${small / 100}px`,
    ...INSET_NAMES.map((side, i) => `${insetName(side)}:${insets[i]}px`),
  ];
  return `@media ${isViewport(viewport)}{:root{${told.map((one) => `${one}!important;`).join("")}}}`;
}
