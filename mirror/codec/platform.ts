/** The reference by which a replica on another platform wants the customer's measures; it is no resource. */
export const MEASURES_REF = "measures";
/** The reference by which a replica wants the sizes of what browsers lay out only where it is seen. */
export const SKIPPED_REF = "measures-skipped";

/**
 * Tells engine and system apart, so that a replica knows whether sizes that no page sets may differ: equal numbers,
 * equal sizes.
 */
export function platformOf({ vendor, platform }: Navigator): number {
  return Math.fround(vendor.length + 32 * (Number.parseInt(platform.slice(-4), 36) || 0));
}
