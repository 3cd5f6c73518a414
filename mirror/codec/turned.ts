/** Transforms that only move, or none. */
const MOVES = /^(none|matrix\(1, 0, 0, 1, .*\))?$/;
const NONE = /^(none)?$/;

/** How a tree is read: the customer's page by what it has not patched, the replica as it is. */
export interface Outline {
  styleOf(el: Element): CSSStyleDeclaration | undefined;
  /** The element around, for the root of a shadow tree its host. */
  outside(el: Element): Element | null;
}

/**
 * Tells of elements whether they are turned or scaled, by themselves or with what is around them: their boxes on the
 * screen are not those that they are laid out with. Answers are kept, so each look at a page begins with a new one.
 */
export function createTurned({ styleOf, outside }: Outline): (el: Element) => boolean {
  const known = new WeakMap<Element, boolean>();
  return (el) => {
    const path: Element[] = [];
    let found: boolean | undefined;
    for (let at: Element | null = el; at && found === undefined; at = outside(at)) {
      found = known.get(at);
      if (found !== undefined) break;
      path.push(at);
      if (isTurning(styleOf(at))) found = true;
    }
    for (const each of path) known.set(each, found === true);
    return found === true;
  };
}

function isTurning(style: CSSStyleDeclaration | undefined): boolean {
  if (!style) return false;
  return !MOVES.test(style.transform) || !NONE.test(style.rotate ?? "") || !NONE.test(style.scale ?? "");
}
