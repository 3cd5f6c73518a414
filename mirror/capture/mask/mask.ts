import type { FieldParts } from "../field-parts.ts";
import { type Natives, type PageWindow, SVG_NS } from "../natives.ts";
import { addressKind, canEcho, isDrawn, neverLeaves } from "./addresses.ts";
import { blockText, blockValue } from "./blocks.ts";
import { digitSpans } from "./digits.ts";
import { createFieldGate, type FieldGate } from "./field-gate.ts";
import type { Control } from "./fields.ts";
import type { FinderOf } from "./finders.ts";
import { createLedger } from "./ledger.ts";
import { createLooks, type Looks } from "./looks.ts";
import { createNet, type Net } from "./net.ts";
import type { Policy } from "./policy.ts";
import { Bit, createRules, type Rules } from "./rules.ts";
import { createScope, isControl, type Scope } from "./scope.ts";
import { createSelection, type Selection } from "./selection.ts";
import type {
  ActionKind,
  ActionVerdict,
  HiddenArea,
  MaskedState,
  MaskHooks,
  Masking,
  PageVerdict,
  Refusal,
  Verdict,
} from "./types.ts";
import { tellHref, tellUrl } from "./urls.ts";

const DROPPED = new Set(["script", "noscript", "template", "style", "object", "embed", "applet"]);
/** Buttons show their value. */
const BUTTON_TYPES = new Set(["button", "submit", "reset"]);

/** What browsers call elements that they have no name for. */
const UNKNOWN = new Set(["[object HTMLUnknownElement]", "[object SVGElement]", "[object Element]"]);
const isKnownTag = (el: Element, tag: string): boolean =>
  !tag.includes("-") && !UNKNOWN.has(Object.prototype.toString.call(el));

