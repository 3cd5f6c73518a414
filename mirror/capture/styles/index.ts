export { createStyleCapture } from "./style-capture.ts";
export type { SentText, SheetTexts, StyleCapturing } from "./types.ts";
