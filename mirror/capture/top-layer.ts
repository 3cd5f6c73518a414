import { TopLayerKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import type { SentTree } from "./tree.ts";

/** Modal dialogs, popovers and the fullscreen element, in the order in which they were opened. */
export class TopLayer {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  /** Candidates in the order of opening, and what of them is told. */
  #order: Element[] = [];
  #told = "";
  #dirty = false;

  constructor(host: CaptureHost, tree: SentTree) {
    this.#host = host;
    this.#tree = tree;
  }

  get any(): boolean {
    return this.#dirty;
  }

  realm(w: PageWindow): void {
    const opened = (self: unknown) => this.#opened(self as Element);
    const dialog = w.HTMLDialogElement?.prototype;
    for (const key of ["showModal", "show", "close", "requestClose"]) this.#host.notice(dialog, key, opened);
    for (const key of ["showPopover", "hidePopover", "togglePopover"]) {
      this.#host.notice(w.HTMLElement.prototype, key, opened);
    }
  }

  root(root: Document | ShadowRoot): void {
    // Neither event is composed: every root has its own listeners.
    for (const type of ["toggle", "beforetoggle", "close", "fullscreenchange"]) {
      this.#host.listen(root, type, (e) => this.#opened(this.#host.natives.composedPath(e)[0] as Element));
    }
  }

  /** A node that may have been opened before it was sent: `open` or `popover` among its attributes. */
  added(el: Element): void {
    if (this.#kind(el)) this.#opened(el);
  }

  /** Body of the TopLayer section: the whole list, lowest first. */
  write(w: Writer): boolean {
    this.#dirty = false;
    const open: [id: number, kind: number][] = [];
    this.#order = this.#order.filter((el) => {
      const kind = this.#kind(el);
      const id = this.#tree.of(el);
      if (kind && id) open.push([id, kind]);
      return kind !== 0;
    });
    const told = open.join(";");
    if (told === this.#told) return false;
    this.#told = told;
    w.uint(open.length);
    for (const [id, kind] of open) {
      w.uint(id);
      w.uint(kind);
    }
    return true;
  }

  reset(): void {
    this.#told = "";
    this.#dirty = this.#order.length > 0;
  }

  #kind(el: Element): number {
    const { matches, isConnected } = this.#host.natives;
    if (!isConnected(el)) return 0;
    if (matches(el, ":modal") && !matches(el, ":fullscreen")) return TopLayerKind.Modal;
    if (matches(el, ":popover-open")) return TopLayerKind.Popover;
    return matches(el, ":fullscreen") ? TopLayerKind.Fullscreen : 0;
  }

  #opened(el: Element | undefined): void {
    const at =
      el && this.#host.natives.nodeType(el) === 9 ? this.#host.natives.document.fullscreenElement : el;
    if (at && this.#host.natives.nodeType(at) === 1) {
      const known = this.#order.indexOf(at);
      // Opened again after it was closed: it is above what was opened meanwhile.
      if (known >= 0 && !this.#told.split(";").some((item) => item.startsWith(`${this.#tree.of(at)},`))) {
        this.#order.splice(known, 1);
      }
      if (!this.#order.includes(at)) this.#order.push(at);
    }
    this.#dirty = true;
    this.#host.wake();
  }
}
