import type { Natives, PageWindow } from "../natives.ts";
import { type Control, type Fields, HARD, secretByWords } from "./fields.ts";
import type { FieldKind } from "./policy.ts";
import { type ActiveRules, Bit, type Rules } from "./rules.ts";
import { tellUrl } from "./urls.ts";

const CONTROLS = new Set(["input", "textarea", "select"]);
/** What a slot's surroundings add to the content put into it: only what is stricter. */
const STRICTER = Bit.mask | Bit.hide | Bit.block | Bit.readOnly | Bit.stepUp | Bit.denied;
/** What an element takes from the fields it belongs to. */
const FROM_FIELD = Bit.mask | Bit.hide;

export const isControl = (tag: string): boolean => CONTROLS.has(tag);

interface Known {
  readonly generation: number;
  readonly bits: number;
}

/** What holds for each element: its own rules and those of everything around it, through shadow trees and frames. */
export class Scope {
  readonly #natives: Natives;
  readonly #window: PageWindow;
  readonly #fields: Fields;
  readonly #closedRoot: (host: Element) => ShadowRoot | null;
  readonly #rootSeen: (root: Document | ShadowRoot) => void;
  readonly #hiddenByHand = new WeakSet<Element>();
  #rules: Rules;
  #known = new WeakMap<Element, Known>();
  #active = new WeakMap<Document, ActiveRules>();
  #generation = 0;
  #hidesByHand = false;
  /** The element asked about last: several questions in a row are about one. */
  #last: Element | null = null;
  #lastBits = 0;
  /** The parent looked at last, and its shadow root: siblings come in a row. */
  #lastParent: Node | null = null;
  #lastRoot: ShadowRoot | null = null;

  constructor(
    window: PageWindow,
    natives: Natives,
    rules: Rules,
    fields: Fields,
    hooks: {
      closedRoot: (host: Element) => ShadowRoot | null;
      rootSeen: (root: Document | ShadowRoot) => void;
    },
  ) {
    this.#window = window;
    this.#natives = natives;
    this.#rules = rules;
    this.#fields = fields;
    this.#closedRoot = hooks.closedRoot;
    this.#rootSeen = hooks.rootSeen;
  }

  /** Forgets what was worked out; the next questions look again. */
  invalidate(): void {
    this.#generation++;
    this.refresh();
  }

  setRules(rules: Rules): void {
    this.#rules = rules;
    this.readAddresses();
  }

  /** The page's address has changed: which rules hold is decided anew. */
  readAddresses(): void {
    this.#active = new WeakMap();
    this.invalidate();
  }

  hideByHand(el: Element): void {
    this.#hiddenByHand.add(el);
    this.#hidesByHand = true;
    this.invalidate();
  }

  /** Bits as they were when last worked out, or undefined for an element not met yet. */
  remembered(el: Element): number | undefined {
    return this.#known.get(el)?.bits;
  }

  /** Looks again at what was remembered for a moment only. */
  refresh(): void {
    this.#last = null;
    this.#lastParent = null;
  }

  /** Everything that holds for the element. */
  bits(el: Element): number {
    if (el === this.#last) return this.#lastBits;
    const known = this.#known.get(el);
    const bits = known?.generation === this.#generation ? known.bits : this.#climb(el);
    this.#last = el;
    this.#lastBits = bits;
    return bits;
  }

  #climb(el: Element): number {
    const path: Element[] = [];
    let bits = 0;
    for (let at: Element | null = el; at; at = this.outer(at)) {
      const known = this.#known.get(at);
      if (known?.generation === this.#generation) {
        bits = known.bits;
        break;
      }
      path.push(at);
    }
    for (let at = path.pop(); at; at = path.pop()) {
      const parent = this.#natives.parentNode(at);
      if (parent && parent !== this.#window.document) bits |= this.#slotBits(at, parent);
      const own = this.#own(at);
      bits = own & Bit.untyped ? (bits & ~Bit.typed) | (own & ~Bit.untyped) : bits | own;
      this.#known.set(at, { generation: this.#generation, bits });
    }
    return bits;
  }

  /** Bits for text, which may lie in a slot of its own. */
  textBits(node: Text, parent: Element): number {
    const bits = this.bits(parent);
    return this.#natives.parentNode(node) === parent ? bits | this.#slotBits(node, parent) : bits;
  }

  /** The rules of the element's document. */
  active(doc: Document): ActiveRules {
    const known = this.#active.get(doc);
    if (known) return known;
    const top = this.#window.location.href;
    const own = doc.defaultView?.location.href ?? top;
    const rules = this.#rules.active(tellUrl(own, own), tellUrl(top, top));
    this.#active.set(doc, rules);
    return rules;
  }

  /** The element around, across shadow roots and same-origin frames. */
  outer(el: Element): Element | null {
    const parent: Node | null = this.#natives.parentNode(el);
    if (!parent) return null;
    const type = this.#natives.nodeType(parent);
    if (type === 1) return parent as Element;
    if (type === 9) {
      this.#rootSeen(parent as Document);
      return parent === this.#window.document
        ? null
        : ((parent as Document).defaultView?.frameElement ?? null);
    }
    if (!("host" in parent)) return null;
    this.#rootSeen(parent as ShadowRoot);
    return this.#natives.host(parent as ShadowRoot);
  }

  /** What the slot adds that the node is put into, where its parent has a shadow tree. */
  #slotBits(node: Element | Text, parent: Node): number {
    if (parent !== this.#lastParent) {
      const isElement = this.#natives.nodeType(parent) === 1;
      const host = parent as Element;
      this.#lastRoot = isElement ? (this.#natives.shadowRoot(host) ?? this.#closedRoot(host)) : null;
      this.#lastParent = parent;
    }
    const root = this.#lastRoot;
    const slot = root && (node.assignedSlot ?? closedSlot(root, node));
    return slot ? this.bits(slot) & STRICTER : 0;
  }

