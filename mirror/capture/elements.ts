import type { CustomElements } from "./custom-elements.ts";
import { type EarlyFinds, early } from "./early.ts";
import type { CaptureHost, PageWindow } from "./host.ts";
import { createLate, type Late } from "./late.ts";
import type { States } from "./states.ts";
import type { Sent, SentTree } from "./tree.ts";

/** Elements beside custom ones that may have a shadow tree. */
const HOSTS: ReadonlySet<string> = new Set(
  "article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split(" "),
);

/** Whether elements of this name may have a shadow tree. */
const mayHost = (tag: string): boolean => HOSTS.has(tag) || tag.includes("-");

/** Closed shadow roots, and the gate of what only pages with custom elements need. */
export type Elements = ReturnType<typeof createElements>;

/** @param onHost hears of elements that have got a shadow root */
export function createElements(
  host: CaptureHost,
  tree: SentTree,
  states: States,
  onHost: (host: Element) => void,
) {
  const findsByWindow = new Map<PageWindow, EarlyFinds>();
  /** Closed roots that no script can reach, made again. */
  const declared = new WeakMap<Element, ShadowRoot>();
  const late: Late<CustomElements> = createLate(host);
  const need: () => void = host.onSign(
    () => import("./custom-elements.ts"),
    (chunk) => late.arrive(chunk.createCustomElements(host, tree, states, findsByWindow)),
    true,
  );
  const tell = (found: Element | null): void => {
    if (found) return onHost(found);
    need();
    host.wake();
  };

  return {
    get custom(): CustomElements | undefined {
      return late.part;
    },
    realm,
    realmGone,
    stop,
    closedRoot,
    rootOf,
    declare,
    added,
  };

  function realm(w: PageWindow): void {
    const finds = early(w);
    findsByWindow.set(w, finds);
    finds.listeners.add(tell);
    if (finds.properties.length > 0) need();
    late.realm(w);
  }

  function realmGone(w: PageWindow): void {
    findsByWindow.get(w)?.listeners.delete(tell);
    findsByWindow.delete(w);
    late.realmGone(w);
  }

  function stop(): void {
    for (const w of [...findsByWindow.keys()]) realmGone(w);
  }

  /** The shadow root of an element of this name, where it has one that is known. */
  function rootOf(el: Element, tag: string): ShadowRoot | null {
    return mayHost(tag) ? (host.natives.shadowRoot(el) ?? closedRoot(el, tag)) : null;
  }

  /** The shadow root of an element that has a closed one, where it is known. */
  function closedRoot(el: Element, tag = host.natives.localName(el)): ShadowRoot | null {
    if (!mayHost(tag)) return null;
    for (const finds of findsByWindow.values()) {
      const root = finds.roots.get(el) ?? finds.internals.get(el)?.shadowRoot;
      if (root) return root;
    }
    return declared.get(el) ?? null;
  }

  function declare(host: Element, root: ShadowRoot): void {
    declared.set(host, root);
    onHost(host);
  }

  /** An element was sent; true for a custom one and for a slot assigned by hand: their removal matters. */
  function added(el: Element, tag: string, sent: Sent): boolean {
    const isSlot = tag === "slot";
    if (!isSlot && !tag.includes("-")) return false;
    if (isSlot && (host.natives.getRootNode(el) as ShadowRoot).slotAssignment !== "manual") return false;
    if (late.part) late.part.added(sent);
    else need();
    return true;
  }
}
