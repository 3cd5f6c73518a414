import type { Natives } from "../natives.ts";
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
export type Selection = ReturnType<typeof createSelection>;

export function createSelection(scope: Scope, natives: Natives, hooks: MaskHooks) {
  const seen = new WeakSet<Node>();
  const roots = new Set<WeakRef<Document | ShadowRoot>>();
  const matching = new WeakMap<Node, Set<Element>[]>();
  /** Elements whose surroundings or own attributes changed, with the bits that were sent. */
  let movedElements = new Map<Element, number>();
  /** Fields of labels whose text changed. */
  const relabelled = new Set<Element>();
  /** Where a label was looked for last: records about one element come in a row. */
  let lastLabelled: Node | null = null;
  /** Something that was not sent has changed by which others may be judged. */
  let unsentMoved = false;
  let due = false;
  /** Whether these selectors ask for an element's place. */
  let placeAsked: [selectors: string, asks: boolean] = ["", false];
  let lastAddress: string = natives.document.location.href;

  return { add, mark, touched, settle, readAddress, refresh, eachRoot };

  /** A root whose elements are mirrored; false: it is known. */
  function add(root: Document | ShadowRoot): boolean {
    if (seen.has(root)) return false;
    seen.add(root);
    roots.add(new WeakRef(root));
    matching.set(root, match(root));
    // What the host holds already goes into slots now.
    if (natives.nodeType(root) === 11) {
      for (const child of natives.host(root as ShadowRoot).children) mark(child);
    }
    return true;
  }

  function touched(records: readonly MutationRecord[]): void {
    lastLabelled = null;
    for (const record of records) {
      if (record.type === "attributes") attribute(record);
      else content(record);
    }
  }

  function settle(): void {
    scope.refresh();
    readAddress();
    for (const el of relabelled) if (scope.mayDiffer(el)) mark(el);
    relabelled.clear();
    if (movedElements.size || unsentMoved) compareMoved();
    if (due || hasStateSelectors()) compareMatches();
    due = false;
  }

  /** Another address may have other rules. */
  function readAddress(): void {
    const address = natives.document.location.href;
    if (address === lastAddress) return;
    lastAddress = address;
    scope.readAddresses();
    due = true;
  }

  /** The rules are new and everything is sent again: what matches now is the new base. */
  function refresh(): void {
    eachRoot((root) => matching.set(root, match(root)));
    movedElements.clear();
    due = false;
  }

  function attribute(record: MutationRecord): void {
    const name = record.attributeName ?? "";
    const el = record.target as Element;
    if (DECIDING.has(name) && !mark(el)) unsentMoved = true;
    if (asks(name)) due = true;
  }

  function content(record: MutationRecord): void {
    const { addedNodes } = record;
    for (let i = 0; i < addedNodes.length; i++) {
      const node = addedNodes[i] as Node;
      if (natives.nodeType(node) === 1) mark(node as Element);
    }
    label(record.target);
    if (record.type === "childList" && asksForPlace()) due = true;
  }

  /** The text of a label decides what its field is for. */
  function label(target: Node): void {
    if (target === lastLabelled) return;
    lastLabelled = target;
    const el = natives.nodeType(target) === 1 ? target : natives.parentNode(target);
    if (!el || natives.nodeType(el) !== 1) return;
    const label = natives.closest(el as Element, "label") as HTMLLabelElement | null;
    if (label?.control) relabelled.add(label.control);
  }

  /** An element is to be judged anew; false: it was not sent. */
  function mark(el: Element): boolean {
    const bits = scope.remembered(el);
    if (bits === undefined) return false;
    if (!movedElements.has(el)) movedElements.set(el, bits);
    return true;
  }

  function compareMoved(): void {
    const moved = movedElements;
    movedElements = new Map();
    unsentMoved = false;
    scope.invalidate();
    for (const [el, before] of moved) {
      if (natives.isConnected(el) && scope.bits(el) !== before) hooks.stale(el, false);
    }
  }

  function compareMatches(): void {
    const changed: Element[] = [];
    eachRoot((root) => {
      const before = matching.get(root) ?? [];
      const now = match(root);
      matching.set(root, now);
      for (let i = 0; i < Math.max(now.length, before.length); i++)
        changed.push(...difference(before[i], now[i]));
    });
    if (changed.length === 0) return;
    scope.invalidate();
    for (const el of changed) hooks.stale(el, false);
  }

  function match(root: Document | ShadowRoot): Set<Element>[] {
    const doc = natives.nodeType(root) === 9 ? (root as Document) : natives.ownerDocument(root);
    const { groups } = scope.active(doc ?? natives.document);
    const all = (selector: string): Element[] => [...root.querySelectorAll(selector)];
    return groups.map(({ selector }) => new Set(partsOf(selector).flatMap(all)));
  }

  /** The roots met so far that still exist. */
  function eachRoot(visit: (root: Document | ShadowRoot) => void): void {
    for (const ref of roots) {
      const root = ref.deref();
      if (root) visit(root);
      else roots.delete(ref);
    }
  }

  /** Whether any selector names the attribute. */
  function asks(name: string): boolean {
    const any = scope.active(natives.document).any;
    return name === "class" ? any.includes(".") : name === "id" ? any.includes("#") : any.includes(name);
  }

  /** Whether a match can depend on siblings or descendants. */
  function asksForPlace(): boolean {
    const { any } = scope.active(natives.document);
    if (any !== placeAsked[0]) placeAsked = [any, /[:~+]/.test(any.replaceAll("~=", "="))];
    return placeAsked[1];
  }

  /** States (`:checked`, `:focus`…) change without a mutation. */
  function hasStateSelectors(): boolean {
    return scope.active(natives.document).any.includes(":");
  }
}

/** The selectors of a list, where that is plain: browsers find each much faster than all at once. */
function partsOf(list: string): string[] {
  return /["'()\\]/.test(list) ? [list] : list.split(",");
}

function* difference(
  before: ReadonlySet<Element> | undefined,
  now: ReadonlySet<Element> | undefined,
): Generator<Element> {
  for (const el of now ?? []) if (!before?.has(el)) yield el;
  for (const el of before ?? []) if (!now?.has(el)) yield el;
}
