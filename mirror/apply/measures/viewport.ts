import type { Size } from "../own-layout.ts";

/** A viewport is the customer's when it differs by no more, in px: sizes of frames are rounded. */
const NEAR_PX = 1;

/** Media query for the documents that have this viewport, and not for layouts of the agent's own. */
export function isViewport(viewport: Size): string {
  const near = (side: keyof Size): string =>
    `(min-${side}:${viewport[side] - NEAR_PX}px) and (max-${side}:${viewport[side] + NEAR_PX}px)`;
  return `${near("width")} and ${near("height")}`;
}
