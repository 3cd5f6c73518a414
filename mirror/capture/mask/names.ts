/**
 * Names under a mask: a class, an id or an attribute's value may hold a secret, and may be what the style sheet needs.
 * A name passes when a style sheet that is sent names it too; references between elements get neutral names.
 */
export class Names {
  readonly #named = new Set<string>();
  readonly #withheld = new Set<string>();
  readonly #aliases = new Map<string, string>();
  /** Sheets not looked at yet: most pages never mask anything and never pay for it. */
  #unread: string[] = [];
  #reads = false;

  /** Calls back with every name that was withheld before and is named by the sheet now. */
  sheet(text: string, preludes: (text: string) => Iterable<string>, late: (name: string) => void): void {
    if (!this.#reads) {
      this.#unread.push(text);
      return;
    }
    for (const prelude of preludes(text)) this.#read(prelude, late);
  }

  /** From now on names matter: reads the sheets seen so far. */
  wake(preludes: (text: string) => Iterable<string>): void {
    if (this.#reads) return;
    this.#reads = true;
    for (const text of this.#unread) for (const prelude of preludes(text)) this.#read(prelude, () => {});
    this.#unread = [];
  }

  /** Whether a style sheet names it. */
  isNamed(name: string): boolean {
    if (this.#named.has(name)) return true;
    this.#withheld.add(name);
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

  #read(prelude: string, late: (name: string) => void): void {
    for (const [, quoted, name] of prelude.matchAll(/(?:"([^"]*)"|((?:[\w-]|[^\0-\x7f]|\\.)+))/g)) {
      const plain = quoted ?? name?.replace(/\\(.)/g, "$1") ?? "";
      if (this.#named.has(plain)) continue;
      this.#named.add(plain);
      if (this.#withheld.delete(plain)) late(plain);
    }
  }
}
