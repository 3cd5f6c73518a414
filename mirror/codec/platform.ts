/** The reference by which a replica on another platform wants the customer's measures; it is no resource. */
export const MEASURES_REF = "measures";
/** The reference by which a replica wants the sizes of what browsers lay out only where it is seen. */
export const SKIPPED_REF = "measures-skipped";

/** The reference by which a replica wants the size of the root's font: where its browser's default is another. */
export const ROOT_FONT_REF = "measures-font";
/** Size of the default font in browsers whose user has chosen none, in px. */
export const DEFAULT_FONT_PX = 16;

/** Size of a browser's default font, in px: what `medium` is, and `em` in media queries. */
export function defaultFontOf(document: Document): number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return DEFAULT_FONT_PX;
  context.font = "medium serif";
  return Number.parseFloat(context.font) || DEFAULT_FONT_PX;
}

/**
 * Tells engine and system apart, so that a replica knows whether sizes that no page sets may differ: equal numbers,
 * equal sizes.
 */
export function platformOf({ vendor, platform }: Navigator): number {
  return Math.fround(vendor.length + 32 * (Number.parseInt(platform.slice(-4), 36) || 0));
}
