// One named record in the browser's storage. Storage may be full, off or hold rubbish:
// the console then goes on with what it has in memory.

/** A value kept under one name in a Storage; `read` gives undefined where nothing usable is kept. */
export class LocalRecord<T> {
  readonly #storage: Storage;
  readonly #name: string;
  readonly #parse: (raw: unknown) => T | undefined;

  constructor(storage: Storage, name: string, parse: (raw: unknown) => T | undefined) {
    this.#storage = storage;
    this.#name = name;
    this.#parse = parse;
  }

  read(): T | undefined {
    try {
      const raw = this.#storage.getItem(this.#name);
      return raw === null ? undefined : this.#parse(JSON.parse(raw));
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof DOMException) return undefined;
      throw error;
    }
  }

  /** Keeps the value; false where the browser refused. */
  write(value: T): boolean {
    try {
      this.#storage.setItem(this.#name, JSON.stringify(value));
      return true;
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  }
}
