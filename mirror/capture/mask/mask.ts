import type { Natives, PageWindow } from "../natives.ts";
import { addressKind, canEcho, neverLeaves } from "./addresses.ts";
import { blockText, blockValue } from "./blocks.ts";
import { digitSpans } from "./digits.ts";
import { type Control, Fields } from "./fields.ts";
import type { finderOf as FinderOf } from "./finders.ts";
import { heldFields, isPart } from "./held.ts";
import { Ledger } from "./ledger.ts";
import { Looks } from "./looks.ts";
import { Net } from "./net.ts";
import type { Policy } from "./policy.ts";
import { Bit, Rules } from "./rules.ts";
import { isControl, Scope } from "./scope.ts";
import { Selection } from "./selection.ts";
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
export class Mask implements Masking {
  readonly #window: PageWindow;
  readonly #natives: Natives;
  readonly #hooks: MaskHooks;
  readonly #fields: Fields;
  readonly #scope: Scope;
  readonly #selection: Selection;
  readonly #net: Net;
  readonly #looks: Looks;
  readonly #ledger = new Ledger();
  /** Masked texts as last told. */
  readonly #texts = new WeakMap<Text, string>();
  /** Fields held for the digits in them and their neighbours, as last written. */
  readonly #held = new WeakSet<Element>();
  #policy: Policy;
  #rules: Rules;
  #finderOf: typeof FinderOf | null = null;
  /** Problems of the policy that were reported. */
  #reported = 0;

