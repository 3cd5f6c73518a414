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
export type AssetNames = ReturnType<typeof createAssetNames>;

export function createAssetNames() {
  const byAddress = new Map<string, NamedAsset>();
  const byRef = new Map<string, NamedAsset>();
  let next = 1;

  return { name, get, clear };

  function name(address: string, image?: HTMLImageElement): string {
    if (address === "") return "";
    let named = byAddress.get(address);
    if (!named) {
      named = { ref: `a${(next++).toString(36)}`, address, shown: undefined };
      byAddress.set(address, named);
      byRef.set(named.ref, named);
      if (byRef.size > NAMED_MAX) forgetOldest();
    }
    if (image) named.shown = new WeakRef(image);
    return named.ref;
  }

  function get(ref: string): NamedAsset | undefined {
    return byRef.get(ref);
  }

  /** Numbers are not used again, so that an answer on its way is never taken for another's. */
  function clear(): void {
    byAddress.clear();
    byRef.clear();
  }

  function forgetOldest(): void {
    for (const named of byRef.values()) {
      byRef.delete(named.ref);
      byAddress.delete(named.address);
      return;
    }
  }
}
