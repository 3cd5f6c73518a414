/**
 * Strings both ends know from the start: the most frequent names and values of pages. Their places are part of
 * the payload version: add at the end only together with a new version.
 */
export const DICTIONARY: readonly string[] = (
  "class id style href src type value name div span a p li ul td tr th table tbody thead i b img input button label " +
  "svg path g use d fill stroke viewBox width height h1 h2 h3 h4 h5 h6 section article header footer nav main aside " +
  "html head body title meta link script object br hr em strong small code pre form select option textarea " +
  "role aria-hidden aria-label tabindex alt for checked disabled placeholder rel target xmlns transform rect circle " +
  "line polygon polyline text tspan defs linearGradient stop offset stop-color gradientUnits clipPath mask fill-rule " +
  "clip-rule stroke-width stroke-linecap stroke-linejoin x y x1 x2 y1 y2 cx cy r rx ry points opacity iframe video " +
  "audio source picture canvas dialog details summary fieldset legend optgroup progress meter figure figcaption " +
  "blockquote dl dt dd ol sup sub slot noscript template colspan rowspan scope lang dir hidden open selected " +
  "multiple readonly required maxlength min max step rows cols autocomplete stroke-dasharray part popover true false none " +
  "search number submit checkbox radio password 0 1 2 3 4 5 6 7 8 9 10 100 100% auto currentColor center " +
  "stylesheet nofollow noopener noreferrer presentation feature navigation menu menuitem listitem list tab " +
  "tablist tabpanel aria-expanded aria-controls aria-labelledby aria-describedby aria-current aria-selected " +
  "data-id data-index data-key data-toggle data-target data-bs-toggle data-v container row col active btn " +
  "btn-primary card card-body nav-item nav-link dropdown dropdown-menu dropdown-item fa fas icon d-flex " +
  "custom-select form-control form-group table-responsive text-center evenodd nonzero round 24 16 20 12 " +
  "0.5 #fff #000 white black inherit block inline-block flex grid http://www.w3.org/2000/svg"
).split(" ");
