/** Never sent, whatever the rules: handlers, inline documents (the frame is mirrored), one-time values. */
export function neverLeaves(name: string): boolean {
  return (
    name.startsWith("on") || name === "srcdoc" || name === "nonce" || name === "integrity" || name === "ping"
  );
}

export type AddressKind = "asset" | "address" | null;

const kinds = (names: string, kind: AddressKind): [string, AddressKind][] =>
  names.split(" ").map((name) => [name, kind]);
const KINDS: ReadonlyMap<string, AddressKind> = new Map([
  // The assets turn these into references; they need the whole address.
  ...kinds("src srcset poster data imagesrcset background lowsrc href xlink:href", "asset"),
  // Told without query and fragment.
  ...kinds(
    "action formaction cite longdesc manifest codebase itemid itemtype profile archive classid",
    "address",
  ),
]);

/** What kind of address the attribute holds on this element. */
export function addressKind(tag: string, name: string): AddressKind {
  const kind = KINDS.get(name) ?? null;
  return kind && name.endsWith("href") && (tag === "a" || tag === "area") ? "address" : kind;
}

/** Rows of numbers that SVG draws by: every tenth of them would pass for a card number. */
const DRAWN =
  /^(d|points|viewBox|[a-z]*transform|values|[cdfr]?[xy][12]?|f?r|width|height|offset|rotate|path|key[A-Z]\w+|tableValues|kernelMatrix|([a-z]+-)?opacity|stroke-\w+|textLength)$/i;

/** Whether the attribute of an SVG element holds numbers to draw by, and no text. */
export const isDrawn = (name: string): boolean => DRAWN.test(name);
