import { plainJson } from "@samepage/wire/plain-json";
import { storageKey } from "../loader/goes-on.ts";

/**
 * Small values of one site, kept as JSON in a browser storage. Where storage is refused (a private
 * window, a policy) they live as long as the page.
 */
export class Keep {
  #storage: Storage | undefined;
  #site: string;
  #fallback = new Map<string, string>();

  /** @param open gets the storage, and may throw as browsers do */
  constructor(site: string, open: () => Storage) {
    this.#site = site;
    try {
      this.#storage = open();
    } catch {
      this.#storage = undefined;
    }
  }

  /** The value, or undefined where there is none that can be read. */
  get<T>(name: string): T | undefined {
    const key = storageKey(this.#site, name);
    const raw = this.#fallback.get(key) ?? this.#storage?.getItem(key) ?? undefined;
    if (raw === undefined) return undefined;
    try {
      return JSON.parse(raw) as T;
    } catch {
      return undefined; // another script wrote here
    }
  }

  /** Keeps the value; undefined forgets it. */
  set(name: string, value: unknown): void {
    const key = storageKey(this.#site, name);
    this.#fallback.delete(key);
    if (value === undefined) {
      this.#storage?.removeItem(key);
      return;
    }
    const raw = plainJson(value);
    try {
      if (!this.#storage) throw new Error("no storage");
      this.#storage.setItem(key, raw);
    } catch {
      this.#fallback.set(key, raw); // full, or none
    }
  }
}
