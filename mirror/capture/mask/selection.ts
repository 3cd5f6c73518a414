import type { Natives } from "../natives.ts";
import type { Fields } from "./fields.ts";
import type { Scope } from "./scope.ts";
import type { MaskHooks } from "./types.ts";

/** Attributes by which the mask decides with no rule naming them. */
const DECIDING = new Set([
  "data-samepage",
  "contenteditable",
  "type",
  "autocomplete",
  "name",
  "id",
  "for",
  "list",
  "slot",
  "placeholder",
  "aria-label",
  "aria-labelledby",
]);

/**
 * Finds out whose rules have changed: by an attribute, a move, a label, a state that a selector asks for, or the
 * page's address. Elements that match now and did not before (or the reverse) are told as stale.
 */
export class Selection {
  readonly #scope: Scope;
  readonly #natives: Natives;
  readonly #fields: Fields;
  readonly #hooks: MaskHooks;
  readonly #seen = new WeakSet<Node>();
  readonly #roots = new Set<WeakRef<Document | ShadowRoot>>();
  readonly #matching = new WeakMap<Node, Set<Element>[]>();
  /** Elements whose surroundings or own attributes changed, with the bits that were sent. */
  #moved = new Map<Element, number>();
  /** Sees a password field that shows itself as text and back between two flushes. */
  readonly #types: MutationObserver;
  #due = false;
  #address: string;

  constructor(scope: Scope, natives: Natives, fields: Fields, hooks: MaskHooks) {
    this.#scope = scope;
    this.#natives = natives;
    this.#fields = fields;
    this.#hooks = hooks;
    this.#address = natives.document.location.href;
    this.#types = new natives.MutationObserver((records) => this.#typeChanges(records));
  }

  stop(): void {
    this.#types.disconnect();
  }

  /** A root whose elements are mirrored. */
  add(root: Document | ShadowRoot): void {
    if (this.#seen.has(root)) return;
    this.#seen.add(root);
    this.#roots.add(new WeakRef(root));
    this.#matching.set(root, this.#match(root));
    // What the host holds already goes into slots now.
    if (this.#natives.nodeType(root) === 11) {
      for (const child of this.#natives.host(root as ShadowRoot).children) this.#mark(child);
    }
    this.#types.observe(root, { subtree: true, attributeFilter: ["type"], attributeOldValue: true });
  }

  touched(records: readonly MutationRecord[]): void {
    for (const record of records) {
      if (record.type === "attributes") this.#attribute(record);
      else this.#content(record);
    }
  }

  settle(): void {
    this.#scope.refresh();
    this.#typeChanges(this.#types.takeRecords());
    this.readAddress();
    if (this.#moved.size) this.#compareMoved();
    if (this.#due || this.#hasStateSelectors()) this.#compareMatches();
    this.#due = false;
  }

  /** Another address may have other rules. */
  readAddress(): void {
    const address = this.#natives.document.location.href;
    if (address === this.#address) return;
    this.#address = address;
    this.#scope.readAddresses();
    this.#due = true;
  }

  /** The rules are new and everything is sent again: what matches now is the new base. */
  refresh(): void {
    this.eachRoot((root) => this.#matching.set(root, this.#match(root)));
    this.#moved.clear();
    this.#due = false;
  }

  #attribute(record: MutationRecord): void {
    const name = record.attributeName ?? "";
    const el = record.target as Element;
    if (DECIDING.has(name)) this.#mark(el);
    if (this.#asks(name)) this.#due = true;
  }

  #typeChanges(records: readonly MutationRecord[]): void {
    for (const { target, oldValue } of records) {
      if (oldValue?.toLowerCase() !== "password") continue;
      this.#fields.wasPassword(target as Element);
      this.#mark(target as Element);
    }
  }

  #content(record: MutationRecord): void {
    for (const node of record.addedNodes) {
      if (this.#natives.nodeType(node) !== 1) continue;
      this.#mark(node as Element);
    }
    this.#label(record.target);
    if (record.type === "childList" && this.#asksForPlace()) this.#due = true;
  }

  /** The text of a label decides what its field is for. */
  #label(target: Node): void {
    const el = this.#natives.nodeType(target) === 1 ? target : this.#natives.parentNode(target);
    if (!el || this.#natives.nodeType(el) !== 1) return;
    const label = this.#natives.closest(el as Element, "label") as HTMLLabelElement | null;
    if (label?.control) this.#mark(label.control);
  }

  #mark(el: Element): void {
    const bits = this.#scope.remembered(el);
    if (bits !== undefined && !this.#moved.has(el)) this.#moved.set(el, bits);
  }

  #compareMoved(): void {
    const moved = this.#moved;
    this.#moved = new Map();
    this.#scope.invalidate();
    for (const [el, before] of moved) {
      if (this.#natives.isConnected(el) && this.#scope.bits(el) !== before) this.#hooks.stale(el, false);
    }
  }

  #compareMatches(): void {
    const changed: Element[] = [];
    this.eachRoot((root) => {
      const before = this.#matching.get(root) ?? [];
      const now = this.#match(root);
      this.#matching.set(root, now);
      for (let i = 0; i < Math.max(now.length, before.length); i++)
        changed.push(...difference(before[i], now[i]));
    });
    if (changed.length === 0) return;
    this.#scope.invalidate();
    for (const el of changed) this.#hooks.stale(el, false);
  }

  #match(root: Document | ShadowRoot): Set<Element>[] {
    return this.#groupsOf(root).map((group) => new Set(root.querySelectorAll(group.selector)));
  }

  #groupsOf(root: Document | ShadowRoot) {
    const doc = this.#natives.nodeType(root) === 9 ? (root as Document) : this.#natives.ownerDocument(root);
    return this.#scope.active(doc ?? this.#natives.document).groups;
  }

  /** The roots met so far that still exist. */
  eachRoot(visit: (root: Document | ShadowRoot) => void): void {
    for (const ref of this.#roots) {
      const root = ref.deref();
      if (root) visit(root);
      else this.#roots.delete(ref);
    }
  }

  /** Whether any selector names the attribute. */
  #asks(name: string): boolean {
    const any = this.#scope.active(this.#natives.document).any;
    return name === "class" ? any.includes(".") : name === "id" ? any.includes("#") : any.includes(name);
  }

  /** Whether a match can depend on siblings or descendants. */
  #asksForPlace(): boolean {
    return /[:~+]/.test(this.#scope.active(this.#natives.document).any.replaceAll("~=", "="));
  }

  /** States (`:checked`, `:focus`…) change without a mutation. */
  #hasStateSelectors(): boolean {
    return this.#scope.active(this.#natives.document).any.includes(":");
  }
}

function* difference(
  before: ReadonlySet<Element> | undefined,
  now: ReadonlySet<Element> | undefined,
): Generator<Element> {
  for (const el of now ?? []) if (!before?.has(el)) yield el;
  for (const el of before ?? []) if (!now?.has(el)) yield el;
}
