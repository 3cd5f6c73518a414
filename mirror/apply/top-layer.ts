import type { Reader } from "../codec/reader.ts";
import { TopLayerKind } from "../codec/sections.ts";
import type { Nodes } from "./nodes.ts";
import { STATE_PREFIX } from "./styles/index.ts";

interface Item {
  readonly el: HTMLElement;
  readonly kind: number;
}

/** Opens dialogs and popovers in the customer's order, without giving them the focus. */
export class TopLayer {
  readonly #nodes: Nodes;
  #open: Item[] = [];

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  apply(r: Reader): void {
    const wanted: Item[] = [];
    for (let n = r.count(); n > 0; n--) {
      const el = this.#nodes.element(r.uint()) as HTMLElement;
      wanted.push({ el, kind: r.uint() });
    }
    // What stays at the bottom in the same order stays open; all above is opened anew.
    let same = 0;
    while (same < this.#open.length && this.#open[same]?.el === wanted[same]?.el && isOpen(wanted[same]))
      same++;
    for (const item of this.#open.slice(same).reverse()) close(item);
    for (const item of wanted.slice(same)) open(item);
    this.#open = wanted;
  }

  reset(): void {
    this.#open = [];
  }
}

function isOpen(item: Item | undefined): boolean {
  if (!item) return false;
  if (item.kind === TopLayerKind.Modal) return item.el.matches(":modal");
  return item.kind === TopLayerKind.Popover ? item.el.matches(":popover-open") : true;
}

function close({ el, kind }: Item): void {
  if (kind === TopLayerKind.Fullscreen) el.removeAttribute(`${STATE_PREFIX}fullscreen`);
  else if (kind === TopLayerKind.Modal && el.localName === "dialog") (el as HTMLDialogElement).close();
  else if (el.matches(":popover-open")) el.hidePopover();
}

function open(item: Item): void {
  const { el, kind } = item;
  if (!el.isConnected) return;
  if (kind === TopLayerKind.Fullscreen) {
    el.setAttribute(`${STATE_PREFIX}fullscreen`, "");
    return;
  }
  withoutFocus(el.ownerDocument, () => {
    if (kind === TopLayerKind.Modal && el.localName === "dialog") {
      el.removeAttribute("open");
      (el as HTMLDialogElement).showModal();
    } else if (kind === TopLayerKind.Popover && el.popover !== null) el.showPopover();
  });
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
