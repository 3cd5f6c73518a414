import { isPlain, isUsualAttribute, isUsualValue, SHAPE } from "./attribute-words.ts";
import type { Names } from "./names.ts";

const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Attributes that point at ids; their targets get neutral names. */
const REFERENCES = set(
  "for form list headers usemap popovertarget commandfor anchor aria-labelledby aria-describedby aria-controls aria-owns aria-activedescendant aria-details aria-errormessage aria-flowto",
);
const FRAGMENT = /^(?:url\(\s*["']?)?#([^"')\s]+)["']?\s*\)?$/;

/** An attribute of a masked element: class, style, shape and roles pass as far as they say nothing, the rest does not. */
export function maskAttribute(name: string, value: string, names: Names): string | null {
  if (name === "class" || name === "part") return maskTokens(name, value, names);
  if (name === "id") return value && names.told(value);
  if (name === "slot") return value && names.alias(value);
  if (REFERENCES.has(name)) return value.split(/\s+/).filter(Boolean).map(names.told).join(" ");
  const fragment = FRAGMENT.exec(value)?.[1];
  if (fragment !== undefined) return value.replace(fragment, () => names.told(fragment));
  if (name === "lang") return /^[a-z]{2,3}(?![a-z])/i.exec(value)?.[0] ?? null;
  if (SHAPE.has(name)) return isPlain(value) ? value : null;
  if (!names.isNamed(name) || !(names.isOpen(name) || isUsualAttribute(name))) return null;
  if (value === "" || !names.isNamed(value)) return value === "" ? "" : null;
  return isUsualValue(name, value) ? value : names.told(value);
}

/** Classes and parts that style sheets name, with those by which they ask for a part of the class. */
function maskTokens(name: string, value: string, names: Names): string {
  const told = value
    .split(/\s+/)
    .filter((token) => token && names.isNamed(token))
    .map(names.told);
  return [...told, ...(name === "class" ? names.classParts(value) : [])].join(" ");
}

/**
 * An attribute of an element that may be told in the midst of a page that is not: what style sheets and other elements
 * know it by is renamed as it is in them. Undefined: it is told as it is.
 */
export function renameAttribute(name: string, value: string, names: Names): string | undefined {
  const each = (): string => value.split(/\s+/).filter(Boolean).map(names.told).join(" ");
  if (name === "class") return [each(), ...names.classParts(value)].join(" ");
  if (name === "part" || REFERENCES.has(name)) return each();
  if (name === "id") return value && names.told(value);
  if (name === "slot") return value && names.alias(value);
  const fragment = FRAGMENT.exec(value)?.[1];
  return fragment === undefined ? undefined : value.replace(fragment, () => names.told(fragment));
}
