import { addressKind } from "./mask/addresses.ts";
import type { Masking } from "./mask/types.ts";

/**
 * The value of an attribute as selectors may see it. Where it names a resource the assets tell what is shown: lists are
 * left out, addresses lose query, fragment and inline content. Those that the page wrote relative stay so.
 */
export function tellResource(mask: Masking, tag: string, name: string, value: string): string {
  if (addressKind(tag, name) !== "asset") return value;
  if (name.endsWith("srcset")) return "";
  if (value === "" || value.startsWith("#")) return value;
  const inline = /^\s*(data|blob|javascript):/i.exec(value);
  return inline ? `${inline[1]}:` : mask.href(value);
}
