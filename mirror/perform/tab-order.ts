import { modalDialog } from "./dismiss.ts";
import { isInputOf } from "./fields.ts";
import { canFocus } from "./focus.ts";
import type { Ground } from "./ground.ts";

/**
 * The element that Tab leads to: positive tabindex first, then the order of the tree, each shadow tree, slot and
 * frame as a whole. A modal dialog keeps the focus in.
 */
export function nextStop(ground: Ground, from: Element, way: -1 | 1): Element | null {
  const { document } = ground.top;
  const scope = modalDialog(ground, document) ?? document.documentElement;
  const stops = stopsIn(ground, childrenOf(ground, scope));
  const at = stops.indexOf(from);
  if (at >= 0) return stops.at((at + way) % stops.length) ?? null;
  return nearest(ground, stops, from, way);
}

/** From an element that is no stop itself: the next one after it in the tree. */
function nearest(ground: Ground, stops: Element[], from: Element, way: -1 | 1): Element | null {
  const wanted = way > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const isBeyond = (stop: Element): boolean => {
    const sibling = ground.around(stop, (el) => el.getRootNode() === from.getRootNode());
    return sibling !== null && (from.compareDocumentPosition(sibling) & wanted) !== 0;
  };
  const found = way > 0 ? stops.find(isBeyond) : stops.findLast(isBeyond);
  return found ?? stops.at(way > 0 ? 0 : -1) ?? null;
}

/** Children as they are laid out. */
function childrenOf(ground: Ground, el: Element): Element[] {
  const root = ground.shadow(el);
  if (root) return [...root.children];
  if (el.localName === "slot") {
    const assigned = (el as HTMLSlotElement).assignedElements();
    return assigned.length > 0 ? assigned : [...el.children];
  }
  const inner = ground.frame(el)?.documentElement;
  return inner ? [inner] : [...el.children];
}

interface Entry {
  readonly order: number;
  readonly stops: readonly Element[];
}

function stopsIn(ground: Ground, elements: readonly Element[]): Element[] {
  const entries: Entry[] = [];
  collect(ground, elements, entries);
  const positive = entries.filter((entry) => entry.order > 0).sort((a, b) => a.order - b.order);
  return [...positive, ...entries.filter((entry) => entry.order === 0)].flatMap((entry) => entry.stops);
}

function collect(ground: Ground, elements: readonly Element[], entries: Entry[]): void {
  for (const el of elements) {
    if (!isReachable(ground, el)) continue;
    const isScope = ground.shadow(el) !== null || el.localName === "slot" || ground.frame(el) !== null;
    const order = el.hasAttribute("tabindex") ? (el as HTMLElement).tabIndex : 0;
    if (isScope && order < 0) continue;
    const isStop = order >= 0 && isTabbable(ground, el);
    const inner = childrenOf(ground, el);
    if (isScope) entries.push({ order, stops: [...(isStop ? [el] : []), ...stopsIn(ground, inner)] });
    else {
      if (isStop) entries.push({ order, stops: [el] });
      collect(ground, inner, entries);
    }
  }
}

function isReachable(ground: Ground, el: Element): boolean {
  if (ground.isOurs(el) || el.matches("[inert], script, style, template")) return false;
  const isShown = el.checkVisibility({ visibilityProperty: false }) || el.matches("slot");
  // An element without a box may have children with one.
  return isShown || viewStyle(el).display === "contents";
}

const viewStyle = (el: Element): CSSStyleDeclaration => getComputedStyle(el);

function isTabbable(ground: Ground, el: Element): boolean {
  if (!canFocus(el) || viewStyle(el).visibility !== "visible") return false;
  if (ground.frame(el) || ground.shadow(el)?.delegatesFocus) return false;
  return !isInputOf(el, "radio") || isStopOfGroup(el);
}

/** Of radio buttons that belong together the checked one is the stop, else each end. */
function isStopOfGroup(radio: HTMLInputElement): boolean {
  if (radio.checked || radio.name === "") return true;
  return !radioGroup(radio).some((other) => other.checked);
}

/** The radio buttons that switch each other, in the order of the tree. */
export function radioGroup(radio: HTMLInputElement): HTMLInputElement[] {
  const root = radio.getRootNode() as Document | ShadowRoot;
  const all = [...root.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  return all.filter((other) => other.name === radio.name && other.form === radio.form);
}
