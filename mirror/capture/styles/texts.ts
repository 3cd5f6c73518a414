/** UTF-16 units of texts remembered at either end; beyond, the oldest are forgotten. */
const KEPT_UNITS = 16 * 1024 * 1024;

/**
 * CSS texts of an epoch, numbered in the order in which they were sent. Both ends keep the same table with the same
 * bound, so that a text is sent once and an address can be named by text and offset.
 */
export class TextTable {
  readonly #byId = new Map<number, string>();
  readonly #ids = new Map<string, number>();
  #next = 1;
  #units = 0;

  /** Numbers a text that is new to the table. */
  add(text: string): number {
    const id = this.#next++;
    this.#byId.set(id, text);
    this.#ids.set(text, id);
    this.#units += text.length;
    for (const [oldest, old] of this.#byId) {
      if (this.#units <= KEPT_UNITS || oldest === id) break;
      this.#byId.delete(oldest);
      this.#ids.delete(old);
      this.#units -= old.length;
    }
    return id;
  }

  find(text: string): number | undefined {
    return this.#ids.get(text);
  }

  get(id: number): string | undefined {
    return this.#byId.get(id);
  }

  clear(): void {
    this.#byId.clear();
    this.#ids.clear();
    this.#next = 1;
    this.#units = 0;
  }
}
