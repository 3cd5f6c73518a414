export { AssetApply } from "./asset-apply.ts";
export type { AssetApplyHost, AssetApplying } from "./types.ts";
