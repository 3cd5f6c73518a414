import type { Masking } from "./mask/types.ts";

/** Attributes that name a resource: the assets tell what they show; the attribute itself is told without secrets. */
const RESOURCE: ReadonlySet<string> = new Set([
  "src",
  "poster",
  "data",
  "background",
  "href",
  "xlink:href",
  "lowsrc",
]);
const LISTS: ReadonlySet<string> = new Set(["srcset", "imagesrcset"]);

/** The value of an attribute as selectors may see it: addresses lose query, fragment and inline content. */
export function tellResource(mask: Masking, name: string, value: string): string {
  if (LISTS.has(name)) return "";
  if (!RESOURCE.has(name) || value === "" || value.startsWith("#")) return value;
  const inline = /^\s*(data|blob|javascript):/i.exec(value);
  return inline ? `${inline[1]}:` : mask.url(value);
}
