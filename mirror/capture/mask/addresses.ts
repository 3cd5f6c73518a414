/** Never sent, whatever the rules: handlers, inline documents (the frame is mirrored), one-time values. */
export function neverLeaves(name: string): boolean {
  return (
    name.startsWith("on") || name === "srcdoc" || name === "nonce" || name === "integrity" || name === "ping"
  );
}

const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** The assets turn these into references; they need the whole address. */
const ASSET = set("src srcset poster data imagesrcset background lowsrc");
/** Told as origin and path. */
const ADDRESS = set(
  "action formaction cite longdesc manifest codebase itemid itemtype profile archive classid",
);
const LINK_TAGS = set("a area");

export type AddressKind = "asset" | "address" | null;

/** What kind of address the attribute holds on this element. */
export function addressKind(tag: string, name: string): AddressKind {
  if (ASSET.has(name)) return "asset";
  if (name === "href" || name === "xlink:href") return LINK_TAGS.has(tag) ? "address" : "asset";
  return ADDRESS.has(name) ? "address" : null;
}

/** On a field that is withheld: attributes that can repeat what was typed. The rest describes the field. */
const ECHO = /^(value|data-.*|aria-value.*|alt|list|pattern|title)$/;

/** Whether the attribute may repeat the value of the field it is on. */
export const canEcho = (name: string): boolean => ECHO.test(name);
