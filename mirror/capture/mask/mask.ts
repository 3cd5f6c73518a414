import { type Natives, type PageWindow, SVG_NS } from "../natives.ts";
import type { Parts } from "../parts.ts";
import { addressKind, isDrawn, neverLeaves } from "./addresses.ts";
import { cardSpans, digitSpans, HELD_DIGITS, ibanSpans, onlyDigits } from "./digits.ts";
import type { Judge, Tools } from "./judge.ts";
import { createNet } from "./net.ts";
import type { Policy } from "./policy.ts";
import type { MaskHooks, Masking, PageVerdict, Verdict } from "./types.ts";
import { matchesUrl, tellHref, tellUrl } from "./urls.ts";

/** What only pages need of which something may be withheld, as one chunk. */
export type JudgeChunk = typeof import("../judge-chunk.ts");

/** What shows that a page is no plain one: fields and what repeats them, */
const SIGN_TAGS = "input,textarea,select,output,datalist";
/** editable text, and the page's own marks. */
const SIGN_NAMES = ["contenteditable", "data-samepage"];
const SIGNS = `${SIGN_TAGS},[${SIGN_NAMES.join("],[")}]`;
const SIGN_TAG_SET: ReadonlySet<string> = new Set(SIGN_TAGS.split(","));
/** The one content of a meta element that is seen: colour schemes, by their words. */
const SCHEMES = /^(only|light|dark|\s)+$/;
const DROPPED = new Set(["script", "noscript", "template", "object", "embed", "applet"]);
/** Stands for an element whose name nobody has judged. */
const UNJUDGED = "sp-masked";

const isPlain = ({ maskAll, pages, rules, texts }: Policy): boolean =>
  !maskAll && !pages?.length && rules.length + texts.length === 0;

/**
 * Decides, for everything that the capture writes, what of it may leave the page. See `Masking`. Of a plain page
 * everything may but what never leaves. With the first rule, sign or number the judge is loaded, and nothing is told
 * before it is here.
 */
