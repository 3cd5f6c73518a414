/**
 * Media features whose answer comes from the customer's device or browser and not from the viewport's size, with
 * their keywords. Both ends rely on this order: it is part of the payload version.
 */
export const KEYWORD_FEATURES: readonly (readonly [name: string, ...values: string[]])[] = (
  "prefers-color-scheme light dark|prefers-reduced-motion no-preference reduce|" +
  "prefers-contrast no-preference more less custom|prefers-reduced-transparency no-preference reduce|" +
  "prefers-reduced-data no-preference reduce|forced-colors none active|inverted-colors none inverted|" +
  "pointer none coarse fine|any-pointer none coarse fine|hover none hover|any-hover none hover|" +
  "display-mode browser fullscreen standalone minimal-ui picture-in-picture window-controls-overlay|" +
  "scripting none initial-only enabled|update none slow fast|dynamic-range standard high|" +
  "video-dynamic-range standard high|color-gamut srgb p3 rec2020|scan interlace progressive|grid 0 1|" +
  "monochrome 0|environment-blending opaque additive subtractive|nav-controls none back|" +
  "device-posture continuous folded|overflow-block none scroll paged|overflow-inline none scroll|" +
  "-webkit-transform-3d 0 1|-moz-touch-enabled 0 1"
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

/** What of it decides size and place: browsers do not always tell the value that was used (`auto` margins). */
export const GEOMETRY = /^(top|right|bottom|left|width|height|margin-.*|grid-template-.*)$/;

/** What is told of an element's computed style where a sheet can't be read. */
export const COMPUTED_PROPERTIES: readonly string[] = (
  "display position top right bottom left float clear z-index box-sizing width height min-width min-height max-width " +
  "max-height margin-top margin-right margin-bottom margin-left padding-top padding-right padding-bottom padding-left " +
  "border-top-width border-right-width border-bottom-width border-left-width border-top-style border-right-style " +
  "border-bottom-style border-left-style border-top-color border-right-color border-bottom-color border-left-color " +
  "border-top-left-radius border-top-right-radius border-bottom-right-radius border-bottom-left-radius overflow-x " +
  "overflow-y flex-direction flex-wrap flex-grow flex-shrink flex-basis justify-content align-items align-self " +
  "align-content order row-gap column-gap grid-template-columns grid-template-rows grid-auto-flow grid-row-start " +
  "grid-row-end grid-column-start grid-column-end vertical-align text-align text-transform text-indent text-overflow " +
  "white-space-collapse text-wrap-mode word-break overflow-wrap letter-spacing word-spacing line-height font-family " +
  "font-size font-weight font-style color background-color background-image background-position-x " +
  "background-position-y background-size background-repeat opacity visibility transform transform-origin box-shadow " +
  "text-shadow text-decoration-line text-decoration-style text-decoration-color list-style-type list-style-position " +
  "filter object-fit fill stroke table-layout border-collapse"
).split(" ");
