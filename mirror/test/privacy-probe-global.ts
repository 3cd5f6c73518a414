import type { MaskProbe as Probe } from "./privacy-probe.ts";

declare global {
  var MaskProbe: typeof Probe;
  var probe: Probe;
}
