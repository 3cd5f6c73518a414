type Root = Document | ShadowRoot;

/** Most names kept of those withheld: beyond, a late sheet does not bring them back. */
const MAX_WITHHELD = 10_000;

/**
 * Names under a mask: a class, an id or an attribute's value may hold a secret, and may be what the style sheet needs.
 * A name passes when a style sheet that is sent names it too; references between elements get neutral names.
 */
export class Names {
  readonly #late: (name: string, root: Root) => void;
  readonly #named = new Set<string>();
  readonly #withheld = new Set<string>();
  readonly #aliases = new Map<string, string>();

  /** @param late hears of each name that was withheld before and is named now */
  constructor(late: (name: string, root: Root) => void) {
    this.#late = late;
  }

  /** Learns the words of a selector, of the head of a rule, or of a custom property. */
  read(spoken: string, root: Root): void {
    for (const [, quoted, word] of spoken.matchAll(/"([^"]*)"|((?:[\w-]|[^\0-\x7f]|\\.)+)/g)) {
      const name = quoted ?? word?.replace(/\\(.)/g, "$1") ?? "";
      if (this.#named.has(name)) continue;
      this.#named.add(name);
      if (this.#withheld.delete(name)) this.#late(name, root);
    }
  }

  /** Whether a style sheet names it. */
  isNamed(name: string): boolean {
    if (this.#named.has(name)) return true;
    if (this.#withheld.size < MAX_WITHHELD) this.#withheld.add(name);
    return false;
  }

  /** The same neutral name for the same name, e.g. `n3`. */
  alias(name: string): string {
    const known = this.#aliases.get(name);
    if (known !== undefined) return known;
    const made = `n${this.#aliases.size + 1}`;
    this.#aliases.set(name, made);
    return made;
  }
}
