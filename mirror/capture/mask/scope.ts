import type { Natives, PageWindow } from "../natives.ts";
import { isControl } from "./controls.ts";
import type { Control, Fields } from "./fields.ts";
import { type ActiveRules, Bit, HARD, type Rules, type Urls } from "./rules.ts";
import type { Remembered } from "./types.ts";

/** What a slot's surroundings add to the content put into it: only what is stricter. */
const STRICTER = Bit.mask | Bit.hide | Bit.block | Bit.readOnly | Bit.stepUp | Bit.denied;
/** What an element takes from the fields it belongs to. */
const FROM_FIELD = Bit.mask | Bit.hide;

/** More than all bits together: a number holds a generation and, below it, the bits of that time. */
const GENERATION = 512;

/** What holds for each element: its own rules and those of everything around it, through shadow trees and frames. */
export type Scope = ReturnType<typeof createScope>;

export function createScope(
  window: PageWindow,
  natives: Natives,
  rules: Rules,
  fields: Fields,
  { tellUrl }: Urls,
  hooks: {
    closedRoot: (host: Element) => ShadowRoot | null;
    sentOf: (node: Node) => Remembered | undefined;
    rootSeen: (root: Document | ShadowRoot) => void;
  },
) {
  const hiddenByHand = new WeakSet<Element>();
  /**
   * What holds for elements that were not sent, until the page is looked at anew. Those that were sent keep it
   * themselves: a map of all would be most of what the collector has to do in a snapshot.
   */
  let unsentBits = new WeakMap<Element, number>();
  let activeByDocument = new WeakMap<Document, ActiveRules>();
  let generation = 0;
  let hidesByHand = false;
  /** The element asked about last: several questions in a row are about one. */
  let last: Element | null = null;
  let lastBits = 0;
  /** The parent looked at last, and its shadow root: siblings come in a row. */
  let lastParent: Node | null = null;
  let lastRoot: ShadowRoot | null = null;
  /** What holds for that parent; undefined: not worked out. */
  let lastAround: number | undefined;
  let currentRules: Rules = rules;
  const closedRoot: (host: Element) => ShadowRoot | null = hooks.closedRoot;
  const rootSeen: (root: Document | ShadowRoot) => void = hooks.rootSeen;

  return {
    invalidate,
    setRules,
    readAddresses,
    hideByHand,
    remembered,
    mayDiffer,
    refresh,
    bits: bitsOf,
    textBits,
    active: activeOf,
    outer,
  };

  /** Forgets what was worked out; the next questions look again. */
  function invalidate(): void {
    generation++;
    refresh();
  }

  function setRules(rules: Rules): void {
    currentRules = rules;
    readAddresses();
  }

  /** The page's address has changed: which rules hold is decided anew. */
  function readAddresses(): void {
    activeByDocument = new WeakMap();
    invalidate();
  }

  function hideByHand(el: Element): void {
    hiddenByHand.add(el);
    hidesByHand = true;
    invalidate();
  }

  /** Bits of an element that was sent as they were when last worked out (none before there was a judge), else undefined. */
  function remembered(el: Element): number | undefined {
    const sent = hooks.sentOf(el);
    return sent && Math.max(sent.bits, 0) % GENERATION;
  }

  /**
   * Whether anything else may hold now for an element of which only its label has changed. A secret field always may, as
   * others are secret by its name.
   */
  function mayDiffer(el: Element): boolean {
    const sent = hooks.sentOf(el);
    const before = sent && present(el, sent);
    if (!sent || before === undefined || before & Bit.denied) return true;
    const { bits } = sent;
    if (workOut(el, sent) === before) return false;
    sent.bits = bits;
    return true;
  }

  /** Looks again at what was remembered for a moment only. */
  function refresh(): void {
    last = null;
    lastParent = null;
    lastAround = undefined;
    unsentBits = new WeakMap();
  }

  /** Everything that holds for the element; `names` of its attributes, where they are known. */
  function bitsOf(el: Element, names?: readonly string[]): number {
    if (el === last) return lastBits;
    const sent = hooks.sentOf(el);
    const bits = present(el, sent) ?? workOut(el, sent, names);
    last = el;
    lastBits = bits;
    return bits;
  }

  /** Bits that were worked out since what decides them changed last. */
  function present(el: Element, sent: Remembered | undefined = hooks.sentOf(el)): number | undefined {
    const known = (sent ? sent.bits : unsentBits.get(el)) ?? -1;
    return known >= generation * GENERATION ? known % GENERATION : undefined;
  }

  function workOut(el: Element, sent: Remembered | undefined, names?: readonly string[]): number {
    const parent = natives.parentNode(el);
    const isBeside = parent === lastParent && lastAround !== undefined;
    return keep(el, parent, isBeside ? (lastAround as number) : climb(el), sent, names);
  }

  /** Works out what is around the element, from the outermost that is not known. */
  function climb(el: Element): number {
    const path: Element[] = [];
    let bits = 0;
    for (let at = outer(el); at; at = outer(at)) {
      const known = present(at);
      if (known !== undefined) {
        bits = known;
        break;
      }
      path.push(at);
    }
    for (let at = path.pop(); at; at = path.pop())
      bits = keep(at, natives.parentNode(at), bits, hooks.sentOf(at));
    return bits;
  }

  /** Adds to the bits around an element what it brings itself, and remembers them. */
  function keep(
    el: Element,
    parent: Node | null,
    around: number,
    sent: Remembered | undefined,
    names?: readonly string[],
  ): number {
    let bits = around;
    if (parent && parent !== window.document) bits |= slotBits(el, parent);
    const own = ownBits(el, names);
    bits = own & Bit.untyped ? (bits & ~Bit.typed) | (own & ~Bit.untyped) : bits | own;
    const known = generation * GENERATION + bits;
    if (sent) sent.bits = known;
    else unsentBits.set(el, known);
    return bits;
  }

  /** Bits for text, which may lie in a slot of its own. */
  function textBits(node: Text, parent: Element): number {
    const bits = bitsOf(parent);
    return natives.parentNode(node) === parent ? bits | slotBits(node, parent) : bits;
  }

  /** The rules of the element's document. */
  function activeOf(doc: Document): ActiveRules {
    const known = activeByDocument.get(doc);
    if (known) return known;
    const top = window.location.href;
    const own = doc.defaultView?.location.href ?? top;
    const rules = currentRules.active(tellUrl(own, own), tellUrl(top, top));
    activeByDocument.set(doc, rules);
    return rules;
  }

  /** The element around, across shadow roots and same-origin frames. */
  function outer(el: Element): Element | null {
    const parent: Node | null = natives.parentNode(el);
    if (!parent) return null;
    const type = natives.nodeType(parent);
    if (type === 1) return parent as Element;
    if (type === 9) {
      rootSeen(parent as Document);
      return parent === window.document ? null : ((parent as Document).defaultView?.frameElement ?? null);
    }
    if (!("host" in parent)) return null;
    rootSeen(parent as ShadowRoot);
    return natives.host(parent as ShadowRoot);
  }

  /** What the slot adds that the node is put into, where its parent has a shadow tree. */
  function slotBits(node: Element | Text, parent: Node): number {
    if (parent !== lastParent) {
      const host = natives.nodeType(parent) === 1 ? (parent as Element) : null;
      lastRoot = host && (natives.shadowRoot(host) ?? closedRoot(host));
      lastAround = host ? present(host) : undefined;
      lastParent = parent;
    }
    const root = lastRoot;
    const slot = root && (node.assignedSlot ?? closedSlot(root, node));
    return slot ? bitsOf(slot) & STRICTER : 0;
  }

  /** What the element itself brings. */
  function ownBits(el: Element, names: readonly string[] = natives.attributeNames(el)): number {
    const active = activeOf(natives.ownerDocument(el) ?? window.document);
    let bits = active.page;
    if (hidesByHand && hiddenByHand.has(el)) bits |= Bit.hide;
    const tag = natives.localName(el);
    if (!active.firstLook(tag, names) || !natives.matches(el, active.special)) return bits;
    for (const group of active.groups) if (natives.matches(el, group.selector)) bits |= group.bits;
    if (isControl(tag)) bits |= ofControl(el as Control, active);
    else if (tag === "output" || tag === "datalist") bits |= ofCompanion(el, tag);
    return bits | ofEditable(el, tag);
  }

  function ofControl(el: Control, active: ActiveRules): number {
    const kind = fields.kind(el);
    let bits = HARD.has(kind) ? Bit.denied : 0;
    for (const rule of active.fields) {
      if (rule.kind === kind && (rule.selector === null || natives.matches(el, rule.selector)))
        bits |= rule.bits;
    }
    // A label around the field counts as its surroundings; any other needs an id, and is looked for in the whole page.
    if (natives.attr(el, "id") === null) return bits;
    for (const label of el.labels ?? []) if (!label.contains(el)) bits |= bitsOf(label) & FROM_FIELD;
    return bits;
  }

  // An <output> repeats the fields it is for, a <datalist> the values of the fields that use it.
  function ofCompanion(el: Element, tag: string): number {
    const root = natives.getRootNode(el) as Document | ShadowRoot;
    if (!("getElementById" in root)) return 0;
    let bits = 0;
    if (tag === "output") {
      for (const id of (natives.attr(el, "for") ?? "").split(/\s+/)) {
        const field = id && root.getElementById(id);
        if (field && field !== el) bits |= fromField(field);
      }
      return bits;
    }
    const id = natives.attr(el, "id");
    for (const field of id ? root.querySelectorAll(`[list="${CSS.escape(id)}"]`) : [])
      bits |= fromField(field);
    return bits;
  }

  function fromField(field: Element): number {
    const bits = bitsOf(field);
    return (bits & FROM_FIELD) | (bits & Bit.denied ? Bit.mask : 0);
  }

  function ofEditable(el: Element, tag: string): number {
    if (tag === "textarea") return Bit.typed;
    const editable = natives.attr(el, "contenteditable");
    if (editable === null) return 0;
    if (editable.toLowerCase() === "false") return Bit.untyped;
    const names = ["aria-label", "name", "id", "data-placeholder", "aria-placeholder"];
    const isSecret = names.some((name) => fields.namesSecret(natives.attr(el, name) ?? ""));
    return Bit.typed | (isSecret ? Bit.denied : 0);
  }
}

/** `assignedSlot` is null for slots of closed roots. */
function closedSlot(root: ShadowRoot, node: Element | Text): Element | null {
  for (const slot of root.querySelectorAll("slot")) if (slot.assignedNodes().includes(node)) return slot;
  return null;
}
