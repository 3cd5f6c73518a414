import type { Natives, PageWindow } from "../natives.ts";
import type { AddressKind } from "./addresses.ts";
import { blockText, blockValue } from "./blocks.ts";
import { isControl } from "./controls.ts";
import { type Control, createFields, type Fields } from "./fields.ts";
import type { FinderOf } from "./finders.ts";
import type { Digits } from "./held.ts";
import { createLedger } from "./ledger.ts";
import { createLooks, type Looks } from "./looks.ts";
import type { Net } from "./net.ts";
import type { Policy } from "./policy.ts";
import { refusalOf } from "./refusals.ts";
import { Bit, createRules, type Rules, type Urls } from "./rules.ts";
import { createScope, type Scope } from "./scope.ts";
import { createSelection, type Selection } from "./selection.ts";
import { isKnownTag } from "./tags.ts";
import type { ActionKind, ActionVerdict, MaskedState, MaskHooks, PageVerdict, Verdict } from "./types.ts";

/** Buttons show their value. */
const BUTTON_TYPES = new Set(["button", "submit", "reset"]);
/** On a field that is withheld: attributes that can repeat what was typed. The rest describes the field. */
const ECHO = /^(value|data-.*|aria-value.*|alt|list|pattern|title)$/;

/** What the judge shares with the mask. */
export interface Tools {
  readonly net: Net;
  /** Sheets whose text only the capture could get. */
  readonly fetched: WeakMap<Node, string>;
  readonly urls: Urls;
  readonly digits: Digits;
}

/**
 * Judges by rules, marks, fields and numbers what of the page may leave. Its methods are those of `Masking`; what holds
 * for every page is decided before it is asked.
 */
export type Judge = ReturnType<typeof createJudge>;

