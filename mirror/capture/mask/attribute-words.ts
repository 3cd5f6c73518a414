const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Attributes that give an element its shape and role: kept under a mask when the value is plain: numbers, units, one-letter commands and the words below. */
export const SHAPE = set(
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
export function isPlain(value: string): boolean {
  for (const token of value.toLowerCase().match(/#?[\p{L}\p{M}_][\p{L}\p{M}\p{N}_-]*/gu) ?? []) {
    if (token.startsWith("#") ? !/^#[0-9a-f]{3,8}$/.test(token) : token.length > 2 && !WORDS.has(token))
      return false;
  }
  return true;
}

/** Words of names and values by which style sheets tell states and kinds of elements apart. */
const STATES = set(
  "data aria bs theme mode state states open opened close closed active inactive current selected checked unchecked indeterminate on off true false expanded collapsed visible hidden shown show hide disabled enabled loading loaded pending " +
    "error errors valid invalid warning success info danger primary secondary tertiary default muted accent ghost outline outlined solid filled plain link subtle neutral " +
    "dark light auto system high low size xs sm md lg xl xxl small medium large full half wide narrow compact dense comfortable " +
    "side sides align alignment position placement direction orientation top right bottom left start end center middle x y horizontal vertical inline block row rows col cols column columns grid stack " +
    "variant type kind role level step steps index order first last even odd prev previous next animation animate motion enter entering entered leave leaving exit exiting transition " +
    "focus focused hover hovered pressed press drag dragging drop over sticky fixed stuck scroll scrolling scrolled resize resizing sort sorted asc ascending desc descending none some all multiple single " +
    "modal dialog popup popover popper tooltip toast menu submenu dropdown tab tabs panel accordion item trigger content container wrapper header footer body sidebar nav navbar icon label title description button input group " +
    "radix headlessui reach swiper slide slides slick wp uk mui ant mdc cy testid component element target toggle dismiss collapse orig placeholder required readonly editable empty busy rtl ltr lang " +
    "href src alt name value for id rel media method action class style slot part is download controls summary datetime cite scope headers colspan rowspan width height list form max min pattern autocomplete",
);
const PARTS = /[-_:.]/;

/** Marks by which the tools of frameworks tie sheets to components: digits and letters made by chance. */
const HASH = /^(data-v-[0-9a-f]{6,8}|_ng(content|host)-[a-z]{2,3}-c\d{1,12}|data-astro-cid-[a-z0-9]{8})$/;
export const isHash = (name: string): boolean => HASH.test(name);

/** Whether an attribute's name says nothing of the page. */
export const isUsualAttribute = (name: string): boolean =>
  SHAPE.has(name) || name.split(PARTS).every((part) => STATES.has(part)) || isHash(name);

/** Whether the value of an attribute says no more than what state its element is in. */
export const isUsualValue = (name: string, value: string): boolean =>
  SHAPE.has(name) ? isPlain(value) : value.split(PARTS).every((part) => STATES.has(part.toLowerCase()));
