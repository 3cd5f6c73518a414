/** More than this stand in the order of the document: each is compared with each. */
const COMPARED_MAX = 16;

/**
 * Elements of the top layer, lowest first. In which order they were opened before anybody listened shows where two of
 * them overlap; those that don't stay as they are.
 */
export function bySight(open: readonly Element[]): readonly Element[] {
  if (open.length > COMPARED_MAX) return open;
  const sorted: Element[] = [];
  for (const el of open) {
    const above = sorted.findIndex((other) => covers(other, el));
    sorted.splice(above < 0 ? sorted.length : above, 0, el);
  }
  return sorted;
}

/** Whether one is seen above the other. */
function covers(one: Element, other: Element): boolean {
  const point = commonPoint(one.getBoundingClientRect(), other.getBoundingClientRect());
  if (!point) return false;
  const root = one.getRootNode() as Document | ShadowRoot;
  for (const hit of root.elementsFromPoint(...point)) {
    const [inOne, inOther] = [one.contains(hit), other.contains(hit)];
    // Of one within the other, the inner one is what was hit.
    if (inOne && inOther) return other.contains(one);
    if (inOne || inOther) return inOne;
  }
  return false;
}

/** The middle of what two boxes have in common. */
function commonPoint(a: DOMRect, b: DOMRect): [x: number, y: number] | null {
  const [left, right] = [Math.max(a.left, b.left), Math.min(a.right, b.right)];
  const [top, bottom] = [Math.max(a.top, b.top), Math.min(a.bottom, b.bottom)];
  return left < right && top < bottom ? [(left + right) / 2, (top + bottom) / 2] : null;
}
