export { deviceFamily } from "./declarations.ts";
export { INSET_NAMES, insetName, unitName } from "./device-units.ts";
export { StyleApply } from "./style-apply.ts";
export type { MediaLengths, StyleApplyHost, StyleApplying } from "./types.ts";
export { MIRRORED_STATES, OWN_MEDIA, RENAMED_ATTRIBUTES, RENAMED_PREFIX, STATE_PREFIX } from "./types.ts";
