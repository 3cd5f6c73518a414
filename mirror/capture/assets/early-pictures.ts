import type { EarlyFinds, EarlyPictures } from "../early.ts";

/** Where the early snippet leaves its finds for the capture. */
export const EARLY = Symbol.for("samepage.early");
/** Names of what draws on a canvas by WebGL. */
export const DRAWS_GL = /^(clear(B|$)|draw[AER]|blit)/;

/** The pictures that the early snippet has kept in a window. */
export function earlyPictures(w: object | null): EarlyPictures | undefined {
  return (w as { [EARLY]?: EarlyFinds } | null)?.[EARLY]?.pictures;
}
