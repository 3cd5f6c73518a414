/** Index after the string, comment or url() that starts at `at`, or `at` where none does. */
export function skipOpaque(text: string, at: number): number {
  const char = text.charAt(at);
  if (char === '"' || char === "'") {
    let i = at + 1;
    while (i < text.length && text.charAt(i) !== char && text.charAt(i) !== "\n")
      i += text.charAt(i) === "\\" ? 2 : 1;
    return Math.min(i + 1, text.length);
  }
  if (char === "\\") return Math.min(at + 2, text.length);
  if (char === "/" && text.charAt(at + 1) === "*") {
    const end = text.indexOf("*/", at + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (
    (char === "u" || char === "U") &&
    text.charAt(at + 3) === "(" &&
    /^url\(\s*(?!["'\s])/i.test(text.slice(at, at + 40))
  ) {
    const end = text.indexOf(")", at);
    return end < 0 ? text.length : end + 1;
  }
  return at;
}