export function createJudge(
  policy: Policy,
  window: PageWindow,
  natives: Natives,
  hooks: MaskHooks,
  { net, fetched, urls, digits }: Tools,
) {
  const ledger = createLedger();
  /** Masked texts as last told. */
  const texts = new WeakMap<Text, string>();
  /** Fields held for the digits in them and their neighbours, as last written. */
  const held = new WeakSet<Element>();
  let loadedFinderOf: FinderOf | null = null;
  /** Problems of the policy that were reported. */
  let reported = 0;
  const fields: Fields = createFields(natives, digits);
  let currentPolicy: Policy = policy;
  let rules: Rules = compile();
  const scope: Scope = createScope(window, natives, rules, fields, urls, {
    closedRoot: hooks.closedRoot,
    sentOf: hooks.sentOf,
    rootSeen: (root) => {
      if (selection.add(root)) looks.root(root);
    },
  });
  const selection: Selection = createSelection(scope, natives, hooks);
  const looks: Looks = createLooks(
    window,
    hooks,
    fetched,
    digits,
    arrived,
    (visit) => selection.eachRoot(visit),
    isOpenSheet,
    isKnownTag,
  );
  net.use(rules.texts);
  if (rules.maskAll) looks.await();

  return {
    page: pageVerdict,
    classify,
    hiddenRoot,
    facts,
    focus,
    scrolls,
    tag,
    word,
    text,
    repeats,
    attr,
    value,
    css,
    touched: selection.touched,
    settle: selection.settle,
    wasPassword,
    hide: scope.hideByHand,
    setPolicy,
    hiddenAreas: ledger.areas,
    actionAllowed,
  };

  function pageVerdict(): PageVerdict {
    selection.readAddress();
    let found: PageVerdict = looks.isWaiting ? "waiting" : "open";
    for (const { verdict, selector } of scope.active(window.document).verdicts) {
      if (selector !== null && !window.document.querySelector(selector)) continue;
      if (verdict === "excluded") return verdict;
      if (found === "open") found = verdict;
    }
    return found;
  }

  function classify(el: Element, names?: readonly string[]): Verdict {
    const verdict = verdictOf(scope.bits(el, names));
    if (verdict === "hidden") ledger.wrote(el, "hidden");
    return verdict;
  }

  function hiddenRoot(node: Node): Element | null {
    const element = elementOf(node);
    if (!element || !(scope.bits(element) & Bit.hide)) return null;
    let root = element;
    for (let at = scope.outer(root); at && scope.bits(at) & Bit.hide; at = scope.outer(at)) root = at;
    return root;
  }

  function facts(node: Node): boolean {
    const element = elementOf(node);
    if (!element) return false;
    const bits = scope.bits(element);
    if (verdictOf(bits) !== "clear") return false;
    if (node !== element && net.holds(node as Text)) return false;
    if (isControl(natives.localName(element))) return value(element).facts;
    return !(bits & Bit.typed) || bits & Bit.allow
      ? true
      : !digits.digitSpans(natives.textContent(element) ?? "").length;
  }

  function focus(el: Element): boolean {
    if (facts(el)) return true;
    const bits = scope.bits(el);
    const field = el as Control;
    const isField = isControl(natives.localName(el)) && fields.takesText(field);
    return isField && !(bits & Bit.hide) && !fields.isPart(field);
  }

  function scrolls(node: Node): boolean {
    const element = elementOf(node);
    const bits = element ? scope.bits(element) : Bit.hide;
    if (bits & Bit.hide || !element) return false;
    const isField = bits & Bit.typed || isControl(natives.localName(element));
    return !isField || facts(node);
  }

  function tag(el: Element, tag: string): string {
    if (verdictOf(scope.bits(el)) === "clear" && !rules.maskAll) return tag;
    if (isKnownTag(el, tag)) return tag;
    return looks.of(el, false)?.word(tag) ?? "sp-masked";
  }

  function word(name: string, at: Node): string {
    return isOpenSheet(at) ? (looks.loaded?.inOpen(name) ?? name) : (looks.get()?.word(name) ?? "");
  }

  function text(node: Text, parent: Element, data: string, tag: string): string {
    const bits = scope.textBits(node, parent);
    const verdict = verdictOf(bits);
    const typed = (bits & Bit.typed) !== 0;
    if (verdict === "clear") {
      const shown = net.node(node, data, typed && !(bits & Bit.allow), parent, tag);
      if (shown !== data) texts.set(node, shown);
      else if (!texts.delete(node)) return shown;
      ledger.wrote(node, shown === data ? null : "masked");
      return shown;
    }
    const shown = verdict === "hidden" ? "" : blockText(data, typed);
    texts.set(node, shown);
    ledger.wrote(node, shown.trim() ? verdict : null);
    return shown;
  }

  function repeats(node: Text, parent: Element): boolean {
    const before = texts.get(node);
    return (
      before !== undefined && text(node, parent, natives.data(node), natives.localName(parent)) === before
    );
  }

  /** See `Masking`; undefined: no rule withholds it. */
  function attr(
    el: Element,
    name: string,
    value: string,
    address: AddressKind,
    tag: string,
  ): string | null | undefined {
    const bits = scope.bits(el);
    if (bits & Bit.hide) return null;
    const isField = isControl(tag);
    const isInField = bits & Bit.denied && !isField;
    /** A slot's name is renamed as what goes into it is. */
    const known = tag === "slot" && name === "name" ? "slot" : name;
    if (isInField || bits & Bit.mask || (rules.maskAll && !(bits & Bit.allow))) {
      if (isField && name === "value") return null;
      return looks.of(el, true)?.attribute(known, value, address) ?? null;
    }
    const renamed = rules.maskAll ? looks.of(el, true)?.renamed(known, value) : undefined;
    if (renamed !== undefined) return renamed;
    return isField && ECHO.test(name) && !mayEcho(el as Control, bits, value) ? null : undefined;
  }

  function value(el: Element): MaskedState {
    const control = el as Control;
    const bits = scope.bits(el);
    const verdict = verdictOf(bits);
    const tag = natives.localName(el);
    const raw = rawValue(control);
    if (verdict !== "clear") {
      ledger.wrote(el, verdict);
      return { value: verdict === "hidden" ? "" : blocked(control, tag, raw), facts: false };
    }
    if (!isControl(tag) || !fields.takesText(control)) return { value: raw, facts: true };
    const shown = typedValue(control, tag, raw, bits);
    ledger.wrote(el, shown === raw ? null : "masked");
    return { value: shown, facts: shown === raw };
  }

  function css(text: string, owner: Node): string {
    const tag = natives.nodeType(owner) === 1 ? natives.localName(owner as Element) : "";
    const inline = tag !== "" && tag !== "style" && tag !== "link";
    const isMasked = inline
      ? isMaskedAt(owner) || (rules.maskAll && verdictOf(scope.bits(owner as Element)) !== "clear")
      : !isOpenSheet(owner);
    if (!inline) looks.sheet(text, natives.getRootNode(owner) as Document | ShadowRoot, !isMasked);
    if (!isMasked && !rules.maskAll) return text;
    return looks.get()?.css(text, inline, !isMasked) ?? "";
  }

  /** Whether the sheet of an element (null, or a root: one that is adopted there) is told as it is. */
  function isOpenSheet(owner: Node | null): boolean {
    return !rules.maskAll && (owner === null || !isMaskedAt(owner));
  }

  function isMaskedAt(node: Node): boolean {
    const element = elementOf(node);
    return element !== null && (scope.bits(element) & (Bit.mask | Bit.hide)) !== 0;
  }

  /** The element was a password field, if only for a moment. */
  function wasPassword(el: Element): void {
    fields.wasPassword(el);
    selection.mark(el);
  }

  function setPolicy(policy: Policy): void {
    currentPolicy = policy;
    reported = 0;
    useRules();
    if (rules.maskAll) looks.await();
  }

  function actionAllowed(el: Element, kind: ActionKind): ActionVerdict {
    const bits = scope.bits(el);
    const reason = refusalOf(kind, pageVerdict(), bits, verdictOf(bits) === "masked");
    return reason === null ? { allowed: true } : { allowed: false, reason };
  }

  /** What text rules need is here. */
  function arrived(finderOf: FinderOf): void {
    loadedFinderOf = finderOf;
    useRules();
  }

  function useRules(): void {
    rules = compile();
    net.use(rules.texts);
    scope.setRules(rules);
    selection.refresh();
  }

  function compile(): Rules {
    const probe = natives.document.createDocumentFragment();
    const parses = (selector: string): boolean => {
      try {
        probe.querySelector(selector);
        return true;
      } catch {
        return false; // this browser cannot parse it: reported, and everything is masked
      }
    };
    const rules = createRules(currentPolicy, parses, loadedFinderOf, urls);
    if (rules.problems.length > reported) hooks.problems(rules.problems);
    reported = rules.problems.length;
    return rules;
  }

  function verdictOf(bits: number): Verdict {
    if (bits & Bit.hide) return "hidden";
    if (bits & (Bit.mask | Bit.denied)) return "masked";
    return rules.maskAll && !(bits & Bit.allow) ? "masked" : "clear";
  }

  function elementOf(node: Node): Element | null {
    const type = natives.nodeType(node);
    if (type === 1) return node as Element;
    if (type === 9) return (node as Document).documentElement;
    if (type === 11) return "host" in node ? natives.host(node as ShadowRoot) : null;
    const parent = natives.parentNode(node);
    return parent && elementOf(parent);
  }

  /** Whether an attribute that can repeat the field's value may be told. */
  function mayEcho(el: Control, bits: number, value: string): boolean {
    if (bits & Bit.denied) return false;
    if (bits & Bit.allow || !fields.takesText(el)) return true;
    return !held.has(el) && fields.heldFields(el, value).length === 0;
  }

  function rawValue(el: Control): string {
    return typeof el.value === "string" ? el.value : "";
  }

  /** What a masked control shows: its label for buttons, blocks for text, nothing for choices. */
  function blocked(el: Control, tag: string, raw: string): string {
    if (tag === "input" && BUTTON_TYPES.has(el.type)) return blockText(raw, false);
    return tag !== "option" && isControl(tag) && fields.takesText(el) ? blockValue(raw) : "";
  }

  function typedValue(el: Control, tag: string, raw: string, bits: number): string {
    const netted = net.string(raw);
    if (tag === "textarea") {
      if (bits & Bit.allow) return netted;
      const runs = digits.digitSpans(raw);
      return runs.length ? net.typed(raw) : netted;
    }
    const parts = bits & Bit.allow ? [] : fields.heldFields(el, raw);
    tellHeld(el, parts);
    return parts.length || netted !== raw ? blockValue(raw) : raw;
  }

  /** The other fields of a split number are written again when the number becomes one, or no more. */
  function tellHeld(el: Control, parts: readonly Control[]): void {
    const was = held.has(el);
    if (parts.length) held.add(el);
    else held.delete(el);
    for (const field of parts) if (!held.has(field)) hooks.stale(field, false);
    if (was && parts.length === 0) hooks.stale(el, true);
  }
}
