import type { Reader } from "../codec/reader.ts";
import { TopLayerKind } from "../codec/sections.ts";
import type { Nodes } from "./nodes.ts";
import { STATE_PREFIX } from "./styles/index.ts";

interface Item {
  readonly el: HTMLElement;
  readonly kind: number;
  /** What opened a popover, where it is known. */
  readonly source: Node | undefined;
}

/** Opens dialogs and popovers in the customer's order, without giving them the focus. */
export class TopLayer {
  readonly #nodes: Nodes;
  #open: Item[] = [];
  /** What only a popover can be in the top layer by, as long as it is fullscreen. */
  readonly #lifted = new WeakSet<Element>();

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  apply(r: Reader): void {
    const wanted: Item[] = [];
    for (let n = r.count(); n > 0; n--) {
      const el = this.#nodes.element(r.uint()) as HTMLElement;
      wanted.push({ el, kind: r.uint(), source: this.#nodes.get(r.uint()) });
    }
    // What stays at the bottom in the same order stays open; all above is opened anew.
    let same = 0;
    while (same < this.#open.length && this.#open[same]?.el === wanted[same]?.el && isOpen(wanted[same]))
      same++;
    for (const item of this.#open.slice(same).reverse()) this.#close(item);
    for (let i = same; i < wanted.length; i++) this.#show(wanted[i] as Item, wanted[i - 1]);
    this.#open = wanted;
  }

  reset(): void {
    this.#open = [];
  }

  #close({ el, kind }: Item): void {
    if (kind === TopLayerKind.Modal && el.localName === "dialog") {
      // Where the page has left it open, it stays so, but not as a modal one.
      const isLeftOpen = el.hasAttribute("open");
      (el as HTMLDialogElement).close();
      el.toggleAttribute("open", isLeftOpen);
      return;
    }
    if (kind === TopLayerKind.Fullscreen) el.removeAttribute(FULLSCREEN);
    if (el.matches(":popover-open")) el.hidePopover();
    if (this.#lifted.delete(el)) el.removeAttribute("popover");
  }

  /** @param below what was opened before it */
  #show({ el, kind, source }: Item, below: Item | undefined): void {
    if (!el.isConnected) return;
    if (kind === TopLayerKind.Fullscreen) {
      el.setAttribute(FULLSCREEN, "");
      if (el === el.ownerDocument.documentElement || !("popover" in el)) return;
      if (el.popover === null) {
        this.#lifted.add(el);
        el.popover = "manual";
      }
    }
    withoutFocus(el.ownerDocument, () => {
      if (kind === TopLayerKind.Modal && el.localName === "dialog") {
        el.removeAttribute("open");
        (el as HTMLDialogElement).showModal();
      } else if (kind !== TopLayerKind.Modal && el.popover !== null && !el.matches(":popover-open")) {
        // One opened from within another does not close that.
        const from = source ?? (below?.kind === TopLayerKind.Popover ? below.el : undefined);
        el.showPopover(from?.nodeType === 1 ? { source: from as HTMLElement } : {});
      }
    });
  }
}

const FULLSCREEN = `${STATE_PREFIX}fullscreen`;

function isOpen(item: Item | undefined): boolean {
  if (!item) return false;
  if (item.kind === TopLayerKind.Modal) return item.el.matches(":modal");
  return item.kind === TopLayerKind.Popover ? item.el.matches(":popover-open") : true;
}

/** Nothing that is invisible takes the focus: measured in three engines (showModal inside a frame, BROWSERS 2). */
function withoutFocus(doc: Document, act: () => void): void {
  const view = doc.defaultView as (Window & typeof globalThis) | null;
  if (!view) return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync("dialog,dialog *,[popover],[popover] *{visibility:hidden!important}");
  const before = [...doc.adoptedStyleSheets];
  doc.adoptedStyleSheets = [...before, sheet];
  try {
    act();
  } finally {
    doc.adoptedStyleSheets = before;
  }
}
