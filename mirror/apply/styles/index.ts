export type { StyleApplyHost, StyleApplying } from "./types.ts";
export { MIRROR_PREFIX, MIRRORED_STATES, RENAMED_ATTRIBUTES } from "./types.ts";
