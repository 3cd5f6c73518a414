import { InteractionKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";
import type { SentTree } from "./tree.ts";

/** What lasts until it is another: a keyframe tells it again. */
const LASTING = [
  InteractionKind.Hover,
  InteractionKind.Active,
  InteractionKind.Focus,
  InteractionKind.Target,
  InteractionKind.Selection,
];
/** Flags of a focused element: by key, and within frames that count as focused with it. */
const VISIBLE = 1;
const IN_FRAMES = 2;

/**
 * What the customer points at, presses, has focused and selected: told as the innermost element, from which the
 * replica makes the chains that selectors match.
 */
export type Interaction = ReturnType<typeof createInteraction>;

export function createInteraction(
  host: CaptureHost,
  tree: SentTree,
  closedRoot: (host: Element) => ShadowRoot | null,
) {
  let hovered: Node | null = null;
  let pressed: Node | null = null;
  const due = new Set<number>();
  const told = new Map<number, string>();
  /** Documents of the page and of frames in it, by their windows: each has an address, and may have a target. */
  const documents = new Map<Window, Document>();
  let pointer: [x: number, y: number] = [0, 0];
  /** Where something was selected last: each document has a selection of its own. */
  let selecting: Document | ShadowRoot = host.natives.document;

  return {
    get any(): boolean {
      return due.size > 0;
    },
    root,
    realm,
    realmGone: (w: Window): unknown => documents.delete(w),
    reset,
    treeChanged,
    write,
  };

  /** Listeners of a document or shadow root that is mirrored. */
  function root(root: Document | ShadowRoot): void {
    const on = (type: string, fn: (e: Event) => void) => host.listen(root, type, fn);
    on("pointerover", hover);
    on("pointermove", (e) => move(e as PointerEvent));
    on("pointerout", (e) => {
      if (!(e as PointerEvent).relatedTarget) hover(null);
    });
    on("pointerdown", press);
    for (const type of ["pointerup", "pointercancel", "dragend"]) on(type, () => press(null));
    // A key makes visible what has had the focus by a press.
    for (const type of ["focusin", "focusout", "keydown"]) on(type, () => mark(InteractionKind.Focus, true));
    on("selectionchange", () => {
      selecting = root;
      mark(InteractionKind.Selection, true);
    });
  }

  /** Listeners of a window. */
  function realm(w: Window): void {
    documents.set(w, w.document);
    for (const type of ["focus", "blur"]) {
      host.listen(w, type, () => mark(InteractionKind.Focus, true));
    }
    for (const type of ["hashchange", "popstate"]) {
      host.listen(w, type, () => mark(InteractionKind.Target));
    }
  }

  /** A keyframe: everything is told again. */
  function reset(): void {
    told.clear();
    for (const kind of LASTING) due.add(kind);
  }

  /** Nodes were sent that may be what is hovered, focused or the target of a frame. */
  function treeChanged(): void {
    if (documents.size > 1) due.add(InteractionKind.Target);
    if (hovered) due.add(InteractionKind.Hover);
    if (told.get(InteractionKind.Focus)) due.add(InteractionKind.Focus);
  }

  /** Body of the Interaction section; false when all is as it was told. */
  function write(w: Writer): boolean {
    let any = false;
    for (const kind of due) {
      const values = read(kind);
      const key = values.join();
      // A replica that was never told shows none.
      if ((told.get(kind) ?? values.map(() => 0).join()) === key) continue;
      told.set(kind, key);
      any = true;
      w.uint(kind);
      for (const value of values) w.uint(value);
    }
    w.uint(0);
    due.clear();
    return any;
  }

  function read(kind: number): number[] {
    switch (kind) {
      case InteractionKind.Hover:
        return [shown(hovered)];
      case InteractionKind.Active:
        return [shown(pressed)];
      case InteractionKind.Focus:
        return focus();
      case InteractionKind.Target:
        return targets();
      case InteractionKind.Selection:
        return selection();
      default:
        return pointer;
    }
  }

  /** Id under which a node may be told: nothing inside hidden areas, nothing whose facts are masked. */
  function shown(node: Node | null, may = (at: Node): boolean => host.mask.facts(at)): number {
    const { mask, natives } = host;
    if (!node || !natives.isConnected(node)) return 0;
    let at: Node | null = mask.hiddenRoot(node) ?? node;
    while (at && (tree.of(at) === 0 || !may(at))) at = natives.parentNode(at);
    return at ? tree.of(at) : 0;
  }

  function focus(): number[] {
    const { natives } = host;
    let at: Element | null = natives.document.activeElement;
    let flags = 0;
    for (;;) {
      const root = at && (natives.shadowRoot(at) ?? closedRoot(at));
      const inner: Element | null = root
        ? root.activeElement
        : (at && frameDocument(at)?.activeElement) || null;
      if (!inner) break;
      if (!root && natives.matches(at as Element, ":focus")) flags = IN_FRAMES;
      at = inner;
    }
    if (!at || !natives.matches(at, ":focus")) return [0, 0];
    const mayFocus = (node: Node): boolean =>
      natives.nodeType(node) === 1 && host.mask.focus(node as Element);
    return [shown(at, mayFocus), flags + (natives.matches(at, ":focus-visible") ? VISIBLE : 0)];
  }

  /** How many there are, and which. */
  function targets(): number[] {
    const ids: number[] = [];
    for (const document of documents.values()) {
      // A document that another has replaced has no address any more.
      const id = document.location?.hash ? shown(document.querySelector(":target")) : 0;
      if (id) ids.push(id);
    }
    return [ids.length, ...ids];
  }

  /** Where nothing is selected, in which document. */
  function selection(): number[] {
    const { anchorNode, anchorOffset, focusNode, focusOffset } =
      (selecting as Partial<Document>).getSelection?.() ?? {};
    const id = (node?: Node | null): number => (node && host.mask.facts(node) ? tree.of(node) : 0);
    const [a, f] = [id(anchorNode), id(focusNode)];
    if (a && f) return [a, anchorOffset as number, f, focusOffset as number];
    return [0, selecting === host.natives.document ? 0 : tree.of(selecting), 0, 0];
  }

  function hover(e: Event | null): void {
    hovered = e ? innermost(e) : null;
    mark(InteractionKind.Hover);
  }

  function press(e: Event | null): void {
    pressed = e ? innermost(e) : null;
    mark(InteractionKind.Active);
  }

  /**
   * Where the customer's own pointer is; an agent's hand and scripts move none. Where it goes inside a hidden area is
   * nobody's business: it stays where it came in.
   */
  function move(e: PointerEvent): void {
    if (!e.isTrusted) return;
    const under = innermost(e);
    if (under && host.mask.hiddenRoot(under)) return;
    const [x, y] = offsetOf(e);
    pointer = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))];
    mark(InteractionKind.Pointer);
  }

  function innermost(e: Event): Node | null {
    const first = host.natives.composedPath(e)[0] as Node | undefined;
    return first && "nodeType" in first ? first : null;
  }

  function mark(kind: number, later = false): void {
    due.add(kind);
    if (later) host.wakeLater();
    else host.wake();
  }
}

function frameDocument(el: Element): Document | null {
  return el.localName === "iframe" ? (el as HTMLIFrameElement).contentDocument : null;
}

/** Client coordinates in the top viewport. */
function offsetOf(e: PointerEvent): [x: number, y: number] {
  let [x, y] = [e.clientX, e.clientY];
  for (let w = e.view; w && w !== w.parent; w = w.parent as Window & typeof globalThis) {
    const frame = w.frameElement;
    if (!frame) break;
    const { left, top } = frame.getBoundingClientRect();
    x += left + frame.clientLeft;
    y += top + frame.clientTop;
  }
  return [x, y];
}
