// The way from an element outwards, through shadow trees and frames of the same origin.

/** The frame element of the element's document, where both are of one origin. */
export function frameOf(element: Element): Element | null {
  return element.ownerDocument.defaultView?.frameElement ?? null;
}

/** The element around another one, as it is drawn: its slot before its parent. */
export function outside(el: Element): Element | null {
  const parent: Node | null = el.assignedSlot ?? el.parentNode;
  if (!parent || parent === el.ownerDocument) return frameOf(el);
  return parent instanceof Element ? parent : ((parent as Partial<ShadowRoot>).host ?? null);
}

/** The documents and shadow roots that an element is in, innermost first. */
export function rootsAround(element: Element): Node[] {
  const roots: Node[] = [];
  let root = element.getRootNode();
  for (let at: Element | null = element; at; at = outside(at)) {
    if (at === element || at.getRootNode() !== root) roots.push(at.getRootNode());
    root = at.getRootNode();
  }
  return roots;
}

/** Whether the element is drawn inside a node: an element, or a document. */
export function isInside(element: Element, node: Node): boolean {
  for (let at: Element | null = element; at; at = outside(at)) {
    if (at === node || at.ownerDocument === node) return true;
  }
  return false;
}
