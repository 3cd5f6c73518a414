import type { Page } from "@playwright/test";

/** What has the focus, as a person who sees and one who does not find it. */
export interface Stop {
  /** Tells elements of one page apart; 0 where nothing has the focus. */
  id: number;
  name: string;
  ours: boolean;
  faults: string[];
}

/** More than any screen has: who has not come round by then never will. */
const MOST_STOPS = 40;

/** Goes with the Tab key from one element to the next, once round, and tells each. */
export async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let i = 0; i < MOST_STOPS; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(stopNow);
    if (stop.id === 0) continue;
    if (stops.some(({ id }) => id === stop.id)) return stops;
    stops.push(stop);
  }
  throw new Error(`no way round: ${stops.map(({ name }) => name).join(", ")}`);
}

/** Names of those of our elements that the Tab key has not come to: of radio buttons one is enough. */
export function unreached(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { ourRoot, stops = [] } = window as { ourRoot?: ShadowRoot; stops?: Element[] };
    const around: ParentNode | null | undefined = ourRoot?.querySelector("dialog:modal") ?? ourRoot;
    const wanted = "button, a[href], input:not([type=radio]), textarea, [tabindex='0'], fieldset";
    return [...(around?.querySelectorAll<HTMLElement>(wanted) ?? [])]
      .filter((el) => el.checkVisibility({ visibilityProperty: true }))
      .filter((el) => !stops.some((stop) => (el.localName === "fieldset" ? el.contains(stop) : el === stop)))
      .map((el) => el.getAttribute("aria-label") ?? el.textContent ?? el.localName);
  });
}

/** What of ours moves, sticks out of the window at its sides, or has to be scrolled to them. */
export function unsteady(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { ourRoot } = window as { ourRoot?: ShadowRoot };
    const found = (ourRoot?.getAnimations() ?? []).map((one) => `moves: ${String(one.effect)}`);
    const wide = document.documentElement.clientWidth;
    for (const el of ourRoot?.querySelectorAll<HTMLElement>(".box *") ?? []) {
      const { left, right, width } = el.getBoundingClientRect();
      if (width === 0 || el.closest(".aloud")) continue;
      const name = `${el.localName}.${el.className}`;
      if (left < -0.5 || right > wide + 0.5) found.push(`${name} sticks out: ${left} to ${right}`);
      const cuts = getComputedStyle(el).overflowX !== "visible";
      if (cuts && el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 0)
        found.push(`${name} is ${el.scrollWidth} wide in ${el.clientWidth}`);
    }
    return found;
  });
}

/** Runs in the page. */
function stopNow(): Stop {
  /** The least side of a target, in CSS pixels (WCAG 2.5.8), and the least width of a ring around it. */
  const TARGET = 24;
  const RING = 2;
  const known = window as { ourRoot?: ShadowRoot; stops?: Element[] };
  const inner = known.ourRoot?.activeElement ?? null;
  const el = inner ?? document.activeElement;
  if (!el || el === document.body || el === known.ourRoot?.host)
    return { id: 0, name: "", ours: false, faults: [] };
  known.stops ??= [];
  if (!known.stops.includes(el)) known.stops.push(el);
  const name = el.getAttribute("aria-label") ?? (el.textContent?.trim() || el.localName);
  const { left, top, width, height } = el.getBoundingClientRect();
  const root = el.getRootNode() as Document | ShadowRoot;
  const points = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [x, y] as const));
  const isSeen = points.some(([x, y]) => {
    const at = [left + width * x, top + height * y] as const;
    const hit = root.elementFromPoint(...at);
    const over = hit === known.ourRoot?.host ? known.ourRoot?.elementFromPoint(...at) : hit;
    // the veil is clear, and what the customer has opened goes by Escape
    return over && (el.contains(over) || over.contains(el) || over.closest(".veil, .panel, .preview"));
  });
  const faults = isSeen ? [] : [`${name}: has the focus and is hidden`];
  if (inner) {
    if (width < TARGET || height < TARGET) faults.push(`${name}: is ${width} by ${height}`);
    const ringed = [el, el.closest("label")].some((at) => {
      const { outlineStyle, outlineWidth } = at
        ? getComputedStyle(at)
        : { outlineStyle: "none", outlineWidth: "0" };
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= RING;
    });
    if (!ringed) faults.push(`${name}: has the focus and no ring`);
  }
  return { id: known.stops.indexOf(el) + 1, name, ours: inner !== null, faults };
}
