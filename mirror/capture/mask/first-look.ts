/** Whether an element of this name, with attributes of these names, may match; false: it does not. */
export type FirstLook = (tag: string, names: readonly string[]) => boolean;

/** What makes a list of selectors more than names, classes, ids and attributes in plain writing. */
const NOT_PLAIN = /["'()\\|*&]|[^\0-\x7f]/;
const ATTRIBUTE = /\[\s*([\w-]+)[^\]]*\]/g;

/**
 * Reads a list of selectors for what an element must have to match any: one of some names, or one of some attributes.
 * That is looked at many times faster than a browser matches the list. Where it is not plain any element may match.
 */
export function firstLookFor(selectors: string): FirstLook {
  const tags = new Set<string>();
  const names = new Set<string>();
  const isPlain = !NOT_PLAIN.test(selectors.replaceAll(/[|*]=/g, "="));
  for (const selector of selectors.replaceAll(ATTRIBUTE, "[$1]").split(",")) {
    const subject = /[^\s>+~]*$/.exec(selector.trim())?.[0] ?? "";
    const tag = /^[\w-]+/.exec(subject)?.[0];
    const name = /\[([\w-]+)\]/.exec(subject)?.[1] ?? /[.#]/.exec(subject)?.[0];
    const asked = tag ?? (name === "." ? "class" : name === "#" ? "id" : name);
    if (!isPlain || asked === undefined) return () => true;
    (tag ? tags : names).add(asked).add(asked.toLowerCase());
  }
  return (tag, own) => tags.has(tag) || own.some((name) => names.has(name));
}
