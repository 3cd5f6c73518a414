export { AssetApply } from "./asset-apply.ts";
export { SHOWN_MARK } from "./objects.ts";
export type { AssetApplyHost, AssetApplying } from "./types.ts";
