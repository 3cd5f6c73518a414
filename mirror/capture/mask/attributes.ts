import type { Names } from "./names.ts";

const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Kept under a mask when the value is plain: numbers, units, one-letter commands and the words below. */
const SHAPE = set(
  "width height size rows cols colspan rowspan span start border cellpadding cellspacing align valign bgcolor color face hspace vspace " +
    "nowrap marginwidth marginheight frameborder scrolling wrap tabindex maxlength minlength dir hidden open disabled readonly required " +
    "multiple contenteditable draggable spellcheck inert popover loading decoding controls loop muted playsinline reversed type role shadowrootmode " +
    "aria-hidden aria-disabled aria-expanded aria-modal aria-haspopup aria-orientation aria-level aria-multiline aria-multiselectable aria-readonly aria-required aria-live aria-atomic aria-busy " +
    "viewBox preserveAspectRatio d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy points transform pathLength offset rotate fill fill-opacity fill-rule " +
    "stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-opacity stroke-miterlimit opacity clip-rule clip-path mask filter " +
    "gradientUnits gradientTransform spreadMethod patternUnits patternTransform patternContentUnits markerWidth markerHeight refX refY orient clipPathUnits maskUnits maskContentUnits " +
    "stop-color stop-opacity text-anchor dominant-baseline font-size font-weight letter-spacing vector-effect display visibility overflow " +
    "stdDeviation in in2 result mode values operator k1 k2 k3 k4 baseFrequency numOctaves seed scale edgeMode flood-color flood-opacity version baseProfile focusable " +
    "displaystyle mathvariant scriptlevel columnalign rowalign columnspacing rowspacing linethickness stretchy",
);
const WORDS = set(
  "none auto inherit true false both mixed manual hint currentcolor transparent left right center top middle bottom baseline start end justify char " +
    "row col rowgroup colgroup ltr rtl hard soft off yes no lazy eager sync async polite assertive vertical horizontal undefined " +
    "until-found plaintext-only open closed " +
    "button checkbox color date datetime-local email file hidden image month number password radio range reset search submit tel text time url week module " +
    "alert alertdialog application article banner cell columnheader combobox complementary contentinfo definition dialog directory document feed figure form grid gridcell group heading img link list listbox " +
    "listitem log main marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation note option presentation progressbar radiogroup region rowheader scrollbar searchbox separator " +
    "slider spinbutton status switch tab table tablist tabpanel term textbox timer toolbar tooltip tree treegrid treeitem " +
    "matrix translate rotate scale skewx skewy meet slice evenodd nonzero butt round square bevel miter objectboundingbox userspaceonuse pad reflect repeat " +
    "bold bolder lighter normal block inline visible collapse scroll small medium large sourcegraphic sourcealpha backgroundimage over atop xor arithmetic multiply screen darken lighten overlay " +
    "white black red green blue gray grey silver yellow orange purple navy teal " +
    "xminymin xmidymin xmaxymin xminymid xmidymid xmaxymid xminymax xmidymax xmaxymax non-scaling-stroke one-time-code 1.1 2.0",
);

/** Letters in the value come from the words above, stand alone (path commands), are units, or make a hex colour. */
function isPlain(value: string): boolean {
  for (const token of value.toLowerCase().match(/#?[\p{L}\p{M}_][\p{L}\p{M}\p{N}_-]*/gu) ?? []) {
    if (token.startsWith("#") ? !/^#[0-9a-f]{3,8}$/.test(token) : token.length > 2 && !WORDS.has(token))
      return false;
  }
  return true;
}

/** Attributes that point at ids; their targets get neutral names. */
const REFERENCES = set(
  "for form list headers usemap popovertarget commandfor anchor aria-labelledby aria-describedby aria-controls aria-owns aria-activedescendant aria-details aria-errormessage aria-flowto",
);
const FRAGMENT = /^(?:url\(\s*["']?)?#([^"')\s]+)["']?\s*\)?$/;

/** Whether the target of a reference keeps its own name. */
const target = (name: string, names: Names): string => (names.isNamed(name) ? name : names.alias(name));

/** An attribute of a masked element: class, style, shape and roles pass as far as they say nothing, the rest does not. */
export function maskAttribute(name: string, value: string, names: Names): string | null {
  if (name === "class" || name === "part")
    return value
      .split(/\s+/)
      .filter((token) => token && names.isNamed(token))
      .join(" ");
  if (name === "id") return value && target(value, names);
  if (name === "slot") return value && names.alias(value);
  if (REFERENCES.has(name))
    return value
      .split(/\s+/)
      .filter(Boolean)
      .map((id) => target(id, names))
      .join(" ");
  const fragment = FRAGMENT.exec(value)?.[1];
  if (fragment !== undefined) return value.replace(fragment, target(fragment, names));
  if (name === "lang") return /^[a-z]{2,3}(?![a-z])/i.exec(value)?.[0] ?? null;
  if (SHAPE.has(name)) return isPlain(value) ? value : null;
  return names.isNamed(name) && (value === "" || names.isNamed(value)) ? value : null;
}
