type Root = Document | ShadowRoot;

/** The text of every style sheet of a root that can be read, and of those that were fetched for the capture. */
export function* sheetTexts(root: Root, fetched: WeakMap<Node, string>): Generator<string> {
  for (const sheet of [...root.styleSheets, ...root.adoptedStyleSheets]) {
    const text = sheet.ownerNode && fetched.get(sheet.ownerNode);
    if (text) yield text;
    else yield* ruleTexts(sheet);
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
