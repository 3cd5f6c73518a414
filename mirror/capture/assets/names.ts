/** A resource that the stream has named. */
export interface NamedAsset {
  readonly ref: string;
  readonly address: string;
  /** An image that shows it. */
  shown: WeakRef<HTMLImageElement> | undefined;
}

/** Addresses remembered; a page that makes new ones without end does not keep them all. */
const NAMED_MAX = 20_000;

/** Numbers the addresses of an epoch: the stream and the agent only know the numbers. */
export class AssetNames {
  readonly #byAddress = new Map<string, NamedAsset>();
  readonly #byRef = new Map<string, NamedAsset>();
  #next = 1;

  name(address: string, image?: HTMLImageElement): string {
    if (address === "") return "";
    let named = this.#byAddress.get(address);
    if (!named) {
      named = { ref: `a${(this.#next++).toString(36)}`, address, shown: undefined };
      this.#byAddress.set(address, named);
      this.#byRef.set(named.ref, named);
      if (this.#byRef.size > NAMED_MAX) this.#forgetOldest();
    }
    if (image) named.shown = new WeakRef(image);
    return named.ref;
  }

  get(ref: string): NamedAsset | undefined {
    return this.#byRef.get(ref);
  }

  /** Numbers are not used again, so that an answer on its way is never taken for another's. */
  clear(): void {
    this.#byAddress.clear();
    this.#byRef.clear();
  }

  #forgetOldest(): void {
    for (const named of this.#byRef.values()) {
      this.#byRef.delete(named.ref);
      this.#byAddress.delete(named.address);
      return;
    }
  }
}
