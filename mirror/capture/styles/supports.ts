/**
 * The conditions whose verdict depends on the engine, in order of first appearance. Both ends find them with this
 * one function, so that the stream carries verdicts only.
 */
export function supportsConditions(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(/@supports([^{;]*)\{|@import[^;]*?\ssupports\(([^;{]*)\)[^;]*;/gi)) {
    found.add((match[1] ?? match[2] ?? "").trim());
  }
  return [...found];
}
