import { type DeviceViewport, MeasureOp } from "../codec/measures.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";

/** Phones and tablets have bars that come and go, and edges that cover the page. */
const HELD_IN_HAND = "(pointer: coarse)";

/** How the customer's device measures the window: what `vh` and `env()` mean there. */
export type Device = ReturnType<typeof createDevice>;

export function createDevice(host: CaptureHost, measure: (() => DeviceViewport) | undefined) {
  const isHeld = measure !== undefined && host.window.matchMedia(HELD_IN_HAND).matches;
  let isDue = isHeld;
  let told = "";
  if (isHeld) {
    host.listen(host.window, "resize", () => {
      isDue = true;
      host.wakeLater();
    });
  }

  return {
    get any(): boolean {
      return isDue;
    },
    write,
    reset,
  };

  /** Body of a Measures section; false: nothing to tell. Reads layout. */
  function write(w: Writer): boolean {
    isDue = false;
    if (!measure) return false;
    const { large, small, insets } = measure();
    const values = [large, small, ...insets];
    if (told === String(values)) return false;
    told = String(values);
    w.uint(MeasureOp.Device);
    for (const value of values) w.f32(value);
    w.uint(MeasureOp.End);
    return true;
  }

  function reset(): void {
    told = "";
    isDue = isHeld;
  }
}
