import type { PageWindow } from "../capture/natives.ts";
import type { Sight } from "./sight.ts";

/** A point of the viewport of the page's own window, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The window of the realm that an element lives in. */
export function viewOf(el: Element): PageWindow {
  return (el.ownerDocument.defaultView ?? window) as PageWindow;
}

/** Reads a property of a node past form fields of the same name. */
function parentOf(node: Node): ParentNode | null {
  return Reflect.get(Node.prototype, "parentNode", node) as ParentNode | null;
}

/** The page as the agent's input meets it: one tree through shadow roots and frames of the page's own origin. */
export class Ground {
  readonly top: PageWindow;
  readonly #sight: Sight;
  readonly #exclude: (el: Element) => boolean;

  constructor(top: PageWindow, sight: Sight, exclude: (el: Element) => boolean) {
    this.top = top;
    this.#sight = sight;
    this.#exclude = exclude;
  }

  /** The shadow root of an element, closed ones too where the capture knows them. */
  shadow(el: Element): ShadowRoot | null {
    return el.shadowRoot ?? this.#sight.closedRoot(el);
  }

  /** The document of a frame of the same origin. */
  frame(el: Element): Document | null {
    return el.localName === "iframe" ? (el as HTMLIFrameElement).contentDocument : null;
  }

  /** The element around an element as it is laid out: slot, parent, host or frame. */
  outer(el: Element): Element | null {
    const parent = parentOf(el);
    if (!parent) return null;
    if (parent.nodeType === Node.ELEMENT_NODE)
      return this.#slotOf(el, parent as Element) ?? (parent as Element);
    if (parent.nodeType === Node.DOCUMENT_FRAGMENT_NODE) return (parent as ShadowRoot).host ?? null;
    const view = (parent as Document).defaultView;
    return view && view !== this.top ? view.frameElement : null;
  }

  /** The element and all around it, innermost first. */
  path(el: Element | null): Element[] {
    const path: Element[] = [];
    for (let at = el; at; at = this.outer(at)) path.push(at);
    return path;
  }

  /** The innermost of the element and those around it that `is` accepts. */
  around(el: Element | null, is: (el: Element) => boolean): Element | null {
    for (let at = el; at; at = this.outer(at)) if (is(at)) return at;
    return null;
  }

  within(inner: Element, outer: Element): boolean {
    return this.around(inner, (el) => el === outer) !== null || outer.contains(inner);
  }

  /** Whether it belongs to our own interface. */
  isOurs(el: Element): boolean {
    return this.around(el, this.#exclude) !== null;
  }

  /** The innermost element with the focus, the body of a document where none has it. */
  active(): Element {
    let at: Element | null = this.top.document.activeElement;
    for (;;) {
      const inner: Element | null | undefined =
        at && (this.shadow(at)?.activeElement ?? this.frame(at)?.activeElement);
      if (!inner) return at ?? this.top.document.documentElement;
      at = inner;
    }
  }

  /** The innermost element at a point of one document's viewport, through its shadow trees. */
  hit(document: Document, x: number, y: number): Element | null {
    let found = document.elementFromPoint(x, y);
    for (;;) {
      const root = found && this.shadow(found);
      const deeper = root?.elementFromPoint(x, y);
      if (!deeper || deeper === found || deeper.getRootNode() !== root) return found;
      found = deeper;
    }
  }

  /** The innermost element at a point of the page, through frames too. */
  hitAnywhere(point: Point): Element | null {
    let found = this.hit(this.top.document, point.x, point.y);
    for (;;) {
      const inner = found && this.frame(found);
      const view = inner?.defaultView as PageWindow | null | undefined;
      if (!inner || !view) return found;
      const { x, y } = this.into(view, point);
      const deeper = this.hit(inner, x, y);
      if (!deeper) return found;
      found = deeper;
    }
  }

  /** A point of the page in the viewport of one of its frames. */
  into(view: PageWindow, point: Point): Point {
    const { x, y } = this.#offset(view);
    return { x: point.x - x, y: point.y - y };
  }

  /** A point of a frame's viewport in the page's. */
  outOf(view: PageWindow, point: Point): Point {
    const { x, y } = this.#offset(view);
    return { x: point.x + x, y: point.y + y };
  }

  #offset(view: PageWindow): Point {
    let [x, y] = [0, 0];
    for (let at: Window = view; at !== this.top; at = at.parent) {
      const frame = at.frameElement;
      if (!frame) break;
      const box = frame.getBoundingClientRect();
      x += box.left + frame.clientLeft;
      y += box.top + frame.clientTop;
    }
    return { x, y };
  }

  #slotOf(el: Element, parent: Element): Element | null {
    if (el.assignedSlot) return el.assignedSlot;
    const closed = parent.shadowRoot ? null : this.shadow(parent);
    const slots = closed ? closed.querySelectorAll("slot") : [];
    return [...slots].find((slot) => slot.assignedNodes().includes(el)) ?? null;
  }
}
