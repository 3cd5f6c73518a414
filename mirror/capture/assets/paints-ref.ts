/** What a replica wants, as the end of a reference, when a style sheet paints by worklets. */
export const PAINTS_REF = "paints";
