/** Starts that differ by less, in s, are the same one, told in ms. */
const NEAR_S = 0.01;
const MS = 1_000;

/** Puts the clock of a drawing's animations where the page's is, or one of them to its beginning on that clock. */
export function setMoment(el: Element, value: string): void {
  if ("setCurrentTime" in el) setClock(el as SVGSVGElement, value);
  else if ("beginElementAt" in el) setBeginning(el as SVGAnimationElement, value);
}

function setClock(svg: SVGSVGElement, value: string): void {
  const [time, state] = value.split(" ");
  const seconds = Number(time);
  if (!Number.isFinite(seconds)) return;
  if (state === "paused") svg.pauseAnimations();
  else svg.unpauseAnimations();
  svg.setCurrentTime(seconds);
}

/** Nothing: it does not run. */
function setBeginning(animation: SVGAnimationElement, value: string): void {
  const own = startOf(animation);
  const start = value === "" ? null : Number(value) / MS;
  if (start === null) {
    if (own !== null) animation.endElement();
  } else if (Number.isFinite(start) && (own === null || Math.abs(own - start) > NEAR_S)) {
    beginAt(animation, start);
  }
}

/** Chromium 156 shows no animation that is begun at a moment that is past: the clock goes back to it, and on again. */
function beginAt(animation: SVGAnimationElement, start: number): void {
  const now = animation.getCurrentTime();
  const clock = clockOf(animation);
  if (start >= now || !clock) return animation.beginElementAt(start - now);
  clock.setCurrentTime(start);
  animation.beginElement();
  clock.setCurrentTime(now);
}

/** The outermost drawing around an element. */
function clockOf(el: Element): SVGSVGElement | null {
  let clock: SVGSVGElement | null = null;
  for (let at: Element | null = el.parentElement; at; at = at.parentElement)
    if ("setCurrentTime" in at) clock = at as SVGSVGElement;
  return clock;
}

/** When it began, on its drawing's clock; null while it does not run. */
function startOf(animation: SVGAnimationElement): number | null {
  try {
    return animation.getStartTime();
  } catch {
    return null;
  }
}
