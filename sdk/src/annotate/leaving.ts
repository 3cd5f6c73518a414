import type { AnnotateGoneBody } from "@samepage/wire";
import { watchPage } from "../core/page.ts";
import { isInside, rootsAround } from "../dialogs/outside.ts";

/** Why annotations are taken away, as annotate.gone tells it. */
export type Why = AnnotateGoneBody["why"];

/** Takes away the annotations whose element the test holds for. */
type Take = (why: Why, of: (element: Element) => boolean) => void;

/**
 * Watches for what makes annotations stand at the wrong place: the page or a scroller around them scrolls,
 * the layout becomes wider or narrower, the customer leaves. An on-screen keyboard does none of these.
 */
export class Leaving {
  #take: Take;
  #width = document.documentElement.clientWidth;
  /** Documents and shadow roots whose scrolling is heard: of shadow trees the document does not tell. */
  #roots = new Set<Node>();
  #endPage: () => void;

  constructor(take: Take) {
    this.#take = take;
    window.addEventListener("resize", this.#resized);
    // The page may come back as it was: from the back/forward cache, without what has been drawn on it.
    window.addEventListener("pagehide", this.#left);
    let { pathname } = window.location;
    this.#endPage = watchPage(window, () => {
      if (window.location.pathname !== pathname) this.#left();
      pathname = window.location.pathname;
    });
  }

  /** Hears the scrollers around an element from now on. */
  watch(element: Element): void {
    for (const root of rootsAround(element)) {
      if (this.#roots.has(root)) continue;
      this.#roots.add(root);
      root.addEventListener("scroll", this.#scrolled, { capture: true, passive: true });
    }
  }

  stop(): void {
    window.removeEventListener("resize", this.#resized);
    window.removeEventListener("pagehide", this.#left);
    for (const root of this.#roots) root.removeEventListener("scroll", this.#scrolled, { capture: true });
    this.#roots.clear();
    this.#endPage();
  }

  #scrolled = (event: Event): void => {
    const scroller = event.target;
    if (scroller instanceof Node || isForeignNode(scroller)) {
      this.#take("scroll", (element) => isInside(element, scroller));
    }
  };

  #resized = (): void => {
    const width = document.documentElement.clientWidth;
    if (width === this.#width) return;
    this.#width = width;
    this.#take("resize", () => true);
  };

  #left = (): void => this.#take("left", () => true);
}

/** A node of a frame's document is no instance of our window's Node. */
function isForeignNode(target: EventTarget | null): target is Node {
  return target !== null && "nodeType" in target;
}
