import type { PageWindow } from "../capture/natives.ts";
import type { Ground } from "./ground.ts";
import { hoverRulesOf, sizeOf, underPointer } from "./hover-rules.ts";

type Tree = Document | ShadowRoot;

/** What was read of a sheet, until it has another number of rules. */
interface Known {
  readonly size: number;
  readonly rules: ReturnType<typeof hoverRulesOf>;
}

/** What is added to a tree. */
interface Added {
  readonly sheet: CSSStyleSheet;
  readonly where: string;
}

/**
 * `:hover` follows the customer's own pointer only. For the agent's, each tree gets one more sheet with those of its
 * own rules that ask for the pointer, where the pointer is said by the place of the elements in the tree: nothing is
 * written to the page's elements. It goes with the pointer.
 */
export class HoverStyles {
  readonly #ground: Ground;
  readonly #known = new WeakMap<CSSStyleSheet, Known>();
  #added = new Map<Tree, Added>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** The pointer is over these elements, innermost first; none: over nothing of the page. */
  over(path: readonly Element[]): void {
    const trees = this.#trees(path);
    for (const [tree, added] of this.#added) if (!trees.has(tree)) this.#remove(tree, added);
    for (const [tree, on] of trees) this.#show(tree, on);
  }

  /** The elements by the tree that they stand in; a host's own tree counts although nothing in it may be meant. */
  #trees(path: readonly Element[]): Map<Tree, Element[]> {
    const trees = new Map<Tree, Element[]>();
    for (const el of path) {
      const inner = this.#ground.shadow(el);
      if (inner && !trees.has(inner)) trees.set(inner, []);
      const root = el.getRootNode() as Tree;
      const on = trees.get(root) ?? [];
      trees.set(root, [...on, el]);
    }
    return trees;
  }

  #show(tree: Tree, on: readonly Element[]): void {
    const where = on.map(placeOf).join(", ");
    const before = this.#added.get(tree);
    if (before?.where === where && tree.adoptedStyleSheets.includes(before.sheet)) return;
    const text = underPointer(this.#rules(tree, before?.sheet), on, where);
    if (!text) {
      if (before) this.#remove(tree, before);
      return;
    }
    const sheet = before?.sheet ?? this.#makeSheet(tree);
    if (!sheet) return;
    sheet.replaceSync(text);
    if (!tree.adoptedStyleSheets.includes(sheet))
      tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
    this.#added.set(tree, { sheet, where });
  }

  #rules(tree: Tree, own: CSSStyleSheet | undefined): Known["rules"] {
    const { baseURI } = tree;
    const sheets = [...tree.styleSheets, ...tree.adoptedStyleSheets].filter((sheet) => sheet !== own);
    return sheets.flatMap((sheet) => {
      const known = this.#known.get(sheet);
      if (known?.size === sizeOf(sheet)) return known.rules;
      const rules = hoverRulesOf(sheet, baseURI);
      this.#known.set(sheet, { size: sizeOf(sheet), rules });
      return rules;
    });
  }

  /** A sheet belongs to the realm of its document. */
  #makeSheet(tree: Tree): CSSStyleSheet | null {
    const document = tree.nodeType === Node.DOCUMENT_NODE ? (tree as Document) : tree.ownerDocument;
    const view = document?.defaultView as PageWindow | null | undefined;
    return view ? new view.CSSStyleSheet() : null;
  }

  #remove(tree: Tree, { sheet }: Added): void {
    this.#added.delete(tree);
    tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((one) => one !== sheet);
  }
}

/** A selector for the one element at that place of its tree. */
function placeOf(el: Element): string {
  const steps: string[] = [];
  let at: Element = el;
  for (; at.parentElement; at = at.parentElement) steps.unshift(stepTo(at));
  const isInShadow = at.parentNode?.nodeType === Node.DOCUMENT_FRAGMENT_NODE;
  return [isInShadow ? `:host > ${stepTo(at)}` : ":root", ...steps].join(" > ");
}

function stepTo(el: Element): string {
  let number = 1;
  for (let at = el.previousElementSibling; at; at = at.previousElementSibling)
    if (at.localName === el.localName && at.namespaceURI === el.namespaceURI) number++;
  return `${CSS.escape(el.localName)}:nth-of-type(${number})`;
}
