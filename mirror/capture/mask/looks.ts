import type { PageWindow } from "../natives.ts";
import { RUN } from "./blocks.ts";
import type { Cover } from "./cover.ts";
import type { FinderOf } from "./finders.ts";
import type { Digits } from "./held.ts";
import type { MaskHooks } from "./types.ts";

type Root = Document | ShadowRoot;

/** Loads the cover when the first area is masked, and has sent again what went without it. */
export type Looks = ReturnType<typeof createLooks>;

/**
 * @param fetched sheets whose text only the capture could get
 * @param arrived hears of it before anything is sent again
 * @param isOpen whether the sheet of this owner (null: an adopted one) is told as it is
 */
export function createLooks(
  window: PageWindow,
  hooks: MaskHooks,
  fetched: WeakMap<Node, string>,
  digits: Digits,
  arrived: (finderOf: FinderOf) => void,
  eachRoot: (visit: (root: Root) => void) => void,
  isOpen: (owner: Node | null) => boolean,
  isKnownTag: (el: Element, tag: string) => boolean,
) {
  const numbers = { card: digits.cardSpans, iban: digits.ibanSpans, digits: digits.digitSpans };
  /** Elements sent without their looks while those are on their way; true: only attributes were left out. */
  const bare = new Map<Element, boolean>();
  let loadedCover: Cover | null = null;
  let isLoading = false;
  let waits = false;

  return {
    /** Everything is masked, and what keeps its looks is on its way. */
    get isWaiting(): boolean {
      return waits;
    },
    /** The cover where it is here; nobody waits for it. */
    get loaded(): Cover | null {
      return loadedCover;
    },
    await: awaitCover,
    get,
    of: coverOf,
    sheet,
    root,
  };

  /** Everything is masked now: nothing is to be sent before the cover is there. */
  function awaitCover(): void {
    if (!loadedCover) waits = true;
    load();
  }

  /** The cover, or null while it is on its way. */
  function get(): Cover | null {
    if (!loadedCover) load();
    return loadedCover;
  }

  /** The cover for an element; one that goes without is sent again later. */
  function coverOf(el: Element, attributesOnly: boolean): Cover | null {
    const cover = get();
    if (!cover) bare.set(el, attributesOnly && (bare.get(el) ?? true));
    return cover;
  }

  /** A style sheet is sent: its names may be told. */
  function sheet(text: string, root: Root, open: boolean): void {
    loadedCover?.read(text, root, open);
  }

  /** A root is met, whose sheets may have been sent before. */
  function root(root: Root): void {
    loadedCover?.readAll(root, fetched);
  }

  function load(): void {
    if (isLoading) return;
    isLoading = true;
    import("./cover.ts").then(
      ({ createCover, finderOf }) => {
        const cover = createCover(window, named, isOpen, isKnownTag, RUN);
        loadedCover = cover;
        arrived((rule) => finderOf(rule, numbers));
        eachRoot((root) => cover.readAll(root, fetched));
        settle();
      },
      () => {
        settle(); // masked areas stay bare, and text rules mask everything
        hooks.problems([{ rule: "*", why: "load" }]);
      },
    );
  }

  function settle(): void {
    for (const [el, attributesOnly] of bare) hooks.stale(el, attributesOnly);
    bare.clear();
    if (waits) hooks.stale(window.document.documentElement, false);
    waits = false;
  }

  /** A sheet names what was withheld: the elements that have it are written again. */
  function named(selector: string, root: Root): void {
    if (!("querySelectorAll" in root)) return;
    for (const el of root.querySelectorAll(selector)) hooks.stale(el, true);
  }
}
