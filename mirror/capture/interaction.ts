import { InteractionKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";
import type { SentTree } from "./tree.ts";

/** Flags of a focused element. */
const VISIBLE = 1;

/**
 * What the customer points at, presses, has focused and selected: told as the innermost element, from which the
 * replica makes the chains that selectors match.
 */
export class Interaction {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  #hovered: Node | null = null;
  #pressed: Node | null = null;
  readonly #due = new Set<number>();
  readonly #told = new Map<number, string>();
  #pointer: [x: number, y: number] = [0, 0];
  /** Roots of closed trees, through which events do not show where they began. */
  readonly #closedRoot: (host: Element) => ShadowRoot | null;

  constructor(host: CaptureHost, tree: SentTree, closedRoot: (host: Element) => ShadowRoot | null) {
    this.#host = host;
    this.#tree = tree;
    this.#closedRoot = closedRoot;
  }

  get any(): boolean {
    return this.#due.size > 0;
  }

  /** Listeners of a document or shadow root that is mirrored. */
  root(root: Document | ShadowRoot): void {
    const on = (type: string, fn: (e: Event) => void) => this.#host.listen(root, type, fn);
    on("pointerover", (e) => this.#hover(e));
    on("pointermove", (e) => this.#move(e as PointerEvent));
    on("pointerout", (e) => {
      if (!(e as PointerEvent).relatedTarget) this.#hover(null);
    });
    on("pointerdown", (e) => this.#press(e));
    for (const type of ["pointerup", "pointercancel", "dragend"]) on(type, () => this.#press(null));
    for (const type of ["focusin", "focusout"]) on(type, () => this.#mark(InteractionKind.Focus, true));
    on("selectionchange", () => this.#mark(InteractionKind.Selection, true));
  }

  /** Listeners of a window. */
  view(w: Window): void {
    for (const type of ["focus", "blur"]) {
      this.#host.listen(w, type, () => this.#mark(InteractionKind.Focus, true));
    }
    for (const type of ["hashchange", "popstate"]) {
      this.#host.listen(w, type, () => this.#mark(InteractionKind.Target));
    }
  }

  /** A keyframe: everything is told again. */
  reset(): void {
    this.#told.clear();
    for (const kind of Object.values(InteractionKind)) {
      if (kind !== InteractionKind.Pointer) this.#due.add(kind);
    }
  }

  /** Nodes were sent that may be what is hovered or focused. */
  treeChanged(): void {
    if (this.#hovered) this.#due.add(InteractionKind.Hover);
    if (this.#told.get(InteractionKind.Focus)) this.#due.add(InteractionKind.Focus);
  }

  /** Body of the Interaction section; false when all is as it was told. */
  write(w: Writer): boolean {
    let any = false;
    for (const kind of this.#due) {
      const values = this.#read(kind);
      const key = values.join();
      if ((this.#told.get(kind) ?? UNTOLD[kind]) === key) continue;
      this.#told.set(kind, key);
      any = true;
      w.uint(kind);
      for (const value of values) w.uint(value);
    }
    w.uint(0);
    this.#due.clear();
    return any;
  }

  #read(kind: number): number[] {
    switch (kind) {
      case InteractionKind.Hover:
        return [this.#shown(this.#hovered)];
      case InteractionKind.Active:
        return [this.#shown(this.#pressed)];
      case InteractionKind.Focus:
        return this.#focus();
      case InteractionKind.Target:
        return [this.#target()];
      case InteractionKind.Selection:
        return this.#selection();
      default:
        return this.#pointer;
    }
  }

  /** Id under which a node may be told: nothing inside hidden areas, nothing whose facts are masked. */
  #shown(node: Node | null, may = (at: Node): boolean => this.#host.mask.facts(at)): number {
    const { mask, natives } = this.#host;
    if (!node || !natives.isConnected(node)) return 0;
    let at: Node | null = mask.hiddenRoot(node) ?? node;
    while (at && (this.#tree.of(at) === 0 || !may(at))) at = natives.parentNode(at);
    return at ? this.#tree.of(at) : 0;
  }

  #focus(): number[] {
    const { natives } = this.#host;
    let at: Element | null = natives.document.activeElement;
    for (;;) {
      const root = at && (natives.shadowRoot(at) ?? this.#closedRoot(at));
      const inner: Element | null = root
        ? root.activeElement
        : (at && frameDocument(at)?.activeElement) || null;
      if (!inner) break;
      at = inner;
    }
    if (!at || !natives.matches(at, ":focus")) return [0, 0];
    const mayFocus = (node: Node): boolean =>
      natives.nodeType(node) === 1 && this.#host.mask.focus(node as Element);
    return [this.#shown(at, mayFocus), natives.matches(at, ":focus-visible") ? VISIBLE : 0];
  }

  #target(): number {
    const { document } = this.#host.natives;
    return document.location.hash ? this.#shown(document.querySelector(":target")) : 0;
  }

  #selection(): number[] {
    const { mask, natives } = this.#host;
    const s = natives.document.getSelection();
    const { anchorNode, focusNode } = s ?? {};
    if (!s || !anchorNode || !focusNode) return [0, 0, 0, 0];
    if (!mask.facts(anchorNode) || !mask.facts(focusNode)) return [0, 0, 0, 0];
    const [a, f] = [this.#tree.of(anchorNode), this.#tree.of(focusNode)];
    return a && f ? [a, s.anchorOffset, f, s.focusOffset] : [0, 0, 0, 0];
  }

  #hover(e: Event | null): void {
    this.#hovered = e ? this.#innermost(e) : null;
    this.#mark(InteractionKind.Hover);
  }

  #press(e: Event | null): void {
    this.#pressed = e ? this.#innermost(e) : null;
    this.#mark(InteractionKind.Active);
  }

  /** Where the pointer goes inside a hidden area is nobody's business: it stays where it came in. */
  #move(e: PointerEvent): void {
    const under = this.#innermost(e);
    if (under && this.#host.mask.hiddenRoot(under)) return;
    const [x, y] = offsetOf(e);
    this.#pointer = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))];
    this.#mark(InteractionKind.Pointer);
  }

  #innermost(e: Event): Node | null {
    const first = this.#host.natives.composedPath(e)[0] as Node | undefined;
    return first && "nodeType" in first ? first : null;
  }

  #mark(kind: number, later = false): void {
    this.#due.add(kind);
    if (later) this.#host.wakeLater();
    else this.#host.wake();
  }
}

/** What a replica shows that was never told. */
const UNTOLD: Record<number, string> = {
  [InteractionKind.Hover]: "0",
  [InteractionKind.Active]: "0",
  [InteractionKind.Focus]: "0,0",
  [InteractionKind.Target]: "0",
  [InteractionKind.Selection]: "0,0,0,0",
};

function frameDocument(el: Element): Document | null {
  return el.localName === "iframe" ? (el as HTMLIFrameElement).contentDocument : null;
}

/** Client coordinates in the top viewport. */
function offsetOf(e: PointerEvent): [x: number, y: number] {
  let [x, y] = [e.clientX, e.clientY];
  for (let w = e.view; w && w !== w.parent; w = w.parent as Window & typeof globalThis) {
    const box = w.frameElement?.getBoundingClientRect();
    if (!box) break;
    x += box.left;
    y += box.top;
  }
  return [x, y];
}
