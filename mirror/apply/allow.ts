export const HTML_NS = "http://www.w3.org/1999/xhtml";
export const SVG_NS = "http://www.w3.org/2000/svg";
export const MATHML_NS = "http://www.w3.org/1998/Math/MathML";
export const XLINK_NS = "http://www.w3.org/1999/xlink";
export const XML_NS = "http://www.w3.org/XML/1998/namespace";

/** Elements that run, load, or change what addresses mean: an inert element of another name stands in for each. */
export const REPLACED: ReadonlySet<string> = new Set([
  "script",
  "base",
  "object",
  "embed",
  "applet",
  "frame",
  "frameset",
  "portal",
  "fencedframe",
  "bgsound",
  "handler",
  "listener",
]);
/** Stands in for what has a name that no element is built by; the page's sheets never match it. */
export const STAND_IN = "sp-inert";

/** What stands in for an element of a replaced name: the page's sheets select it by this one. */
export const standIn = (name: string): string => `sp-${name}`;
/** Those that show something. */
export const SHOWN_STAND_INS: ReadonlySet<string> = new Set(["object", "embed"].map(standIn));

/** Elements beyond HTML that are built under their own name only with these local names' shape; parsers make `o:p`. */
const NAME = /^[A-Za-z_][\w.:\-\u00b7-\uffff]*$/;

/** Name under which an element of the stream is built. */
export function allowedName(name: string): string {
  if (REPLACED.has(name.toLowerCase())) return standIn(name.toLowerCase());
  return NAME.test(name) ? name : STAND_IN;
}

/** Namespaces elements may be in; others are shown as unknown XML, which has no behaviour. */
export function allowedNamespace(ns: string): string {
  return ns === HTML_NS || ns === SVG_NS || ns === MATHML_NS ? "" : ns;
}

/** Attributes that never reach the replica, on any element. */
export function isDenied(el: Element, name: string): boolean {
  if (isAlwaysDenied(name)) return true;
  const tag = el.localName;
  if (tag === "iframe") return FRAME_DENIED.has(name);
  if (tag === "meta") return META_DENIED.has(name);
  if (tag === "img" || tag === "video" || tag === "audio") return MEDIA_DENIED.has(name);
  return false;
}

/** Whether there are elements on which an attribute never reaches the replica. */
export function isSometimesDenied(name: string): boolean {
  return isAlwaysDenied(name) || FRAME_DENIED.has(name) || META_DENIED.has(name) || MEDIA_DENIED.has(name);
}

function isAlwaysDenied(name: string): boolean {
  return /^on/i.test(name) || name.startsWith("sp-") || EVERYWHERE_DENIED.has(name);
}

const EVERYWHERE_DENIED: ReadonlySet<string> = new Set(["srcdoc", "nonce", "is"]);
const META_DENIED: ReadonlySet<string> = new Set(["http-equiv"]);
const MEDIA_DENIED: ReadonlySet<string> = new Set(["loading", "crossorigin", "autoplay"]);
const FRAME_DENIED: ReadonlySet<string> = new Set([
  "sandbox",
  "allow",
  "csp",
  "name",
  "loading",
  "credentialless",
]);

/** Where an element's links may point within the replica: nowhere, and yet `:link` matches. */
export const DEAD_LINK = "javascript:;";
