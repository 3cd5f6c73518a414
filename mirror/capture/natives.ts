import { pristine } from "./pristine.ts";

export const SVG_NS = "http://www.w3.org/2000/svg";

/** A window with its realm's constructors. */
export type PageWindow = Window & typeof globalThis;

/**
 * The platform's own getters and methods, taken off the prototypes once: a page's patches, a form field named
 * `firstChild` or a library's shims do not reach the capture through them. They work on nodes of every
 * same-origin realm.
 */
export interface Natives {
  readonly document: Document;
  readonly MutationObserver: typeof MutationObserver;
  /** A frame of ours in the page, whose realm lends the observer where the page has replaced its own. */
  readonly lender: Element | null;
  nodeType(n: Node): number;
  parentNode(n: Node): ParentNode | null;
  firstChild(n: Node): ChildNode | null;
  nextSibling(n: Node): ChildNode | null;
  previousSibling(n: Node): ChildNode | null;
  textContent(n: Node): string | null;
  isConnected(n: Node): boolean;
  ownerDocument(n: Node): Document | null;
  getRootNode(n: Node): Node;
  contains(n: Node, other: Node | null): boolean;
  data(n: CharacterData): string;
  localName(e: Element): string;
  namespaceURI(e: Element): string | null;
  hasAttributes(e: Element): boolean;
  attributeNames(e: Element): string[];
  attr(e: Element, name: string): string | null;
  matches(e: Element, selector: string): boolean;
  closest(e: Element, selector: string): Element | null;
  shadowRoot(e: Element): ShadowRoot | null;
  host(r: ShadowRoot): Element;
  rect(e: Element): DOMRect;
  scrollTop(e: Element): number;
  scrollLeft(e: Element): number;
  contentDocument(e: HTMLIFrameElement): Document | null;
  listen(target: EventTarget, type: string, fn: (e: Event) => void, options: AddEventListenerOptions): void;
  unlisten(target: EventTarget, type: string, fn: (e: Event) => void, options: AddEventListenerOptions): void;
  composedPath(e: Event): EventTarget[];
  setTimeout(fn: () => void, ms: number): number;
  clearTimeout(id: number): void;
  requestAnimationFrame(fn: () => void): number;
  cancelAnimationFrame(id: number): void;
  now(): number;
  /** Whether the customer has done something that the page has not heard of yet; undefined where the engine can't say. */
  readonly isInputPending: (() => boolean) | undefined;
  MessageChannel: typeof MessageChannel;
  /** Getter of a property of a prototype, as a function; undefined where the engine has none. */
  getter<T>(owner: object | undefined, key: string): ((self: unknown) => T) | undefined;
  /** Method of a prototype, as a function of its receiver; undefined where the engine has none. */
  method<A extends unknown[], R>(
    owner: object | undefined,
    key: string,
  ): ((self: unknown, ...args: A) => R) | undefined;
}

const call = Function.prototype.call;
const bind = Function.prototype.bind;
const describe = Object.getOwnPropertyDescriptor;
const prototypeOf = Object.getPrototypeOf;

/** `fn` as a function of its receiver that no later patch of Function.prototype reaches. */
function uncurry<F>(fn: unknown): F {
  // bind.call(call, fn): `call` bound to fn, so that uncurried(self, ...args) is fn.call(self, ...args).
  return call.call(bind, call, fn) as F;
}

function descriptorOf(owner: object | undefined, key: string): PropertyDescriptor | undefined {
  for (let o: object | null | undefined = owner; o; o = prototypeOf(o) as object | null) {
    const found = describe(o, key);
    if (found) return found;
  }
  return undefined;
}

/** Takes the natives of a window, from a clean realm where the page has patched its own. */
export function takeNatives(page: PageWindow): Natives {
  const clean = pristine(page);
  const getter = <T>(owner: object | undefined, key: string): ((self: unknown) => T) | undefined => {
    const get = descriptorOf(owner, key)?.get;
    return get ? uncurry(get) : undefined;
  };
  const method = <A extends unknown[], R>(owner: object | undefined, key: string) => {
    const fn: unknown = descriptorOf(owner, key)?.value;
    return typeof fn === "function" ? uncurry<(self: unknown, ...args: A) => R>(fn) : undefined;
  };
  const get = <T>(owner: object, key: string): ((self: unknown) => T) =>
    getter<T>(owner, key) ?? (() => undefined as T);
  const fn = <F>(owner: object, key: string): F => method(owner, key) as F;
  const node = clean.prototype("Node");
  const element = clean.prototype("Element");
  return {
    document: page.document,
    MutationObserver: clean.MutationObserver,
    nodeType: get(node, "nodeType"),
    parentNode: get(node, "parentNode"),
    firstChild: get(node, "firstChild"),
    nextSibling: get(node, "nextSibling"),
    previousSibling: get(node, "previousSibling"),
    textContent: get(node, "textContent"),
    isConnected: get(node, "isConnected"),
    ownerDocument: get(node, "ownerDocument"),
    getRootNode: fn(node, "getRootNode"),
    contains: fn(node, "contains"),
    data: get(clean.prototype("CharacterData"), "data"),
    localName: get(element, "localName"),
    namespaceURI: get(element, "namespaceURI"),
    hasAttributes: fn(element, "hasAttributes"),
    attributeNames: fn(element, "getAttributeNames"),
    attr: fn(element, "getAttribute"),
    matches: fn(element, "matches"),
    closest: fn(element, "closest"),
    shadowRoot: get(element, "shadowRoot"),
    host: get(clean.prototype("ShadowRoot"), "host"),
    rect: fn(element, "getBoundingClientRect"),
    scrollTop: get(element, "scrollTop"),
    scrollLeft: get(element, "scrollLeft"),
    contentDocument: get(clean.prototype("HTMLIFrameElement"), "contentDocument"),
    listen: fn(clean.prototype("EventTarget"), "addEventListener"),
    unlisten: fn(clean.prototype("EventTarget"), "removeEventListener"),
    composedPath: fn(clean.prototype("Event"), "composedPath"),
    setTimeout: (f, ms) => clean.setTimeout.call(page, f, ms) as unknown as number,
    clearTimeout: (id) => clean.clearTimeout.call(page, id),
    requestAnimationFrame: (f) => clean.requestAnimationFrame.call(page, f),
    cancelAnimationFrame: (id) => clean.cancelAnimationFrame.call(page, id),
    lender: clean.lender,
    now: clean.now,
    isInputPending: clean.isInputPending,
    MessageChannel: clean.MessageChannel,
    getter,
    method,
  };
}
