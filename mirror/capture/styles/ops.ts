/**
 * Operations of the Sheets section; each is followed by the fields named here. `text` is a text of TextTable,
 * `path` a count and that many indexes, outermost first.
 */
export const SheetOp = {
  End: 0,
  /** Masks of KEYWORD_FEATURES (count, masks), then ratio, width, height, colour bits. */
  Environment: 1,
  /** id, owner's node (0: adopted or imported), base, media, disabled, then a SheetForm. A known id is replaced. */
  Define: 2,
  /** id */
  Drop: 3,
  /** Node of the root, count, ids. */
  Adopt: 4,
  /** id, path, text */
  Insert: 5,
  /** id, path */
  Remove: 6,
  /** id, path, text */
  Replace: 7,
  /** id, disabled, media */
  State: 8,
  /** Key, whether it is there, then its family, descriptors as declarations, text of its source. */
  Face: 9,
  /** Element, its box in the page (x, y, width, height in CSS px), texts of the declarations of itself, its ::before and its ::after. */
  Computed: 10,
} as const;

/** What a text of a sheet begins with. */
export const TextForm = {
  /** The text, then the verdicts on its conditions. */
  Literal: 0,
  /** The text's name, then the same. */
  Name: 1,
  /** With a number of TextTable added to it: the text of that number, which counts from 1. */
  FirstNumber: 1,
} as const;

export const SheetForm = {
  /** No sheet (yet): it is loading, or can't be read. */
  None: 0,
  /** text, number of top-level rules at the customer's, then the imports: count and sheet ids (0: none). */
  Text: 1,
  /** Count of rules, a text each, then the imports. */
  Rules: 2,
} as const;
