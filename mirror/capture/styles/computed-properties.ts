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

/** What of it decides size and place: browsers do not always tell the value that was used (`auto` margins). */
export const GEOMETRY = /^(top|right|bottom|left|width|height|margin-.*|grid-template-.*)$/;
