// Optional, for <head>, before any script of the page: remembers closed shadow roots, so that the mirror
// can show what is in them. It changes nothing that a page can see but the identity of two methods.
const roots = new WeakMap<Element, ShadowRoot>();
const internals = new WeakMap<Element, ElementInternals>();
const { attachShadow } = Element.prototype;
const { attachInternals } = HTMLElement.prototype;

Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit): ShadowRoot {
  const root = attachShadow.call(this, init);
  roots.set(this, root);
  return root;
};

HTMLElement.prototype.attachInternals = function (this: HTMLElement): ElementInternals {
  const made = attachInternals.call(this);
  internals.set(this, made);
  return made;
};

Object.defineProperty(window, Symbol.for("samepage.early"), {
  value: Object.freeze({
    /** The element's shadow root, also a closed one; a declarative one is known from its internals. */
    rootOf: (el: Element): ShadowRoot | null => roots.get(el) ?? internals.get(el)?.shadowRoot ?? null,
  }),
});
