import type { JudgeChunk } from "./mask.ts";
import type { Policy, PolicyProblem } from "./policy.ts";

/** What of an element may leave: all, only its shape, or only its box. */
export type Verdict = "clear" | "masked" | "hidden";

/**
 * What of the page may leave at all. `excluded`: nothing until the address changes. `waiting`: nothing until what masks
 * it has been loaded; the mask tells by a stale document.
 */
export type PageVerdict = "open" | "viewOnly" | "excluded" | "waiting";

/**
 * State of a form control as it may leave.
 * `facts` false: caret, selection, checked, indeterminate, chosen options, validity, files, ranges and hover stay here.
 */
export interface MaskedState {
  readonly value: string;
  readonly facts: boolean;
}

/** Something the encoder withheld, as `hiddenAreas()` reports it (C11). */
export interface HiddenArea {
  readonly element: Element;
  readonly kind: "masked" | "hidden";
}

export type ActionKind = "move" | "press" | "scroll" | "change" | "focus";
export type Refusal = "hidden" | "masked" | "blocked" | "readOnly" | "viewOnly" | "excluded" | "stepUp";
export type ActionVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: Refusal };

/** What the mask asks of the capture. */
export interface MaskHooks {
  /**
   * What was sent of the node is not what may be sent now: encode it and what is in it again. With `attributesOnly`
   * its attributes are enough.
   */
  stale(node: Node, attributesOnly: boolean): void;
  /** Rules that could not be understood: the page is masked whole, the administrator should hear of it. */
  problems(problems: readonly PolicyProblem[]): void;
  /** Root of a closed tree where the capture knows it, else null. */
  closedRoot(host: Element): ShadowRoot | null;
  /** What was sent of the node, if it was: it keeps what holds for the node. */
  sentOf(node: Node): Remembered | undefined;
  /** What judges a page that is no plain one is here. */
  arrived(chunk: JudgeChunk): void;
}

/** A place for what holds for a node. */
export interface Remembered {
  /** What holds, and since when; -1: not worked out yet. */
  bits: number;
}

/** The one choke point: whatever the capture writes about the page came out of one of these methods. */
export interface Masking {
  /** Something is asked that can't be judged yet: it was withheld and is told as stale later; the flush ends early. */
  readonly isWaiting: boolean;
  /** A document or shadow root is mirrored. */
  root(root: Document | ShadowRoot): void;
  /** Asked once a flush, before anything else. */
  page(): PageVerdict;
  /** @param names of its attributes, where they are known */
  classify(el: Element, names?: readonly string[]): Verdict;
  /** The outermost hidden element around the node (itself included): pointer, hover and focus inside are told as it. */
  hiddenRoot(node: Node): Element | null;
  /** Whether facts derived from the node may leave: caret, selection, hover, animations, fingerprints, layout of ranges. */
  facts(node: Node): boolean;
  /**
   * Whether it may be told that the element has the focus: of masked elements only fields for whole texts. From button
   * to button, or from one part of a number to the next, the focus would spell what is typed.
   */
  focus(el: Element): boolean;
  /** Whether scroll positions of the node may leave: not of hidden areas nor of masked fields. */
  scrolls(node: Node): boolean;
  /**
   * False for script, template, object and hidden elements: the element is sent without children. Comments never leave.
   * Of noscript the text stays: elements are in it where script has put them there, and their style sheets count.
   * @param tag name of the element, where it is known
   */
  keepsChildren(el: Element, tag?: string): boolean;
  /** Name of the element as it may leave (names of custom elements can speak); `name` is its own, where it is known. */
  tag(el: Element, name?: string): string;
  /**
   * A name that scripts of the page gave to something that has no element: a highlight, a font, a state.
   * @param at the element, or the document or root, where it means something: what is masked there is masked in it
   */
  word(name: string, at: Node): string;
  /** @param data what the node says, where it is known */
  text(node: Text, parent: Element, data?: string): string;
  /** Whether `text` would answer as it did last for a masked node: that it changed then stays here too. */
  repeats(node: Text, parent: Element): boolean;
  /**
   * Value of an attribute as it may leave, null to leave it out. For attributes that name a resource (src, srcset,
   * poster, data, image href) the full address comes back, to be turned into a reference by the assets; addresses of
   * all others have lost query and fragment.
   * @param tag name of the element, where it is known
   */
  attr(el: Element, name: string, value: string, tag?: string): string | null;
  /** State of an input, textarea, select or option, read now. */
  value(el: Element): MaskedState;
  /** An address as it may be told: origin and path. */
  url(address: string): string;
  /** The same, relative where the page wrote it so. */
  href(address: string): string;
  /** Style sheet text, one rule's text or a style attribute; `owner` is the style, link or styled element or the root. */
  css(text: string, owner: Node): string;
  /** Every mutation record passes here before the flush that answers it. */
  touched(records: readonly MutationRecord[]): void;
  /** At the start of each flush: what no mutation shows (state selectors, address) is looked at; stale nodes are told. */
  settle(): void;
  /** Click-to-hide: hides the element for as long as it lives. The caller purges. */
  hide(el: Element): void;
  /** The rules that hold. */
  policy(): Policy;
  /** New rules. The caller purges. */
  setPolicy(policy: Policy): void;
  /** Ends what the mask observes. */
  stop(): void;
  /** What was really withheld in what was sent (C11). */
  hiddenAreas(): HiddenArea[];
  actionAllowed(el: Element, kind: ActionKind): ActionVerdict;
}
