type Root = Document | ShadowRoot;

/** A text of a style sheet, or of one of its rules, with the element it belongs to (null: it is adopted). */
interface SheetText {
  readonly owner: Node | null;
  readonly text: string;
}

/** The texts of every style sheet of a root that can be read, and of those that were fetched for the capture. */
export function* sheetTexts(root: Root, fetched: WeakMap<Node, string>): Generator<SheetText> {
  for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
    const owner = sheet.ownerNode;
    const text = owner && fetched.get(owner);
    if (text) yield { owner, text };
    else for (const text of ruleTexts(sheet)) yield { owner, text };
  }
}

function* ruleTexts(sheet: CSSStyleSheet): Generator<string> {
  let rules: CSSRuleList;
  try {
    rules = sheet.cssRules;
  } catch {
    return; // of another origin: its names stay unknown, which tells less
  }
  for (const rule of rules) yield rule.cssText;
}
