/** Elements of the largest tree. */
const LARGEST = 300;

/** Makes random changes to a page's tree: runs inside the page, from a seed. */
export class RandomTree {
  readonly #document: Document;
  #seed: number;

  constructor(document: Document, seed: number) {
    this.#document = document;
    this.#seed = seed;
  }

  /** One random operation. */
  step(): void {
    if (this.#elements().length > LARGEST) return this.#any()?.replaceChildren();
    const operations = [
      () => this.#parent().appendChild(this.#fresh()),
      () => this.#parent().insertBefore(this.#fresh(), null),
      () => this.#insertBefore(this.#fresh()),
      () => this.#move(),
      () => this.#move(),
      () => this.#remove(),
      () => this.#attribute(),
      () => this.#text(),
      () => this.#markup(),
      () => this.#wrap(),
      () => this.#reverse(),
      () => this.#shadow(),
      () => this.#replaceAll(),
      () => this.#split(),
    ];
    operations[this.#random(operations.length)]?.();
  }

  #random(n: number): number {
    this.#seed = (this.#seed * 48271) % 0x7fffffff;
    return this.#seed % n;
  }

  /** All roots' elements under the body. */
  #elements(): Element[] {
    const found: Element[] = [];
    const visit = (root: ParentNode): void => {
      for (const el of root.querySelectorAll("*")) {
        found.push(el);
        if (el.shadowRoot) visit(el.shadowRoot);
      }
    };
    visit(this.#document.body);
    return found;
  }

  #any(): Element | undefined {
    const all = this.#elements();
    return all[this.#random(Math.max(1, all.length))];
  }

  #parent(): Node {
    const el = this.#any() ?? this.#document.body;
    return el.shadowRoot && this.#random(2) ? el.shadowRoot : el;
  }

  #fresh(): Node {
    const kind = this.#random(8);
    if (kind === 0) return this.#document.createComment("c");
    if (kind < 3) return this.#document.createTextNode(`t${this.#random(50)}`);
    const el = this.#document.createElement(["div", "p", "b", "section", "ul"][this.#random(5)] as string);
    if (this.#random(2)) el.className = `c${this.#random(20)}`;
    if (this.#random(3) === 0) el.append("in", this.#document.createElement("i"));
    return el;
  }

  #insertBefore(node: Node): void {
    const next = this.#any();
    next?.parentNode?.insertBefore(node, next);
  }

  #move(): void {
    const [node, parent] = [this.#any(), this.#parent()];
    if (!node || node.contains(parent) || composedContains(node, parent)) return;
    parent.insertBefore(node, parent.childNodes[this.#random(parent.childNodes.length + 1)] ?? null);
  }

  #remove(): void {
    if (this.#random(2)) this.#any()?.remove();
    else {
      const children = this.#parent().childNodes;
      children[this.#random(Math.max(1, children.length))]?.remove();
    }
  }

  #attribute(): void {
    const name = ["class", "id", "data-x", "lang", "hidden"][this.#random(5)] as string;
    const el = this.#any();
    if (this.#random(3)) el?.setAttribute(name, `v${this.#random(30)}`);
    else el?.removeAttribute(name);
  }

  #text(): void {
    for (const child of this.#parent().childNodes) {
      if (child.nodeType === 3) (child as Text).data = `u${this.#random(99)}`;
    }
  }

  #markup(): void {
    const el = this.#any();
    if (el) el.innerHTML = `<p>a<b class=x${this.#random(9)}>b</b></p>text<ul><li>1<li>2</ul>`;
  }

  #wrap(): void {
    const el = this.#any();
    if (!el?.parentNode) return;
    const wrapper = this.#document.createElement("section");
    el.parentNode.insertBefore(wrapper, el);
    wrapper.append(el);
  }

  #reverse(): void {
    const parent = this.#parent();
    for (let i = parent.childNodes.length - 1; i >= 0; i--) parent.appendChild(parent.childNodes[i] as Node);
  }

  #shadow(): void {
    const el = this.#any();
    if (!el || el.shadowRoot || !/^(div|p|section)$/.test(el.localName)) return;
    el.attachShadow({ mode: "open" }).innerHTML = "<p>in shadow</p><slot></slot>";
  }

  #replaceAll(): void {
    const parent = this.#any();
    parent?.replaceChildren(...[...parent.childNodes].filter(() => this.#random(3)), this.#fresh());
  }

  #split(): void {
    for (const child of this.#parent().childNodes) {
      if (child.nodeType === 3 && (child as Text).length > 1) (child as Text).splitText(1);
      if (this.#random(4) === 0) return this.#any()?.normalize();
    }
  }
}

/** Whether `node` contains `other` through shadow roots too. */
function composedContains(node: Node, other: Node): boolean {
  for (let at: Node | null = other; at; at = at.parentNode ?? (at as ShadowRoot).host ?? null)
    if (at === node) return true;
  return false;
}

declare global {
  var TreeFuzz: typeof RandomTree;
}
globalThis.TreeFuzz = RandomTree;
