/**
 * The address that stands at an offset of a text, as `url(…)` or as a string; undefined where there is none.
 * Escapes are resolved.
 */
export function addressAt(text: string, offset: number): string | undefined {
  const pattern =
    /(?:url|src)\(\s*(?:"((?:[^"\\]|\\[\s\S])*)"?|'((?:[^'\\]|\\[\s\S])*)'?|([^)]*))|"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'/iy;
  pattern.lastIndex = offset;
  const found = pattern.exec(text);
  const raw = found?.slice(1).find((part) => part !== undefined);
  return raw
    ?.trim()
    .replace(/\\(?:([0-9a-f]{1,6})\s?|\r?\n|([\s\S]))/gi, (_, hex?: string, literal?: string) =>
      hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (literal ?? ""),
    );
}
