export { createStyleCapture } from "./style-capture.ts";
export type { CssPlace, StyleCapturing, TextNames } from "./types.ts";
