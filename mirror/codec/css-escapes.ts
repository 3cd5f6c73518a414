const ESCAPE = /\\(?:([0-9a-f]{1,6})\s?|([^\n]))/gi;
/** What a larger number is cut to. */
export const LAST_CODE_POINT = 0x10ffff;

/** What CSS means by a name, or by what is in a string, which it may write with escapes. */
export const unescaped = (name: string): string =>
  name.includes("\\")
    ? name.replace(ESCAPE, (_all, hex: string | undefined, char: string) =>
        hex ? String.fromCodePoint(Math.min(Number.parseInt(hex, 16), LAST_CODE_POINT)) : char,
      )
    : name;
