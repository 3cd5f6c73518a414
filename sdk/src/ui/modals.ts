// Which of the page's modal dialogs is on top. The platform does not tell the order of the top layer, so
// it is kept here from what is seen of openings, and checked against what lies under a point.

/** Elements that draw no children: nothing of ours can be put inside. */
const REPLACED = new Set(["VIDEO", "IMG", "IFRAME", "CANVAS", "OBJECT", "EMBED", "INPUT", "AUDIO"]);

/** Remembers the page's open modal dialogs, the topmost last. */
export class Modals {
  #order: HTMLDialogElement[] = [];
  #document: Document;

  constructor(document: Document) {
    this.#document = document;
    for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog:modal")) this.opened(dialog);
  }

  /** A dialog has opened, or may have. */
  opened(el: EventTarget | null): void {
    if (!(el instanceof HTMLDialogElement)) return;
    this.#order = this.#order.filter((other) => other !== el);
    this.#order.push(el);
  }

  /**
   * Where our interface has to live to be usable: inside the topmost modal dialog, else inside the full
   * screen element, else at the end of the document.
   * @param thorough looks under the middle of the window too, which may cost a layout
   */
  container(thorough: boolean): Element {
    this.#look(thorough);
    const full = this.#document.fullscreenElement;
    const open = full && !REPLACED.has(full.tagName) ? full : this.#document.documentElement;
    return this.#order.at(-1) ?? open;
  }

  /** Drops what is closed and finds what was opened unseen (in a shadow tree): it took the focus, or covers the middle. */
  #look(thorough: boolean): void {
    const page = this.#document;
    const found = [
      ...page.querySelectorAll<HTMLDialogElement>("dialog:modal"),
      modalAround(deepActive(page)),
    ];
    if (thorough) {
      const { clientWidth, clientHeight } = page.documentElement;
      found.push(modalAround(deepest(page, clientWidth / 2, clientHeight / 2)));
    }
    for (const dialog of found) if (dialog && !this.#order.includes(dialog)) this.#order.push(dialog);
    this.#order = this.#order.filter((dialog) => dialog.isConnected && dialog.matches(":modal"));
  }
}

/** The innermost element at a point, through open shadow trees. */
function deepest(root: DocumentOrShadowRoot, x: number, y: number): Element | null {
  const found = root.elementFromPoint(x, y);
  const inner = found?.shadowRoot;
  if (!found || !inner) return found;
  const deeper = deepest(inner, x, y);
  return deeper && deeper !== found ? deeper : found;
}

function deepActive(root: DocumentOrShadowRoot): Element | null {
  const active = root.activeElement;
  return active?.shadowRoot ? (deepActive(active.shadowRoot) ?? active) : active;
}

/** The modal dialog that the element is in, through shadow trees. */
function modalAround(el: Element | null): HTMLDialogElement | null {
  for (let at: Element | null = el; at; at = hostOf(at)) {
    const dialog = at.closest<HTMLDialogElement>("dialog:modal");
    if (dialog) return dialog;
  }
  return null;
}

function hostOf(el: Element): Element | null {
  const root = el.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
