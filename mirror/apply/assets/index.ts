export type { AssetApplyHost, AssetApplying } from "./types.ts";
