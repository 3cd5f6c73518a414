import { applyAccent } from "./accent.ts";
import { baseCss } from "./base-css.ts";
import { h } from "./element.ts";
import { Modals } from "./modals.ts";
import { addSheet } from "./sheet.ts";

/** How often the place of our interface is checked without an event, in milliseconds. */
const CHECK_EVERY = 500;

/** So many raises within RAISE_WINDOW are a page that fights for the top; then we wait for the next check. */
const MAX_RAISES = 8;
const RAISE_WINDOW = 2_000;

/** Styles of the host that no sheet of the page can change: they are inline and important. */
const HOST_STYLE: { [property: string]: string } = {
  all: "initial",
  display: "block",
  position: "fixed",
  inset: "0",
  width: "auto",
  height: "auto",
  margin: "0",
  padding: "0",
  border: "0",
  overflow: "visible",
  background: "transparent",
  "pointer-events": "none",
  "z-index": "2147483647",
};

/**
 * The one element that the page script adds to the page: a popover over everything, with a closed shadow
 * tree. It stays usable: it moves into the page's topmost modal dialog (all else is inert then) and comes
 * back when the page removes, hides or covers it.
 */
export class Shell {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Where parts are put. */
  readonly box: HTMLElement;
  #modals: Modals;
  #observer: MutationObserver;
  #timer: ReturnType<typeof setInterval> | undefined;
  #due = false;
  #raise = false;
  #following = 0;
  #raises: number[] = [];
  #moved = new Set<() => void>();
  #alive = true;

  constructor() {
    this.host = document.createElement("samepage-ui");
    this.host.setAttribute("popover", "manual");
    for (const [name, value] of Object.entries(HOST_STYLE))
      this.host.style.setProperty(name, value, "important");
    this.root = this.host.attachShadow({ mode: "closed" });
    addSheet(this.root, baseCss);
    this.box = h("div", { class: "box" });
    this.root.append(this.box);
    this.#modals = new Modals(document);
    this.#observer = new MutationObserver((records) => this.#mutated(records));
    for (const type of ["toggle", "beforetoggle", "close", "fullscreenchange", "focusin"]) {
      document.addEventListener(type, this.#noticed, { capture: true, passive: true });
    }
    this.#timer = setInterval(() => this.settle(false, this.#following > 0 && !document.hidden), CHECK_EVERY);
    this.settle();
  }

  /** The site's colour, text direction and language. */
  dress(accent: string | undefined, language: string, direction: "ltr" | "rtl"): void {
    applyAccent(this.box, accent);
    this.box.lang = language;
    this.box.dir = direction;
  }

  /** Whether an element is ours: never mirrored, never operated by an agent. */
  owns(el: Element): boolean {
    return el === this.host;
  }

  /** Called after the host was moved or raised: our own modal dialogs have to be shown again. */
  onMoved(listener: () => void): () => void {
    this.#moved.add(listener);
    return () => this.#moved.delete(listener);
  }

  /**
   * Follows the page's modal dialogs from now on, because something is shown that must stay usable; the
   * returned function ends that. Without it the host stays where it is: pages may mind a foreign child.
   */
  follow(): () => void {
    this.#following++;
    this.settle();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#following--;
      this.settle();
    };
  }

  /**
   * Puts the host where it can be used.
   * @param raise also above what the page has put over it
   * @param thorough looks for dialogs where no event tells of them
   */
  settle(raise = false, thorough = false): void {
    if (!this.#alive) return;
    const container = this.#following > 0 ? this.#modals.container(thorough) : document.documentElement;
    const away = this.host.parentNode !== container;
    const hidden = !away && !this.host.matches(":popover-open");
    if (!away && !hidden && !raise) return;
    if (!this.#mayRaise()) return;
    if (away) container.append(this.host);
    else if (!hidden) this.host.hidePopover();
    this.host.showPopover();
    this.#watch(container);
    for (const listener of [...this.#moved]) listener();
  }

  /** Takes everything away. */
  destroy(): void {
    this.#alive = false;
    clearInterval(this.#timer);
    this.#observer.disconnect();
    for (const type of ["toggle", "beforetoggle", "close", "fullscreenchange", "focusin"]) {
      document.removeEventListener(type, this.#noticed, { capture: true });
    }
    this.#moved.clear();
    this.host.remove();
  }

  #noticed = (event: Event): void => {
    const opened = event.type === "toggle" && (event as ToggleEvent).newState === "open";
    if (opened && event.target instanceof Element && !event.target.contains(this.host)) {
      this.#modals.opened(event.target);
      this.#raise = true; // a popover or dialog of the page lies above us now
    }
    this.#soon();
  };

  #mutated(records: MutationRecord[]): void {
    let due = !this.host.isConnected;
    for (const { type, target } of records) {
      if (type !== "attributes") continue;
      this.#modals.opened(target);
      due = true;
    }
    if (due) this.#soon();
  }

  /** Once for all that happens in one turn of the page's script. */
  #soon(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      const raise = this.#raise;
      this.#raise = false;
      this.settle(raise);
    });
  }

  /** Watches for dialogs, and for our removal; of all the tree only while we live inside a dialog of the page. */
  #watch(container: Element): void {
    const dialogs = { attributes: true, attributeFilter: ["open"], subtree: true };
    this.#observer.disconnect();
    if (container === document.documentElement) {
      this.#observer.observe(document, dialogs);
      this.#observer.observe(container, { childList: true });
      return;
    }
    for (const root of new Set([document, container.getRootNode()])) {
      this.#observer.observe(root, { ...dialogs, childList: true });
    }
  }

  #mayRaise(): boolean {
    const now = performance.now();
    this.#raises = this.#raises.filter((at) => now - at < RAISE_WINDOW);
    if (this.#raises.length >= MAX_RAISES) return false;
    this.#raises.push(now);
    return true;
  }
}
