/** Whether an origin is one of the site's: a pattern names scheme, host and port, `*` stands for one label of the host (W11). */
export function listsOrigin(patterns: readonly string[], origin: string): boolean {
  return patterns.some((pattern) => matches(pattern, origin));
}

function matches(pattern: string, origin: string): boolean {
  const wanted = pattern.toLowerCase().split(".");
  const given = origin.toLowerCase().split(".");
  if (wanted.length !== given.length) return false;
  return wanted.every((part, i) => {
    const label = given[i] ?? "";
    if (!part.includes("*")) return part === label;
    const [before = "", after = ""] = part.split("*");
    const star = label.slice(before.length, label.length - after.length);
    return label === before + star + after && /^[a-z0-9-]+$/.test(star);
  });
}
