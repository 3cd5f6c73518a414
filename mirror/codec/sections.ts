/** Version of the payload. The hello names it; a replica of another version is not loaded (DESIGN §4 Versions). */
export const PAYLOAD_VERSION = 1;

/** First byte of a payload: set when the rest is deflate-raw. */
export const FLAG_DEFLATED = 1;
/** Flag: the change goes on in the next payload, with which it shows. */
export const FLAG_GOES_ON = 2;

/** Sections of a payload body, in the order in which they are written (codec/README.md, rule F3). */
export const Section = {
  /** Starts a keyframe: string table, ids and sheets begin anew. */
  Reset: 1,
  Environment: 2,
  /** Names and custom elements that later sections rely on. */
  Elements: 3,
  Tree: 4,
  Attributes: 5,
  Text: 6,
  Sheets: 7,
  State: 8,
  TopLayer: 9,
  Animations: 10,
  Highlights: 11,
  Scroll: 12,
  Interaction: 13,
  /** Everything of the keyframe has been sent. */
  KeyframeEnd: 14,
  /** A fingerprint of sampled nodes, for the drift check. */
  Check: 15,
  Assets: 16,
  /** Payloads of frames of another origin that mirror themselves. */
  ChildFrames: 17,
  /** Sizes and fonts that engine and device decide, for a replica on another platform. */
  Measures: 18,
  /** Names of texts, and the sections that rely on them: the whole of a payload. */
  Texts: 19,
} as const;
export type Section = (typeof Section)[keyof typeof Section];

/** Operations of the Tree section. */
export const TreeOp = {
  Done: 0,
  /** Node records up to End, put at the end of a parent (0: the replica itself). */
  Append: 1,
  /** The same before a node that has its place already; the parent is that node's. */
  InsertBefore: 2,
  Remove: 3,
} as const;

/**
 * Kinds of node records. An element is `Element + flags`, so that its record starts with one byte.
 */
export const NodeKind = {
  End: 0,
  Text: 1,
  Comment: 2,
  /** A node the replica already has, moved to this place. */
  Existing: 3,
  OpenShadow: 4,
  ClosedShadow: 5,
  /** The document inside the iframe whose record this follows. */
  Document: 6,
  /** An element of an area that policy hides: name and size only. */
  Hidden: 7,
  Element: 8,
} as const;
/** Flags added to NodeKind.Element. */
export const ElementFlag = { Attributes: 1, Children: 2, Svg: 4, MathMl: 8, OtherNamespace: 16 } as const;

/** Modes of a document (`document.compatMode` does not tell the third from the first). */
export const CompatMode = { Standards: 0, Quirks: 1, LimitedQuirks: 2 } as const;

/** What the State section can say about an element; each value is a string (codec/README.md, rule P1). */
export const StateKind = {
  Value: 1,
  Checked: 2,
  Indeterminate: 3,
  /** Indexes of the chosen options. */
  Chosen: 4,
  /** Names of the files of a file input. */
  Files: 5,
  Media: 6,
  /** Selection inside a text control. */
  Caret: 7,
  UserValidity: 8,
  CustomStates: 9,
  /** Nodes assigned to a slot by hand. */
  Assigned: 10,
  /** Style of a box whose content is not mirrored. */
  Box: 11,
  Autofill: 12,
  /** The list of a select is open. */
  Open: 13,
  /** The field is invalid, which its value and attributes do not say. */
  Validity: 14,
  /** Of a drawing, the time of its animations in s and whether they rest; of an animation, when it began in ms. */
  Moment: 15,
} as const;
export type StateKind = (typeof StateKind)[keyof typeof StateKind];

/** What the Interaction section can say. */
export const InteractionKind = {
  Hover: 1,
  Active: 2,
  Focus: 3,
  Target: 4,
  Selection: 5,
  Pointer: 6,
} as const;

/** Ways in which an element is in the top layer. */
export const TopLayerKind = { Modal: 1, Popover: 2, Fullscreen: 3 } as const;
