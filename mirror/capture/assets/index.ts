export { createAssetGate } from "./asset-gate.ts";
export { ASSET_TAGS, type AssetCapturing, type AssetHooks } from "./types.ts";
