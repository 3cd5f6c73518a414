export { AssetCapture } from "./asset-capture.ts";
export { ASSET_TAGS, type AssetCapturing, type AssetHooks, MISSING } from "./types.ts";
