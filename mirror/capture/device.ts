import { type DeviceViewport, MeasureOp } from "../codec/measures.ts";
import { DEFAULT_FONT_PX, defaultFontOf, ROOT_FONT_REF } from "../codec/platform.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";

/** Phones and tablets have bars that come and go, and edges that cover the page. */
const HELD_IN_HAND = "(pointer: coarse)";

/** What a replica takes for granted. */
const NOTHING = { window: "", fonts: String([DEFAULT_FONT_PX, 0]) };

/** What the customer's device makes of `vh` and `env()`, and the size of font that they have chosen for all pages. */
export type Device = ReturnType<typeof createDevice>;

/**
 * @param measure measures the window
 * @param asked references of measures that a replica wants, in time
 */
export function createDevice(
  host: CaptureHost,
  measure: (() => DeviceViewport) | undefined,
  asked: ReadonlySet<string>,
) {
  const { window } = host;
  const measureHeld = window.matchMedia(HELD_IN_HAND).matches ? measure : undefined;
  const medium = defaultFontOf(window.document);
  let isDue = true;
  let told = NOTHING;
  if (measureHeld) {
    host.listen(window, "resize", () => {
      isDue = true;
      host.wakeLater();
    });
  }

  return {
    get any(): boolean {
      return isDue;
    },
    poll,
    write,
    reset,
  };

  /** A round of the page's poll: no event tells of the root's font. */
  function poll(): void {
    isDue ||= told.fonts !== String(fonts());
    if (isDue) host.wakeLater();
  }

  /** Reads styles where a replica wants more than the browser's own size. */
  function fonts(): readonly [medium: number, root: number] {
    const root = window.document.documentElement;
    const isWanted = asked.has(ROOT_FONT_REF) && root !== null;
    return [medium, isWanted ? Number.parseFloat(window.getComputedStyle(root).fontSize) : 0];
  }

  /** Body of a Measures section; false: nothing to tell. Reads layout. */
  function write(w: Writer): boolean {
    isDue = false;
    const before = w.length;
    writeWindow(w);
    writeFonts(w);
    if (w.length === before) return false;
    w.uint(MeasureOp.End);
    return true;
  }

  function writeWindow(w: Writer): void {
    if (!measureHeld) return;
    const { large, small, insets } = measureHeld();
    const values = [large, small, ...insets];
    if (told.window === String(values)) return;
    told = { ...told, window: String(values) };
    w.uint(MeasureOp.Device);
    for (const value of values) w.f32(value);
  }

  function writeFonts(w: Writer): void {
    const now = fonts();
    if (told.fonts === String(now)) return;
    told = { ...told, fonts: String(now) };
    w.uint(MeasureOp.Fonts);
    for (const size of now) w.f32(size);
  }

  function reset(): void {
    told = NOTHING;
    isDue = true;
  }
}