  /** What the element itself brings. */
  #own(el: Element): number {
    const doc = this.#natives.ownerDocument(el) ?? this.#window.document;
    const active = this.active(doc);
    let bits = active.page;
    if (this.#hidesByHand && this.#hiddenByHand.has(el)) bits |= Bit.hide;
    if (!this.#natives.matches(el, active.special)) return bits;
    for (const group of active.groups) if (this.#natives.matches(el, group.selector)) bits |= group.bits;
    const tag = this.#natives.localName(el);
    if (isControl(tag)) bits |= this.#ofControl(el as Control, active);
    else if (tag === "output" || tag === "datalist") bits |= this.#ofCompanion(el, tag);
    return bits | this.#ofEditable(el, tag);
  }

  #ofControl(el: Control, active: ActiveRules): number {
    const kind = this.#fields.kind(el);
    let bits = HARD.has(kind) ? Bit.denied : 0;
    for (const rule of active.fields) {
      if (rule.kind === kind && (rule.selector === null || this.#natives.matches(el, rule.selector)))
        bits |= rule.bits;
    }
    for (const label of el.labels ?? []) if (!label.contains(el)) bits |= this.bits(label) & FROM_FIELD;
    return bits;
  }

  // An <output> repeats the fields it is for, a <datalist> the values of the fields that use it.
  #ofCompanion(el: Element, tag: string): number {
    const root = this.#natives.getRootNode(el) as Document | ShadowRoot;
    if (!("getElementById" in root)) return 0;
    let bits = 0;
    if (tag === "output") {
      for (const id of (this.#natives.attr(el, "for") ?? "").split(/\s+/)) {
        const field = id && root.getElementById(id);
        if (field && field !== el) bits |= this.#fromField(field);
      }
      return bits;
    }
    const id = this.#natives.attr(el, "id");
    for (const field of id ? root.querySelectorAll(`[list="${CSS.escape(id)}"]`) : [])
      bits |= this.#fromField(field);
    return bits;
  }

  #fromField(field: Element): number {
    const bits = this.bits(field);
    return (bits & FROM_FIELD) | (bits & Bit.denied ? Bit.mask : 0);
  }

  #ofEditable(el: Element, tag: string): number {
    if (tag === "textarea") return Bit.typed;
    const editable = this.#natives.attr(el, "contenteditable");
    if (editable === null) return 0;
    if (editable.toLowerCase() === "false") return Bit.untyped;
    const names = ["aria-label", "name", "id", "data-placeholder", "aria-placeholder"];
    const isSecret = names.some((name) =>
      HARD.has(secretByWords(this.#natives.attr(el, name) ?? "") ?? ("text" satisfies FieldKind)),
    );
    return Bit.typed | (isSecret ? Bit.denied : 0);
  }
}

/** `assignedSlot` is null for slots of closed roots. */
function closedSlot(root: ShadowRoot, node: Element | Text): Element | null {
  for (const slot of root.querySelectorAll("slot")) if (slot.assignedNodes().includes(node)) return slot;
  return null;
}
