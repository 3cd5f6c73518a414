export { type AssetGate, createAssetGate } from "./asset-gate.ts";
