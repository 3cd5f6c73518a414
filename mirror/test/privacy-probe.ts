import { createMask, type MaskedState, type Masking, type Policy } from "../capture/mask/index.ts";
import { type PageWindow, takeNatives } from "../capture/natives.ts";
import { createParts } from "../capture/parts.ts";

/** Stands in for the encoder: asks the mask about everything of the page and keeps the answers. */
export class MaskProbe {
  readonly mask: Masking;
  readonly stale = new Set<Node>();
  readonly problems: string[] = [];
  readonly #natives;
  #observer: MutationObserver;
  #lines: string[] = [];
  /** Stands in for the tree that was sent. */
  readonly #sent = new WeakMap<Node, { bits: number }>();
  readonly #judged: Promise<void>;

  constructor(policy: Policy) {
    let judged = (): void => {};
    this.#judged = new Promise((resolve) => {
      judged = resolve;
    });
    this.#natives = takeNatives(window as PageWindow);
    const parts = createParts(this.#natives, () => {}, reportError);
    this.mask = createMask(policy, window as PageWindow, this.#natives, parts.onSign, {
      stale: (node) => this.stale.add(node),
      problems: (found) => this.problems.push(...found.map((problem) => `${problem.rule} ${problem.why}`)),
      closedRoot: () => null,
      sentOf: (node) => {
        const sent = this.#sent.get(node) ?? { bits: -1 };
        this.#sent.set(node, sent);
        return sent;
      },
      arrived: () => judged(),
    });
    this.#observer = new MutationObserver((records) => this.mask.touched(records));
    this.#observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeOldValue: true,
      characterData: true,
    });
  }

  /** Everything that would leave for the page as it is now, once it is judged; one answer a line. */
  async written(): Promise<string> {
    const first = this.#write();
    if (!this.mask.isWaiting) return first;
    await this.#judged;
    return this.#write();
  }

  #write(): string {
    this.mask.touched(this.#observer.takeRecords());
    this.mask.settle();
    this.stale.clear();
    this.#lines = [this.mask.page(), this.mask.url(location.href)];
    this.#root(document);
    this.#root(document); // sheets may have named what the first round withheld
    return this.#lines.join("\n");
  }

  /** Names of the elements that the mask wants told again after what has happened, and of those around such text. */
  staleNow(): string[] {
    this.mask.touched(this.#observer.takeRecords());
    this.mask.settle();
    return [...this.stale].map((node) => (node as Element).localName ?? node.parentElement?.localName);
  }

  /** What the mask says of the element that matches, for tests of single decisions. */
  state(selector: string): MaskedState {
    const el = document.querySelector(selector);
    if (!el) throw new Error(`no ${selector}`);
    return this.mask.value(el);
  }

  #root(root: Document | ShadowRoot): void {
    this.mask.root(root);
    for (const sheet of root.adoptedStyleSheets) {
      for (const rule of sheet.cssRules) this.#lines.push(this.mask.css(rule.cssText, root));
    }
    for (const child of root.childNodes) this.#node(child);
  }

  #node(node: Node): void {
    if (node instanceof Text || node.nodeType === Node.TEXT_NODE) {
      const text = node as Text;
      const parent = text.parentElement ?? (text.getRootNode() as ShadowRoot).host;
      this.#lines.push(this.mask.text(text, parent));
    } else if (node.nodeType === Node.ELEMENT_NODE) this.#element(node as Element);
  }

  #element(el: Element): void {
    this.#lines.push(`<${this.mask.tag(el)} ${this.mask.classify(el)} ${this.mask.facts(el)}>`);
    if (this.mask.classify(el) === "hidden") return;
    for (const name of el.getAttributeNames()) {
      const value = this.mask.attr(el, name, el.getAttribute(name) ?? "");
      if (value !== null) this.#lines.push(`${name}=${value}`);
    }
    if (el.matches("input,textarea,select,option")) this.#lines.push(`value=${this.mask.value(el).value}`);
    if (el.localName === "style") {
      for (const rule of (el as HTMLStyleElement).sheet?.cssRules ?? [])
        this.#lines.push(this.mask.css(rule.cssText, el));
    }
    if (el.shadowRoot) this.#root(el.shadowRoot);
    const inner = (el as HTMLIFrameElement).contentDocument;
    if (el.localName === "iframe" && inner) this.#root(inner);
    if (this.mask.keepsChildren(el)) for (const child of el.childNodes) this.#node(child);
    else if (el.localName === "style") for (const child of el.childNodes) this.#node(child);
  }
}

(globalThis as unknown as { MaskProbe: typeof MaskProbe }).MaskProbe = MaskProbe;
