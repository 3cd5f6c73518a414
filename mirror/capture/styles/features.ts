/**
 * Media features whose answer comes from the customer's device or browser and not from the viewport's size, with
 * their keywords, as far as screens in use differ in them. Both ends rely on this order: it is part of the payload
 * version.
 */
export const KEYWORD_FEATURES: readonly (readonly [name: string, ...values: string[]])[] = (
  "prefers-color-scheme light dark|prefers-reduced-motion no-preference reduce|" +
  "prefers-contrast no-preference more less custom|prefers-reduced-transparency no-preference reduce|" +
  "prefers-reduced-data no-preference reduce|forced-colors none active|inverted-colors none inverted|" +
  "pointer none coarse fine|any-pointer none coarse fine|hover none hover|any-hover none hover|" +
  "display-mode browser fullscreen standalone minimal-ui picture-in-picture window-controls-overlay|" +
  "scripting none initial-only enabled|update none slow fast|dynamic-range standard high|" +
  "video-dynamic-range standard high|color-gamut srgb p3 rec2020|device-posture continuous folded"
)
  .split("|")
  .map((line) => line.split(" ") as [string, ...string[]]);

/** Numbers of the customer's device that media features ask for. */
export interface DeviceNumbers {
  /** Device pixels per CSS px. */
  readonly ratio: number;
  /** Screen size in CSS px. */
  readonly width: number;
  readonly height: number;
  /** Bits per colour component. */
  readonly color: number;
}
