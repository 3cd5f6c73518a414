import type { PageWindow } from "../natives.ts";
import type { Cover } from "./cover.ts";
import type { finderOf as FinderOf } from "./finders.ts";
import type { MaskHooks } from "./types.ts";

type Root = Document | ShadowRoot;

/** Loads the cover when the first area is masked, and has sent again what went without it. */
export class Looks {
  readonly #window: PageWindow;
  readonly #hooks: MaskHooks;
  readonly #arrived: (finderOf: typeof FinderOf) => void;
  readonly #eachRoot: (visit: (root: Root) => void) => void;
  /** Sheets whose text only the capture could get. */
  readonly #fetched = new WeakMap<Node, string>();
  /** Elements sent without their looks while those are on their way; true: only attributes were left out. */
  readonly #bare = new Map<Element, boolean>();
  #cover: Cover | null = null;
  #isLoading = false;
  #isWaiting = false;

  /** @param arrived hears of it before anything is sent again */
  constructor(
    window: PageWindow,
    hooks: MaskHooks,
    arrived: (finderOf: typeof FinderOf) => void,
    eachRoot: (visit: (root: Root) => void) => void,
  ) {
    this.#window = window;
    this.#hooks = hooks;
    this.#arrived = arrived;
    this.#eachRoot = eachRoot;
  }

  /** Everything is masked, and what keeps its looks is on its way. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Everything is masked now: nothing is to be sent before the cover is there. */
  await(): void {
    if (!this.#cover) this.#isWaiting = true;
    this.#load();
  }

  /** The cover, or null while it is on its way. */
  get(): Cover | null {
    if (!this.#cover) this.#load();
    return this.#cover;
  }

  /** The cover for an element; one that goes without is sent again later. */
  of(el: Element, attributesOnly: boolean): Cover | null {
    const cover = this.get();
    if (!cover) this.#bare.set(el, attributesOnly && (this.#bare.get(el) ?? true));
    return cover;
  }

  /** A style sheet is sent: its names may be told. */
  sheet(text: string, owner: Node, root: Root): void {
    if (owner.nodeName === "LINK") this.#fetched.set(owner, text);
    this.#cover?.read(text, root);
  }

  #load(): void {
    if (this.#isLoading) return;
    this.#isLoading = true;
    import("./cover.ts").then(
      ({ Cover, finderOf }) => {
        const cover = new Cover(this.#window, (name, root) => this.#named(name, root));
        this.#cover = cover;
        this.#arrived(finderOf);
        this.#eachRoot((root) => cover.readAll(root, this.#fetched));
        this.#settle();
      },
      () => {
        this.#settle(); // masked areas stay bare, and text rules mask everything
        this.#hooks.problems([{ rule: "*", why: "load" }]);
      },
    );
  }

  #settle(): void {
    for (const [el, attributesOnly] of this.#bare) this.#hooks.stale(el, attributesOnly);
    this.#bare.clear();
    if (this.#isWaiting) this.#hooks.stale(this.#window.document.documentElement, false);
    this.#isWaiting = false;
  }

  /** A sheet names what was withheld: the elements that have the name are written again. */
  #named(name: string, root: Root): void {
    if (!("querySelectorAll" in root)) return;
    const quoted = this.#window.CSS.escape(name);
    for (const el of root.querySelectorAll(`.${quoted},#${quoted},[${quoted}],${quoted}`))
      this.#hooks.stale(el, true);
  }
}
