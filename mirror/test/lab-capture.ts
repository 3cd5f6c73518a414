import { startCapture } from "../capture/index.ts";
import { defaultPolicy } from "../capture/mask/index.ts";

declare global {
  var labCapture: { startCapture: typeof startCapture; defaultPolicy: typeof defaultPolicy };
}

globalThis.labCapture = { startCapture, defaultPolicy };
