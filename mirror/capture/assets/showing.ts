import type { Natives } from "../host.ts";

/** Elements that show a resource only by an old attribute. */
const BACKGROUND_TAGS: ReadonlySet<string> = new Set(["body", "table", "tr", "td", "th"]);
/** Elements that show one by what they are. */
const ASSET_TAGS: ReadonlySet<string> = new Set([
  "img",
  "image",
  "feImage",
  "use",
  "video",
  "audio",
  "canvas",
  "object",
  "embed",
]);

/** Finds all elements that may show a resource. */
export const SHOWING = `${[...ASSET_TAGS].join()},input,[background]`;

/**
 * Whether an element shows a resource, or may come to show one.
 * @param attributes what it has, its names among them: tables have many cells, and few say more
 */
export function showsAsset(
  natives: Natives,
  el: Element,
  tag: string,
  attributes?: readonly string[],
): boolean {
  if (BACKGROUND_TAGS.has(tag)) return (attributes ?? natives.attributeNames(el)).includes("background");
  return ASSET_TAGS.has(tag) || (tag === "input" && natives.attr(el, "type")?.toLowerCase() === "image");
}
