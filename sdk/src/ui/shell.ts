import { applyAccent } from "./accent.ts";
import { baseCss } from "./base-css.ts";
import { h } from "./element.ts";
import { Modals } from "./modals.ts";
import { addSheet } from "./sheet.ts";
import { followView } from "./visual-view.ts";

/** How often the place of our interface is checked without an event, in milliseconds. */
const CHECK_EVERY = 500;

/**
 * So many raises within one frame are a page that answers each of ours at once; the next one waits for the
 * next frame, so that both scripts together never hang the page, and ours is painted whenever it comes last.
 */
const MAX_RAISES = 4;

/** A page that has moved, hidden or covered us so often within CONTEST_WINDOW fights for the top: no person opens popovers that fast. */
const CONTEST_RAISES = 6;
const CONTEST_WINDOW = 1_000;

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
  /** Where parts are put; it stays within what the customer sees, unzoomed. */
  readonly box: HTMLElement;
  /** Where marks on the page are put, in CSS pixels of the page's window. */
  readonly marks: HTMLElement;
  #modals: Modals;
  #observer: MutationObserver;
  #timer: ReturnType<typeof setInterval> | undefined;
  #due = false;
  #raise = false;
  #following = 0;
  /** Times of the last CONTEST_RAISES raises, oldest first. */
  #raises: number[] = [];
  #raisedInFrame = 0;
  #frame = 0;
  #moved = new Set<() => void>();
  #alive = true;
  #styles = new Set<string>();
  #endView: () => void;

  constructor() {
    this.host = document.createElement("samepage-ui");
    this.host.setAttribute("popover", "manual");
    for (const [name, value] of Object.entries(HOST_STYLE))
      this.host.style.setProperty(name, value, "important");
    this.root = this.host.attachShadow({ mode: "closed" });
    addSheet(this.root, baseCss);
    this.box = h("div", { class: "box" });
    this.marks = h("div", { class: "marks", "aria-hidden": "true" });
    this.root.append(this.marks, this.box);
    this.#endView = followView(this.box);
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
    for (const part of [this.box, this.marks]) {
      applyAccent(part, accent);
      part.lang = language;
      part.dir = direction;
    }
  }

  /** Adds styles for a part, once. Constructed sheets need no permission from the page's policy. */
  style(css: string): void {
    if (this.#styles.has(css)) return;
    this.#styles.add(css);
    addSheet(this.root, css);
  }

  /** Whether an element is ours: never mirrored, never operated by an agent. */
  owns(el: Element): boolean {
    return el === this.host;
  }

  /** Our own modal dialog, where one is open: what lies behind it is inert. */
  get dialog(): Element | null {
    return this.root.querySelector("dialog:modal");
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
   * Whether the page keeps taking us away: what is painted may differ from what we find between two frames,
   * and a press may not live until its release.
   */
  get contested(): boolean {
    const oldest = this.#raises[0];
    return (
      this.#raises.length === CONTEST_RAISES &&
      oldest !== undefined &&
      performance.now() - oldest < CONTEST_WINDOW
    );
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
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    for (const type of ["toggle", "beforetoggle", "close", "fullscreenchange", "focusin"]) {
      document.removeEventListener(type, this.#noticed, { capture: true });
    }
    this.#moved.clear();
    this.#endView();
    this.host.remove();
  }

  #noticed = (event: Event): void => {
    const { target } = event;
    const opened = event.type === "toggle" && (event as ToggleEvent).newState === "open";
    // details tell the same when they open, and lie above nothing
    if (
      opened &&
      target instanceof Element &&
      target.localName !== "details" &&
      !target.contains(this.host)
    ) {
      this.#modals.opened(target);
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
    if (this.#raisedInFrame >= MAX_RAISES) return false;
    this.#raisedInFrame++;
    this.#raises = [...this.#raises, performance.now()].slice(-CONTEST_RAISES);
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        const held = this.#raisedInFrame >= MAX_RAISES;
        this.#raisedInFrame = 0;
        if (held) this.settle();
      });
    }
    return true;
  }
}
