import type { CaptureHost, PageWindow } from "../host.ts";
import type { LinkedTexts } from "../styles/linked.ts";
import type { SentTree } from "../tree.ts";
import type { AssetCapturing, AssetHooks } from "./types.ts";

/** Stands in for the asset capture, whose chunk is loaded when the mirror runs and not before. */
export type AssetGate = ReturnType<typeof createAssetGate>;

export function createAssetGate(host: CaptureHost, tree: SentTree, hooks: AssetHooks) {
  let part: AssetCapturing | undefined;
  /** Without it images stay boxes of their size. */
  const load: () => Promise<unknown> | undefined = host.onSign(
    () => import("./asset-capture.ts"),
    (chunk) => {
      part = chunk.createAssetCapture(host, tree, hooks);
    },
  );

  return {
    get part(): AssetCapturing | undefined {
      return part;
    },
    load,
    async linked(window: PageWindow): Promise<LinkedTexts | undefined> {
      await load();
      return part?.linked(window);
    },
    /** Resolves when a text may be told. */
    async prepare(text: string): Promise<void> {
      await load();
      await part?.texts.prepare(text);
    },
    nameOf: (text: string): string => part?.texts.nameOf(text) ?? "",
  };
}
