export type { AssetCapturing, AssetHost } from "./types.ts";
export { MISSING } from "./types.ts";
