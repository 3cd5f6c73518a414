type Root = Document | ShadowRoot;

/** Most names kept of those withheld: beyond, a late sheet does not bring them back. */
const MAX_WITHHELD = 10_000;

/**
 * Names under a mask: a class, an id or an attribute's value may hold a secret, and may be what the style sheet needs.
 * A name passes when a style sheet that is sent names it too; references between elements get neutral names.
 */
export type Names = ReturnType<typeof createNames>;

/** @param late hears of each name that was withheld before and is named now */
export function createNames(late: (name: string, root: Root) => void) {
  const named = new Set<string>();
  const withheld = new Set<string>();
  const aliases = new Map<string, string>();

  return { read, isNamed, alias };

  /** Learns the words of a selector, of the head of a rule, or of a custom property. */
  function read(spoken: string, root: Root): void {
    for (const [, quoted, word] of spoken.matchAll(/"([^"]*)"|((?:[\w-]|[^\0-\x7f]|\\.)+)/g)) {
      const name = quoted ?? word?.replace(/\\(.)/g, "$1") ?? "";
      if (named.has(name)) continue;
      named.add(name);
      if (withheld.delete(name)) late(name, root);
    }
  }

  /** Whether a style sheet names it. */
  function isNamed(name: string): boolean {
    if (named.has(name)) return true;
    if (withheld.size < MAX_WITHHELD) withheld.add(name);
    return false;
  }

  /** The same neutral name for the same name, e.g. `n3`. */
  function alias(name: string): string {
    const known = aliases.get(name);
    if (known !== undefined) return known;
    const made = `n${aliases.size + 1}`;
    aliases.set(name, made);
    return made;
  }
}
