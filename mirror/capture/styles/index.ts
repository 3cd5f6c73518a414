export type { StyleCapturing, StyleHost } from "./types.ts";
