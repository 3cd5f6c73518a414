export { createStyleCapture } from "./style-capture.ts";
export type { CssPlace, StyleCapturing } from "./types.ts";
