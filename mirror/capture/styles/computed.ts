import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import { COMPUTED_PROPERTIES } from "./computed-properties.ts";
import { createUnreadable, type Unreadable } from "./unreadable.ts";

/** Elements looked at in one scan, nearest to the top of the page first. */
const ELEMENTS_MAX = 2_000;
/** Time a scan may take of one flush, in ms. */
const SLICE_MS = 3;
/** Least time between two scans, in ms. */
const SCAN_MS = 500;
/** How far outside the viewport elements are looked at, in viewport heights. */
const NEAR = 0.5;

/** Styles of an element and of the content before and after it, as declarations; "" for none. */
type Looks = readonly [self: string, before: string, after: string];

/**
 * Where a sheet can't be read, what it does can: the computed style of what is in view is told, and the replica
 * makes up for the difference to its own.
 */
export type ComputedStyles = ReturnType<typeof createComputedStyles>;

export function createComputedStyles(host: CaptureHost) {
  let told = new WeakMap<Element, string>();
  let queue: Element[] = [];
  const found: [Element, Looks, box: number[]][] = [];
  let scannedAt = Number.NEGATIVE_INFINITY;
  const unreadable: Unreadable = createUnreadable(host);

  return {
    get any(): boolean {
      return found.length > 0;
    },
    again,
    scan,
    write,
  };

  function again(): void {
    scannedAt = Number.NEGATIVE_INFINITY;
    told = new WeakMap();
    queue = [];
    found.length = 0;
  }

  /** Goes on with the scan, or begins one when it is time; reads layout. Answers whether there is more to look at. */
  function scan(): boolean {
    const { natives, window } = host;
    const start = natives.now();
    if (queue.length === 0) {
      if (start - scannedAt < SCAN_MS) return false;
      scannedAt = start;
      if (!unreadable.any) return false;
      queue = inView();
    }
    while (queue.length > 0 && natives.now() - start < SLICE_MS) look(queue.shift() as Element, window);
    if (found.length > 0) host.wake();
    return queue.length > 0;
  }

  function look(el: Element, window: Window): void {
    if (host.ids.of(el) === 0 || !host.mask.facts(el)) return;
    const looks = looksOf(el, window);
    const { left, top, width, height } = host.natives.rect(el);
    const box = [left + window.scrollX, top + window.scrollY, width, height].map(Math.round);
    const key = [...looks, ...box].join("\n");
    if (told.get(el) === key) return;
    told.set(el, key);
    found.push([el, looks, box]);
  }

  /** Each entry begins with `op`; `text` writes CSS text that may hold addresses. */
  function write(w: Writer, op: number, text: (css: string) => void): void {
    for (const [el, looks, box] of found) {
      const id = host.ids.of(el);
      if (id === 0) continue;
      w.uint(op);
      w.uint(id);
      for (const side of box) w.int(side);
      for (const css of looks) text(css);
    }
    found.length = 0;
  }

  function inView(): Element[] {
    const { document, innerHeight } = host.window;
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT);
    const found: Element[] = [];
    for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
      const { top, bottom, height } = host.natives.rect(node as Element);
      const near = bottom > -NEAR * innerHeight && top < (1 + NEAR) * innerHeight;
      if (near || height === 0) found.push(node as Element);
      if (found.length === ELEMENTS_MAX) break;
    }
    return found;
  }
}

function looksOf(el: Element, window: Window): Looks {
  return [declared(el, window), declared(el, window, "::before"), declared(el, window, "::after")];
}

function declared(el: Element, window: Window, pseudo?: string): string {
  const style = window.getComputedStyle(el, pseudo ?? null);
  if (pseudo && /^(none|normal)$/.test(style.content)) return "";
  if (style.display === "none") return "display:none";
  let css = "";
  for (const name of COMPUTED_PROPERTIES) css += `${name}:${style.getPropertyValue(name)};`;
  return pseudo ? `${css}content:${style.content}` : css;
}