export function createMask(
  policy: Policy,
  window: PageWindow,
  natives: Natives,
  onSign: Parts["onSign"],
  hooks: MaskHooks,
): Masking {
  let judge: Judge | undefined;
  let currentPolicy = policy;
  let isNeeded = false;
  /** The judge could not be had at some time: the whole page is told anew when it is here. */
  let hasFailed = false;
  /** Nodes that were asked about while nobody could judge; true: only their attributes were left out. */
  const withheld = new Map<Node, boolean>();
  /** What the judge is told when it comes. */
  const missed: ((judge: Judge) => void)[] = [];
  /** Sheets whose text only the capture could get. */
  const fetched = new WeakMap<Node, string>();
  const net = createNet(natives, (node) => hooks.stale(node, false));
  /** Sees a password field that shows itself as text and back between two flushes. */
  const types: MutationObserver = new natives.MutationObserver(typeChanges);
  const tools: Tools = {
    net,
    fetched,
    urls: { tellUrl, matchesUrl },
    digits: { cardSpans, ibanSpans, digitSpans, onlyDigits, HELD_DIGITS },
  };
  const load: () => void = onSign(() => import("../judge-chunk.ts"), arrived, false, failed);
  root(window.document);
  // One by one: browsers take several times as long for a list.
  if (!isPlain(policy) || SIGNS.split(",").some((sign) => window.document.querySelector(sign))) need();

  return {
    get isWaiting() {
      return isNeeded && !judge;
    },
    page,
    root,
    classify,
    hiddenRoot: (node) =>
      judge ? judge.hiddenRoot(node) : isNeeded ? window.document.documentElement : null,
    facts: (node) => judge?.facts(node) ?? !isNeeded,
    focus: (el) => judge?.focus(el) ?? !isNeeded,
    scrolls: (node) => judge?.scrolls(node) ?? !isNeeded,
    keepsChildren: (el, tag = natives.localName(el)) =>
      tag !== "style" && (!DROPPED.has(tag) || tag === "noscript") && judge?.classify(el) !== "hidden",
    tag: (el, name = natives.localName(el)) => judge?.tag(el, name) ?? (withheld.has(el) ? UNJUDGED : name),
    word: (name, at) => judge?.word(name, at) ?? name,
    text,
    repeats: (node, parent) => judge?.repeats(node, parent) ?? false,
    attr,
    value: (el) => judge?.value(el) ?? { value: "", facts: false },
    url: (address) => net.string(tellUrl(address, window.document.baseURI)),
    href,
    css,
    touched,
    settle,
    hide,
    policy: () => currentPolicy,
    setPolicy,
    stop: () => types.disconnect(),
    hiddenAreas: () => judge?.hiddenAreas() ?? [],
    actionAllowed: (el, kind) => {
      if (!judge && natives.closest(el, SIGNS)) need();
      return (
        judge?.actionAllowed(el, kind) ??
        (isNeeded ? { allowed: false, reason: "masked" } : { allowed: true })
      );
    },
  };

  function page(): PageVerdict {
    if (judge) return judge.page();
    if (!isNeeded) return "open";
    load(); // again, where it could not be had
    return "waiting";
  }

  function root(root: Document | ShadowRoot): void {
    types.observe(root, { subtree: true, attributeFilter: ["type"], attributeOldValue: true });
  }

  function classify(el: Element, names?: readonly string[]): Verdict {
    if (judge) return judge.classify(el, names);
    if (isSign(el, names)) need();
    return withholds(el, false) ? "hidden" : "clear";
  }

  function isSign(el: Element, names: readonly string[] = natives.attributeNames(el)): boolean {
    return SIGN_TAG_SET.has(natives.localName(el)) || SIGN_NAMES.some((name) => names.includes(name));
  }

  function text(node: Text, parent: Element, data = natives.data(node)): string {
    const tag = natives.localName(parent);
    if (tag === "style") return css(data, parent);
    if (DROPPED.has(tag)) return "";
    if (judge) return judge.text(node, parent, data, tag);
    if (net.node(node, data, false, parent, tag) !== data) need();
    return withholds(node, false) ? "" : data;
  }

  function attr(el: Element, name: string, set: string, tag = natives.localName(el)): string | null {
    if (neverLeaves(name) || (tag === "meta" && name === "content" && !SCHEMES.test(set))) return null;
    const value = name === "style" && set.includes(": ;") ? withValues(el, set) : set;
    const address = addressKind(tag, name);
    const judged = judge ? judge.attr(el, name, value, address, tag) : withholds(el, true) ? null : undefined;
    if (judged !== undefined) return judged;
    if (address === "asset" || name === "style" || name === "class") return value;
    const told = address ? href(value) : net.string(value);
    return told !== value && isDrawn(name) && natives.namespaceURI(el) === SVG_NS ? value : told;
  }

  function href(address: string): string {
    return net.string(tellHref(address));
  }

  /** Declarations whose values the engine does not say, as they come of a shorthand with a variable. */
  function withValues(el: Element, css: string): string {
    const looks = window.getComputedStyle(el);
    return css.replace(/([\w-]+): ;/g, (_, name: string) => `${name}: ${looks.getPropertyValue(name)};`);
  }

  function css(text: string, owner: Node): string {
    if (owner.nodeName === "LINK") fetched.set(owner, text);
    return judge ? judge.css(text, owner) : text;
  }

  function touched(records: readonly MutationRecord[]): void {
    if (judge) return judge.touched(records);
    const seen = new Set<Node>();
    for (const { type, target } of records) {
      const isAttribute = type === "attributes";
      if (isAttribute && isSign(target as Element)) need();
      if (!isNeeded && isSlotted(target, !isAttribute, seen)) need();
    }
    if (isNeeded && !hasFailed) missed.push((judge) => judge.touched(records));
  }

  /**
   * Whether what has changed may be put into a slot, where what is around the slot holds for it too.
   * @param inside what is in the node has changed, not the node itself
   * @param seen nodes that are put into none, with what is in them
   */
  function isSlotted(node: Node, inside: boolean, seen: Set<Node>): boolean {
    let isLight = inside;
    for (let at: Node | null = node; at && !(isLight && seen.has(at)); ) {
      if (isLight) {
        seen.add(at);
        const el = at as Element;
        if (natives.nodeType(at) === 1 && (natives.shadowRoot(el) ?? hooks.closedRoot(el))) return true;
      }
      const parent: Node | null = natives.parentNode(at);
      isLight = parent !== null;
      at = parent ?? around(at);
    }
    return false;
  }

  /** What has the node as its inner tree. */
  function around(node: Node): Element | null {
    const type = natives.nodeType(node);
    if (type === 9) return (node as Document).defaultView?.frameElement ?? null;
    return type === 11 && "host" in node ? natives.host(node as ShadowRoot) : null;
  }

  function settle(): void {
    typeChanges(types.takeRecords());
    judge?.settle();
  }

  function hide(el: Element): void {
    if (judge) return judge.hide(el);
    missed.push((judge) => judge.hide(el));
    need();
  }

  function setPolicy(policy: Policy): void {
    currentPolicy = policy;
    if (judge) judge.setPolicy(policy);
    else if (!isPlain(policy)) need();
  }

  function typeChanges(records: readonly MutationRecord[]): void {
    for (const { target, oldValue } of records) {
      if (oldValue?.toLowerCase() !== "password") continue;
      if (judge) judge.wasPassword(target as Element);
      else missed.push((judge) => judge.wasPassword(target as Element));
    }
  }

  /** Whether the node is asked about before it can be judged. */
  function withholds(node: Node, attributesOnly: boolean): boolean {
    if (isNeeded) withheld.set(node, attributesOnly && (withheld.get(node) ?? true));
    return isNeeded;
  }

  function need(): void {
    isNeeded = true;
    load();
  }

  function arrived(chunk: JudgeChunk): void {
    const made = chunk.createJudge(currentPolicy, window, natives, hooks, tools);
    judge = made;
    for (const tell of missed.splice(0)) tell(made);
    hooks.arrived(chunk);
    if (hasFailed) withheld.set(window.document.documentElement, false);
    for (const [node, attributesOnly] of withheld) hooks.stale(node, attributesOnly);
    withheld.clear();
  }

  function failed(): void {
    hasFailed = true;
    hooks.problems([{ rule: "*", why: "load" }]);
  }
}
