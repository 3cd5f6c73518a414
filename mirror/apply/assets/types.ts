import type { Reader } from "../../codec/reader.ts";

/** What the asset applier takes from the replica that hosts it. */
export interface AssetApplyHost {
  node(id: number): Node | undefined;
  /** Asks the customer's end for a resource; answered by `supply`. */
  wantAsset(ref: string): void;
}

/** What the replica calls. */
export interface AssetApplying {
  /** Reads one body of the Assets section: sets the sources of elements. Called after the tree was applied. */
  apply(r: Reader): void;
  /** The `blob:` address of a resource that is here. */
  address(ref: string): string | undefined;
  /** The same, but asks for one that is not here; `arrived` is called when it is, or is known not to come. */
  want(ref: string, arrived: () => void): string | undefined;
  supply(ref: string, type: string, bytes: Uint8Array): void;
  /** A keyframe begins. What is here stays until the next one, since the same may be named again. */
  reset(): void;
  destroy(): void;
}
