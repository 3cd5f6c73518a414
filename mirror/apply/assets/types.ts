import type { Reader } from "../../codec/reader.ts";

/** What the asset applier takes from the replica that hosts it. */
export interface AssetApplyHost {
  readonly document: Document;
  node(id: number): Node | undefined;
  /** Asks the customer's end for a resource; answered by `supply`. */
  wantAsset(ref: string): void;
}

/** What the replica calls. */
export interface AssetApplying {
  /** Reads one body of the Assets section: sets the sources of elements. Called after the tree was applied. */
  apply(r: Reader): void;
  /** The `blob:` address of a resource, or undefined: it is then wanted, and `arrived` is called when it is here. */
  address(ref: string, arrived: () => void): string | undefined;
  supply(ref: string, type: string, bytes: Uint8Array): void;
  reset(): void;
  destroy(): void;
}