/** Decides, for everything that the capture writes, what of it may leave the page. See `Masking`. */
export function createMask(
  policy: Policy,
  window: PageWindow,
  natives: Natives,
  parts: FieldParts,
  hooks: MaskHooks,
): Masking {
  const ledger = createLedger();
  /** Masked texts as last told. */
  const texts = new WeakMap<Text, string>();
  /** Fields held for the digits in them and their neighbours, as last written. */
  const held = new WeakSet<Element>();
  let loadedFinderOf: FinderOf | null = null;
  /** Problems of the policy that were reported. */
  let reported = 0;
  const fields: FieldGate = createFieldGate(natives, parts, fieldsJudged);
  let currentPolicy: Policy = policy;
  let rules: Rules = compile();
  const scope: Scope = createScope(window, natives, rules, fields, {
    closedRoot: hooks.closedRoot,
    sentOf: hooks.sentOf,
    rootSeen: (root) => selection.add(root),
  });
  const selection: Selection = createSelection(scope, natives, fields, hooks);
  const net: Net = createNet(natives, (node) => hooks.stale(node, false));
  net.use(rules.texts);
  const looks: Looks = createLooks(window, hooks, arrived, (visit) => selection.eachRoot(visit));
  if (rules.maskAll) looks.await();

  return {
    page: pageVerdict,
    classify,
    hiddenRoot,
    facts,
    focus,
    scrolls,
    keepsChildren,
    tag,
    word,
    text,
    repeats,
    attr,
    value,
    url,
    css,
    touched,
    settle,
    hide,
    policy: () => currentPolicy,
    setPolicy,
    stop,
    hiddenAreas,
    actionAllowed,
  };

  function pageVerdict(): PageVerdict {
    selection.readAddress();
    let found: PageVerdict = looks.isWaiting || parts.isWaiting ? "waiting" : "open";
    for (const { verdict, selector } of scope.active(window.document).verdicts) {
      if (selector !== null && !window.document.querySelector(selector)) continue;
      if (verdict === "excluded") return verdict;
      if (found === "open") found = verdict;
    }
    return found;
  }

  function classify(el: Element): Verdict {
    const verdict = verdictOf(scope.bits(el));
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
      : !digitSpans(natives.textContent(element) ?? "").length;
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

  function keepsChildren(el: Element): boolean {
    return !DROPPED.has(natives.localName(el)) && classify(el) !== "hidden";
  }

  function tag(el: Element): string {
    const tag = natives.localName(el);
    if (verdictOf(scope.bits(el)) === "clear") return tag;
    if (isKnownTag(el, tag)) return tag;
    return looks.of(el, false)?.word(tag) ?? "sp-masked";
  }

  function word(name: string): string {
    return rules.maskAll ? (looks.get()?.word(name) ?? "") : name;
  }

  function text(node: Text, parent: Element): string {
    const tag = natives.localName(parent);
    const data = natives.data(node);
    if (tag === "style") return css(data, parent);
    if (DROPPED.has(tag)) return "";
    const bits = scope.textBits(node, parent);
    const verdict = verdictOf(bits);
    const typed = (bits & Bit.typed) !== 0;
    if (verdict === "clear") {
      const shown = net.node(node, data, typed && !(bits & Bit.allow));
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
    return before !== undefined && text(node, parent) === before;
  }

  function attr(el: Element, name: string, value: string): string | null {
    if (neverLeaves(name)) return null;
    const bits = scope.bits(el);
    const tag = natives.localName(el);
    if (bits & Bit.hide || (tag === "meta" && name === "content")) return null;
    const address = addressKind(tag, name);
    const isInField = bits & Bit.denied && !isControl(tag);
    if (isInField || bits & Bit.mask || (rules.maskAll && !(bits & Bit.allow))) {
      return looks.of(el, true)?.attribute(name, value, address) ?? null;
    }
    if (isControl(tag) && canEcho(name) && !mayEcho(el as Control, bits, value)) return null;
    if (address === "asset" || name === "style" || name === "class") return value;
    if (isDrawn(name) && natives.namespaceURI(el) === SVG_NS) return value;
    return net.string(address ? tellHref(value) : value);
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

  function url(address: string): string {
    return net.string(tellUrl(address, window.document.baseURI));
  }

  function css(text: string, owner: Node): string {
    const tag = natives.nodeType(owner) === 1 ? natives.localName(owner as Element) : "";
    const inline = tag !== "" && tag !== "style" && tag !== "link";
    if (!inline) looks.sheet(text, owner, natives.getRootNode(owner) as Document | ShadowRoot);
    const element = elementOf(owner);
    const bits = element ? scope.bits(element) : 0;
    const isMasked = rules.maskAll
      ? !(inline && verdictOf(bits) === "clear")
      : (bits & (Bit.mask | Bit.hide)) !== 0;
    return isMasked ? (looks.get()?.css(text, inline) ?? "") : text;
  }

  function touched(records: readonly MutationRecord[]): void {
    selection.touched(records);
  }

  function settle(): void {
    selection.settle();
  }

  function hide(el: Element): void {
    scope.hideByHand(el);
  }

  function setPolicy(policy: Policy): void {
    currentPolicy = policy;
    reported = 0;
    useRules();
    if (rules.maskAll) looks.await();
  }

  function stop(): void {
    selection.stop();
  }

  function hiddenAreas(): HiddenArea[] {
    return ledger.areas();
  }

  function actionAllowed(el: Element, kind: ActionKind): ActionVerdict {
    const reason = refusal(el, kind);
    return reason === null ? { allowed: true } : { allowed: false, reason };
  }

  function refusal(el: Element, kind: ActionKind): Refusal | null {
    const page = pageVerdict();
    if (page === "excluded") return page;
    const bits = scope.bits(el);
    if (bits & Bit.hide) return "hidden";
    if (kind === "move") return null;
    if (page === "viewOnly") return page;
    if (kind === "scroll") return null;
    if (verdictOf(bits) === "masked") return "masked";
    if (kind === "change") return bits & Bit.readOnly ? "readOnly" : null;
    if (kind !== "press") return null;
    return bits & Bit.block ? "blocked" : bits & Bit.stepUp ? "stepUp" : null;
  }

  /** It is known now what fields are for: those that were taken for secret ones are told anew. */
  function fieldsJudged(met: Iterable<Element> | null): void {
    if (met) scope.invalidate();
    else hooks.problems([{ rule: "*", why: "load" }]); // fields stay masked
    for (const el of met ?? []) hooks.stale(el, false);
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
    const rules = createRules(currentPolicy, parses, loadedFinderOf);
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
      const runs = digitSpans(raw);
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
