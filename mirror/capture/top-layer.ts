import { TopLayerKind } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { bySight } from "./seen-order.ts";
import type { SentTree } from "./tree.ts";

/** Modal dialogs, popovers and the fullscreen element, in the order in which they were opened. */
export type TopLayer = ReturnType<typeof createTopLayer>;

export function createTopLayer(host: CaptureHost, tree: SentTree) {
  /** Candidates in the order of opening, and what of them is told. */
  let order: Element[] = [];
  /** What opened each: popovers stand by it, and nest as it does. */
  const sources = new WeakMap<Element, Element>();
  let lastTold = "";
  let dirty = false;

  return {
    get any(): boolean {
      return dirty;
    },
    realm,
    root,
    added,
    write,
    reset,
  };

  function realm(w: PageWindow): void {
    const opened = (self: unknown) => noteOpened(self as Element);
    const dialog = w.HTMLDialogElement?.prototype;
    for (const key of ["showModal", "show", "close", "requestClose"]) host.notice(dialog, key, opened);
    for (const key of ["showPopover", "hidePopover", "togglePopover"]) {
      host.notice(w.HTMLElement.prototype, key, opened);
    }
  }

  /** A document or shadow root is mirrored. */
  function root(root: Document | ShadowRoot): void {
    const open = [...root.querySelectorAll<HTMLElement>("dialog,[popover]")].filter(kindOf);
    for (const el of bySight(open)) added(el);
    // Neither event is composed: every root has its own listeners.
    for (const type of ["toggle", "beforetoggle", "close", "fullscreenchange"]) {
      host.listen(root, type, (e) => {
        const at = host.natives.composedPath(e)[0] as Element;
        const { source } = e as Event & { source?: Element | null };
        if (source && host.natives.matches(at, "[popover]")) sources.set(at, source);
        noteOpened(at);
      });
    }
  }

  /** A node that may have been opened before it was sent: `open` or `popover` among its attributes. */
  function added(el: Element): void {
    if (!kindOf(el)) return;
    // One that is sent again in a keyframe was not opened again.
    if (order.includes(el)) changed();
    else noteOpened(el);
  }

  function changed(): void {
    dirty = true;
    host.wake();
  }

  /** Body of the TopLayer section: the whole list, lowest first. */
  function write(w: Writer): boolean {
    dirty = false;
    const open: [id: number, kind: number, source: number][] = [];
    order = order.filter((el) => {
      const kind = kindOf(el);
      const id = tree.of(el);
      if (kind && id) open.push([id, kind, kind === TopLayerKind.Popover ? sourceOf(el) : 0]);
      return kind !== 0;
    });
    const told = open.join(";");
    if (told === lastTold) return false;
    lastTold = told;
    w.uint(open.length);
    for (const item of open) for (const value of item) w.uint(value);
    return true;
  }

  function reset(): void {
    lastTold = "";
    dirty = order.length > 0;
  }

  /** Of one that was opened before it was listened to, the button that names it. */
  function sourceOf(el: Element): number {
    const root = host.natives.getRootNode(el) as Document | ShadowRoot;
    const id = CSS.escape(host.natives.attr(el, "id") ?? "");
    const source =
      sources.get(el) ?? (id && root.querySelector(`[popovertarget="${id}"],[commandfor="${id}"]`));
    return source ? tree.of(source) : 0;
  }

  function kindOf(el: Element): number {
    const { matches, isConnected } = host.natives;
    if (!isConnected(el)) return 0;
    if (matches(el, ":modal") && !matches(el, ":fullscreen")) return TopLayerKind.Modal;
    if (matches(el, ":popover-open")) return TopLayerKind.Popover;
    return matches(el, ":fullscreen") ? TopLayerKind.Fullscreen : 0;
  }

  function noteOpened(el: Element | undefined): void {
    const at = el && host.natives.nodeType(el) === 9 ? host.natives.document.fullscreenElement : el;
    if (at && host.natives.nodeType(at) === 1) {
      const known = order.indexOf(at);
      // Opened again after it was closed: it is above what was opened meanwhile.
      if (known >= 0 && !lastTold.split(";").some((item) => item.startsWith(`${tree.of(at)},`))) {
        order.splice(known, 1);
      }
      if (!order.includes(at)) order.push(at);
    }
    changed();
  }
}
