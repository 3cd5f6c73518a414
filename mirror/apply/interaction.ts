import { DecodeError } from "../codec/error.ts";
import type { Reader } from "../codec/reader.ts";
import { InteractionKind } from "../codec/sections.ts";
import { chainOf, Marked } from "./chain.ts";
import type { Nodes } from "./nodes.ts";
import { STATE_PREFIX } from "./styles/index.ts";

const FOCUS_VISIBLE = 1;
/** The frames around the focused element match `:focus`, as in some engines they do. */
const IN_FRAMES = 2;

/** A place in CSS px of the viewport. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

/** What interaction tells its surroundings. */
export interface InteractionEvents {
  /** The customer's pointer moved. */
  pointer(x: number, y: number): void;
  /** Something of the page is selected. */
  selected(): void;
}

/** Shows what the customer points at, presses and has focused, as attributes; focus itself never enters the replica. */
export class Interaction {
  readonly #nodes: Nodes;
  readonly #document: () => Document;
  readonly #events: InteractionEvents;
  readonly #hover = new Marked(`${STATE_PREFIX}hover`);
  readonly #active = new Marked(`${STATE_PREFIX}active`);
  readonly #focus = new Marked(`${STATE_PREFIX}focus`);
  readonly #focusVisible = new Marked(`${STATE_PREFIX}focus-visible`);
  readonly #focusWithin = new Marked(`${STATE_PREFIX}focus-within`);
  readonly #target = new Marked(`${STATE_PREFIX}target`);
  /** The innermost elements that were told: what is around them may change without another being told. */
  #hovered: Element | null = null;
  #pressed: Element | null = null;
  #focusedOne: Element | null = null;
  #focusFlags = 0;
  #pointer: PagePoint | null = null;
  #isMoved = false;

  constructor(nodes: Nodes, document: () => Document, events: InteractionEvents) {
    this.#nodes = nodes;
    this.#document = document;
    this.#events = events;
  }

  apply(r: Reader): void {
    for (;;) {
      switch (r.uint()) {
        case 0:
          return;
        case InteractionKind.Hover:
          this.#hovered = this.#optional(r);
          if (!this.#hovered) this.#pointer = null;
          this.#point();
          break;
        case InteractionKind.Active:
          this.#pressed = this.#optional(r);
          this.#point();
          break;
        case InteractionKind.Focus:
          this.#focusedOne = this.#optional(r);
          this.#focusFlags = r.uint();
          this.#focused();
          break;
        case InteractionKind.Target:
          this.#target.set(Array.from({ length: r.count() }, () => this.#nodes.element(r.uint())));
          break;
        case InteractionKind.Selection:
          this.#select(r.uint(), r.uint(), r.uint(), r.uint());
          break;
        case InteractionKind.Pointer:
          this.pointerAt(r.uint(), r.uint());
          break;
        default:
          throw new DecodeError("unknown kind of interaction");
      }
    }
  }

  /** What the customer has the focus in; null for none that is told. */
  get focused(): Element | null {
    return this.#focusedOne;
  }

  /** Where the customer's own pointer is; null where it has left the page, or has not moved since the keyframe. */
  get pointer(): PagePoint | null {
    return this.#pointer;
  }

  /** The customer's pointer, also when it moves inside a frame that mirrors itself. */
  pointerAt(x: number, y: number): void {
    this.#pointer = { x, y };
    this.#events.pointer(x, y);
  }

  /** Nodes have come, gone or moved. */
  treeChanged(): void {
    this.#isMoved = true;
  }

  /** After a payload: who is around what is pointed at and focused matches with it where that stands now. */
  settle(): void {
    if (!this.#isMoved) return;
    this.#isMoved = false;
    this.#point();
    this.#focused();
  }

  reset(): void {
    this.#hovered = this.#pressed = this.#focusedOne = this.#pointer = null;
    for (const marked of [
      this.#hover,
      this.#active,
      this.#focus,
      this.#focusVisible,
      this.#focusWithin,
      this.#target,
    ]) {
      marked.reset();
    }
  }

  #optional(r: Reader): Element | null {
    const id = r.uint();
    return id === 0 ? null : this.#nodes.element(id);
  }

  #point(): void {
    this.#hover.set(withLabelled(chainOf(this.#nodes, this.#hovered)));
    this.#active.set(withLabelled(chainOf(this.#nodes, this.#pressed)));
  }

  #focused(): void {
    const [el, flags] = [this.#focusedOne, this.#focusFlags];
    const all = chainOf(this.#nodes, el);
    const chain = flags & IN_FRAMES ? all : all.filter((at) => at.ownerDocument === el?.ownerDocument);
    const holders = new Set(el ? [el, ...hostsOf(el)] : []);
    this.#focus.set(chain.filter((at) => holders.has(at) || at.localName === "iframe"));
    this.#focusVisible.set(el && flags & FOCUS_VISIBLE ? [el] : []);
    this.#focusWithin.set(chain);
  }

  #select(anchor: number, anchorOffset: number, focus: number, focusOffset: number): void {
    const [a, f] = [this.#nodes.get(anchor), this.#nodes.get(focus)];
    if (anchor === 0) {
      const inner = this.#nodes.get(anchorOffset);
      const document = inner?.nodeType === 9 ? (inner as Document) : this.#document();
      document.getSelection()?.removeAllRanges();
    }
    const selection = a?.ownerDocument?.getSelection();
    if (!a || !f || !selection) return;
    selection.setBaseAndExtent(a, within(a, anchorOffset), f, within(f, focusOffset));
    if (!selection.isCollapsed) this.#events.selected();
  }
}

/** Hosts of the shadow trees that an element is in: they have the focus with it. */
function hostsOf(el: Element): Element[] {
  const { host } = el.getRootNode() as Partial<ShadowRoot>;
  return host ? [host, ...hostsOf(host)] : [];
}

/** A label's control matches `:hover` and `:active` with it. */
function withLabelled(chain: Element[]): Element[] {
  const control = (chain.find((el) => el.localName === "label") as HTMLLabelElement | undefined)?.control;
  return control ? [...chain, control] : chain;
}

/** Texts may be shorter here than there (masks). */
function within(node: Node, offset: number): number {
  const length = node.nodeType === 3 ? (node as Text).length : node.childNodes.length;
  return Math.min(offset, length);
}
