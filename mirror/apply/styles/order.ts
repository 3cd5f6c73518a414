import type { ReplicaSheet } from "./replica-sheet.ts";

type Root = Document | ShadowRoot;

/**
 * Ends the transitions of a root that its new sheets have begun: the page is where they lead to since long, or got there
 * in one step.
 */
function endTransitions(root: Root): void {
  for (const animation of root.getAnimations()) if ("transitionProperty" in animation) animation.finish();
}

function follows(a: Node, b: Node): boolean {
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/**
 * Gives each root the sheets of its owners in tree order, then those it adopted: the cascade of the customer's page.
 */
export class SheetOrder {
  readonly #adopted = new Map<Root, readonly number[]>();
  /** Owner sheets of each root as last set, to see whether anything moved. */
  readonly #placed = new Map<Root, readonly ReplicaSheet[]>();

  adopt(root: Root, ids: readonly number[]): void {
    if (ids.length > 0) this.#adopted.set(root, ids);
    else this.#adopted.delete(root);
  }

  clear(): void {
    for (const root of this.#placed.keys()) root.adoptedStyleSheets = [];
    this.#adopted.clear();
    this.#placed.clear();
  }

  /** Roots that show a sheet by adoption. */
  *rootsOf(id: number): Generator<Root> {
    for (const [root, ids] of this.#adopted) if (ids.includes(id)) yield root;
  }

  /** Puts all sheets where their owners are now; `last` goes behind those of each document. */
  settle(
    owned: Iterable<ReplicaSheet>,
    sheet: (id: number) => ReplicaSheet | undefined,
    last?: CSSStyleSheet,
  ): void {
    const byRoot = new Map<Root, ReplicaSheet[]>();
    for (const root of [...this.#placed.keys(), ...this.#adopted.keys()]) byRoot.set(root, []);
    for (const one of owned) {
      const { owner } = one.definition;
      if (!owner?.isConnected) continue;
      const root = owner.getRootNode() as Root;
      const list = byRoot.get(root);
      if (list) list.push(one);
      else byRoot.set(root, [one]);
    }
    for (const [root, list] of byRoot) this.#place(root, list, sheet, last);
  }

  #place(
    root: Root,
    list: ReplicaSheet[],
    sheet: (id: number) => ReplicaSheet | undefined,
    last: CSSStyleSheet | undefined,
  ): void {
    sortByOwner(list);
    for (const id of this.#adopted.get(root) ?? []) {
      const adopted = sheet(id);
      if (adopted) list.push(adopted);
    }
    const document = root.ownerDocument ?? (root as Document);
    const before = this.#placed.get(root) ?? [];
    const isLastThere = !last || root !== document || root.adoptedStyleSheets.at(-1) === last;
    if (isLastThere && list.length === before.length && list.every((one, i) => one === before[i])) return;
    this.#placed.set(root, list);
    if (list.length === 0) this.#placed.delete(root);
    if (!document.defaultView) return;
    const built = list.map((one) => one.in(document));
    if (root === document) built.push(last);
    root.adoptedStyleSheets = built.filter((one): one is CSSStyleSheet => one !== undefined);
    requestAnimationFrame(() => endTransitions(root));
  }
}

/** Sorts only where neighbours are out of order: most frames move no owner. */
function sortByOwner(list: ReplicaSheet[]): void {
  const inOrder = list.every((one, i) => {
    const next = list[i + 1];
    return !next || follows(one.definition.owner as Node, next.definition.owner as Node);
  });
  if (inOrder) return;
  list.sort((a, b) => (follows(a.definition.owner as Node, b.definition.owner as Node) ? -1 : 1));
}
