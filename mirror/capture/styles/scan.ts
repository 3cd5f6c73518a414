/** End of what begins at `i`: a string, a comment, an escape or one sign. */
function step(text: string, i: number): number {
  const c = text[i];
  if (c === "\\") return i + 2;
  if (c === "/" && text[i + 1] === "*") {
    const end = text.indexOf("*/", i + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (c !== '"' && c !== "'") return i + 1;
  let end = i + 1;
  while (end < text.length && text[end] !== c && text[end] !== "\n") end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

/**
 * Splits the text of a sheet or of a block into its rules. `@charset` and stray semicolons are no rules. Meant to be
 * checked against the number of rules the engine made of it: what the engine dropped is still in the list.
 */
export function splitRules(text: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; ) {
    const c = text[i];
    const next = step(text, i);
    if (c === "{") depth++;
    else if (c === "}") depth--;
    const ends = depth <= 0 && (c === "}" || (c === ";" && depth === 0));
    if (ends) {
      depth = 0;
      const rule = text.slice(start, next).replace(/^(?:\s|\/\*[\s\S]*?\*\/|<!--|-->)+/, "");
      if (!/^(?:@charset|[;}]|$)/i.test(rule)) rules.push(rule);
      start = next;
    }
    i = next;
  }
  const rest = text.slice(start).replace(/^(?:\s|\/\*[\s\S]*?(?:\*\/|$))+/, "");
  if (rest) rules.push(rest);
  return rules;
}

/** The text between the outermost braces of a rule. */
export function bodyOf(rule: string): string {
  let i = 0;
  while (i < rule.length && rule[i] !== "{") i = step(rule, i);
  return rule.slice(i + 1, rule.lastIndexOf("}"));
}