  constructor(policy: Policy, window: PageWindow, natives: Natives, hooks: MaskHooks) {
    this.#window = window;
    this.#natives = natives;
    this.#hooks = hooks;
    this.#fields = new Fields(natives);
    this.#policy = policy;
    this.#rules = this.#compile();
    this.#scope = new Scope(window, natives, this.#rules, this.#fields, {
      closedRoot: hooks.closedRoot,
      rootSeen: (root) => this.#selection.add(root),
    });
    this.#selection = new Selection(this.#scope, natives, this.#fields, hooks);
    this.#net = new Net(natives, (node) => hooks.stale(node, false));
    this.#net.use(this.#rules.texts);
    this.#looks = new Looks(
      window,
      hooks,
      (finderOf) => this.#arrived(finderOf),
      (visit) => this.#selection.eachRoot(visit),
    );
    if (this.#rules.maskAll) this.#looks.await();
  }

  page(): PageVerdict {
    this.#selection.readAddress();
    let found: PageVerdict = this.#looks.isWaiting ? "waiting" : "open";
    for (const { verdict, selector } of this.#scope.active(this.#window.document).verdicts) {
      if (selector !== null && !this.#window.document.querySelector(selector)) continue;
      if (verdict === "excluded") return verdict;
      if (found === "open") found = verdict;
    }
    return found;
  }

  classify(el: Element): Verdict {
    const verdict = this.#verdict(this.#scope.bits(el));
    if (verdict === "hidden") this.#ledger.wrote(el, "hidden");
    return verdict;
  }

  hiddenRoot(node: Node): Element | null {
    const element = this.#elementOf(node);
    if (!element || !(this.#scope.bits(element) & Bit.hide)) return null;
    let root = element;
    for (let at = this.#scope.outer(root); at && this.#scope.bits(at) & Bit.hide; at = this.#scope.outer(at))
      root = at;
    return root;
  }

  facts(node: Node): boolean {
    const element = this.#elementOf(node);
    if (!element) return false;
    const bits = this.#scope.bits(element);
    if (this.#verdict(bits) !== "clear") return false;
    if (node !== element && this.#net.holds(node as Text)) return false;
    if (isControl(this.#natives.localName(element))) return this.value(element).facts;
    return !(bits & Bit.typed) || bits & Bit.allow
      ? true
      : !digitSpans(this.#natives.textContent(element) ?? "").length;
  }

  focus(el: Element): boolean {
    if (this.facts(el)) return true;
    const bits = this.#scope.bits(el);
    const field = el as Control;
    const isField = isControl(this.#natives.localName(el)) && this.#fields.takesText(field);
    return isField && !(bits & Bit.hide) && !isPart(field);
  }

  scrolls(node: Node): boolean {
    const element = this.#elementOf(node);
    const bits = element ? this.#scope.bits(element) : Bit.hide;
    if (bits & Bit.hide || !element) return false;
    const isField = bits & Bit.typed || isControl(this.#natives.localName(element));
    return !isField || this.facts(node);
  }

  keepsChildren(el: Element): boolean {
    return !DROPPED.has(this.#natives.localName(el)) && this.classify(el) !== "hidden";
  }

  tag(el: Element): string {
    const tag = this.#natives.localName(el);
    if (this.#verdict(this.#scope.bits(el)) === "clear") return tag;
    if (isKnownTag(el, tag)) return tag;
    return this.#looks.of(el, false)?.word(tag) ?? "sp-masked";
  }

  word(name: string): string {
    return this.#rules.maskAll ? (this.#looks.get()?.word(name) ?? "") : name;
  }

  text(node: Text, parent: Element): string {
    const tag = this.#natives.localName(parent);
    const data = this.#natives.data(node);
    if (tag === "style") return this.css(data, parent);
    if (DROPPED.has(tag)) return "";
    const bits = this.#scope.textBits(node, parent);
    const verdict = this.#verdict(bits);
    const typed = (bits & Bit.typed) !== 0;
    if (verdict === "clear") {
      const shown = this.#net.node(node, data, typed && !(bits & Bit.allow));
      if (shown !== data) this.#texts.set(node, shown);
      else if (!this.#texts.delete(node)) return shown;
      this.#ledger.wrote(node, shown === data ? null : "masked");
      return shown;
    }
    const shown = verdict === "hidden" ? "" : blockText(data, typed);
    this.#texts.set(node, shown);
    this.#ledger.wrote(node, shown.trim() ? verdict : null);
    return shown;
  }

  repeats(node: Text, parent: Element): boolean {
    const before = this.#texts.get(node);
    return before !== undefined && this.text(node, parent) === before;
  }

  attr(el: Element, name: string, value: string): string | null {
    if (neverLeaves(name)) return null;
    const bits = this.#scope.bits(el);
    const tag = this.#natives.localName(el);
    if (bits & Bit.hide || (tag === "meta" && name === "content")) return null;
    const address = addressKind(tag, name);
    const isInField = bits & Bit.denied && !isControl(tag);
    if (isInField || bits & Bit.mask || (this.#rules.maskAll && !(bits & Bit.allow))) {
      return this.#looks.of(el, true)?.attribute(name, value, address) ?? null;
    }
    if (isControl(tag) && canEcho(name) && !this.#mayEcho(el as Control, bits, value)) return null;
    if (address === "asset" || name === "style" || name === "class") return value;
    return this.#net.string(address ? tellHref(value) : value);
  }

  value(el: Element): MaskedState {
    const control = el as Control;
    const bits = this.#scope.bits(el);
    const verdict = this.#verdict(bits);
    const tag = this.#natives.localName(el);
    const raw = this.#rawValue(control);
    if (verdict !== "clear") {
      this.#ledger.wrote(el, verdict);
      return { value: verdict === "hidden" ? "" : this.#blocked(control, tag, raw), facts: false };
    }
    if (!isControl(tag) || !this.#fields.takesText(control)) return { value: raw, facts: true };
    const shown = this.#typedValue(control, tag, raw, bits);
    this.#ledger.wrote(el, shown === raw ? null : "masked");
    return { value: shown, facts: shown === raw };
  }

  url(address: string): string {
    return this.#net.string(tellUrl(address, this.#window.document.baseURI));
  }

  css(text: string, owner: Node): string {
    const tag = this.#natives.nodeType(owner) === 1 ? this.#natives.localName(owner as Element) : "";
    const inline = tag !== "" && tag !== "style" && tag !== "link";
    if (!inline) this.#looks.sheet(text, owner, this.#natives.getRootNode(owner) as Document | ShadowRoot);
    const element = this.#elementOf(owner);
    const bits = element ? this.#scope.bits(element) : 0;
    const isMasked = this.#rules.maskAll
      ? !(inline && this.#verdict(bits) === "clear")
      : (bits & (Bit.mask | Bit.hide)) !== 0;
    return isMasked ? (this.#looks.get()?.css(text, inline) ?? "") : text;
  }

  touched(records: readonly MutationRecord[]): void {
    this.#selection.touched(records);
  }

  settle(): void {
    this.#selection.settle();
  }

  hide(el: Element): void {
    this.#scope.hideByHand(el);
  }

  setPolicy(policy: Policy): void {
    this.#policy = policy;
    this.#reported = 0;
    this.#useRules();
    if (this.#rules.maskAll) this.#looks.await();
  }

  stop(): void {
    this.#selection.stop();
  }

  hiddenAreas(): HiddenArea[] {
    return this.#ledger.areas();
  }

  actionAllowed(el: Element, kind: ActionKind): ActionVerdict {
    const reason = this.#refusal(el, kind);
    return reason === null ? { allowed: true } : { allowed: false, reason };
  }

  #refusal(el: Element, kind: ActionKind): Refusal | null {
    const page = this.page();
    if (page === "excluded") return page;
    const bits = this.#scope.bits(el);
    if (bits & Bit.hide) return "hidden";
    if (kind === "move") return null;
    if (page === "viewOnly") return page;
    if (kind === "scroll") return null;
    if (this.#verdict(bits) === "masked") return "masked";
    if (kind === "change") return bits & Bit.readOnly ? "readOnly" : null;
    if (kind !== "press") return null;
    return bits & Bit.block ? "blocked" : bits & Bit.stepUp ? "stepUp" : null;
  }

  /** What text rules need is here. */
  #arrived(finderOf: typeof FinderOf): void {
    this.#finderOf = finderOf;
    this.#useRules();
  }

  #useRules(): void {
    this.#rules = this.#compile();
    this.#net.use(this.#rules.texts);
    this.#scope.setRules(this.#rules);
    this.#selection.refresh();
  }

  #compile(): Rules {
    const probe = this.#natives.document.createDocumentFragment();
    const parses = (selector: string): boolean => {
      try {
        probe.querySelector(selector);
        return true;
      } catch {
        return false; // this browser cannot parse it: reported, and everything is masked
      }
    };
    const rules = new Rules(this.#policy, parses, this.#finderOf);
    if (rules.problems.length > this.#reported) this.#hooks.problems(rules.problems);
    this.#reported = rules.problems.length;
    return rules;
  }

  #verdict(bits: number): Verdict {
    if (bits & Bit.hide) return "hidden";
    if (bits & (Bit.mask | Bit.denied)) return "masked";
    return this.#rules.maskAll && !(bits & Bit.allow) ? "masked" : "clear";
  }

  #elementOf(node: Node): Element | null {
    const type = this.#natives.nodeType(node);
    if (type === 1) return node as Element;
    if (type === 9) return (node as Document).documentElement;
    if (type === 11) return "host" in node ? this.#natives.host(node as ShadowRoot) : null;
    const parent = this.#natives.parentNode(node);
    return parent && this.#elementOf(parent);
  }

  /** Whether an attribute that can repeat the field's value may be told. */
  #mayEcho(el: Control, bits: number, value: string): boolean {
    if (bits & Bit.denied) return false;
    if (bits & Bit.allow || !this.#fields.takesText(el)) return true;
    return !this.#held.has(el) && heldFields(el, value).length === 0;
  }

  #rawValue(el: Control): string {
    return typeof el.value === "string" ? el.value : "";
  }

  /** What a masked control shows: its label for buttons, blocks for text, nothing for choices. */
  #blocked(el: Control, tag: string, raw: string): string {
    if (tag === "input" && BUTTON_TYPES.has(el.type)) return blockText(raw, false);
    return tag !== "option" && isControl(tag) && this.#fields.takesText(el) ? blockValue(raw) : "";
  }

  #typedValue(el: Control, tag: string, raw: string, bits: number): string {
    const netted = this.#net.string(raw);
    if (tag === "textarea") {
      if (bits & Bit.allow) return netted;
      const runs = digitSpans(raw);
      return runs.length ? this.#net.typed(raw) : netted;
    }
    const fields = bits & Bit.allow ? [] : heldFields(el, raw);
    this.#tellHeld(el, fields);
    return fields.length || netted !== raw ? blockValue(raw) : raw;
  }

  /** The other fields of a split number are written again when the number becomes one, or no more. */
  #tellHeld(el: Control, fields: readonly Control[]): void {
    const was = this.#held.has(el);
    if (fields.length) this.#held.add(el);
    else this.#held.delete(el);
    for (const field of fields) if (!this.#held.has(field)) this.#hooks.stale(field, false);
    if (was && fields.length === 0) this.#hooks.stale(el, true);
  }
}
